import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../src/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { run, type Outcome } from './harness.js'

let cwd: string
let home: string
let env: Record<string, string>

beforeEach(async () => {
  cwd = await temporaryFolder()
  home = await temporaryFolder()
  env = { HOME: home, FILES: join(home, 'files'), COZY_REGISTRY_DATA: '~/regdata', COZY_REGISTRY_PORT: '0' }
  await mkdir(join(home, 'files'))
  await writeFile(
    join(home, 'config.yml'),
    'virtual_spaces: { kids: { source: __default__, filter: select, slugs: [notes] } }\nlog: { file: ~/registry.log }\n',
  )
})

function call(...argv: string[]): Promise<Outcome> {
  return run(argv, { cwd, env, connect })
}

async function runSuccessfully(...argv: string[]): Promise<string> {
  const { status, stdout, stderr } = await call(...argv)
  expect(status, stderr).toBe(0)
  return stdout
}

// A shell expands no tilde in quotes or in `--flag=~/x`. systemd expands no tilde at all. So the program expands paths
// itself.
it('the program expands "~" and variables in paths of arguments, flags, settings and the environment', async () => {
  await writeFile(join(home, 'pass'), 'pw\n')
  await writeFile(join(home, 'files/links.json'), '{}')
  await writeFile(join(home, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  env.REGISTRY_SESSION_PASS_FILE = '${HOME}/pass'
  await runSuccessfully('gen-session-secret', '~/secret.key')
  await runSuccessfully('--config=~/config.yml', 'add-editor', 'Acme')
  await runSuccessfully('gen-token', 'Acme', '--master', '--session-secret=~/secret.key')
  env.ICON = join(home, 'icon.svg')
  await runSuccessfully('add-app', 'notes', '--app-editor', 'Acme', '--app-type', 'webapp')
  await runSuccessfully('-c', '$HOME/config.yml', 'overwrite-app-icon', 'notes', '$ICON', '--space', 'kids')
  env.LINKS = join(home, 'files/links.json')
  await runSuccessfully('well-known', 'put', '$LINKS')
  expect(await runSuccessfully('well-known', 'ls')).toContain('links.json')
  await runSuccessfully('well-known', 'put', '${FILES}/links.json', '--name', 'other.json')
  await runSuccessfully('export', '~/all.tar.gz')
  await runSuccessfully('import', '$HOME/all.tar.gz')
  expect(await readdir(cwd)).toEqual([])
  const files = ['all.tar.gz', 'config.yml', 'files', 'icon.svg', 'pass', 'registry.log', 'regdata', 'secret.key']
  expect((await readdir(home)).sort()).toEqual(files.sort())
  expect(await readFile(join(home, 'registry.log'), 'utf8')).toContain('Acme')
})

describe('paths that cannot be expanded', () => {
  it.each([
    ['export', '~zoe/all.tar.gz'],
    ['import', '$NOWHERE/all.tar.gz'],
    ['overwrite-app-icon', 'notes', '~zoe/icon.svg', '--space', 'kids'],
    ['well-known', 'put', '${NOWHERE}'],
    ['gen-session-secret', '--passphrase=false', '~zoe'],
    ['ls-editors', '--config', '~zoe/config.yml'],
    ['serve', '--session-secret', '$NOWHERE/secret.key'],
  ])('are refused in the command line of %s', async (...argv) => {
    const { status, stderr } = await call(...argv)
    const path = argv.find((word) => /^[~$]/.test(word))
    expect(status).toBe(1)
    expect(stderr).toContain(`The path "${path}" `)
    expect(stderr).not.toContain('    at ')
    expect(await readdir(cwd)).toEqual([])
  })

  it.each(['COZY_REGISTRY_DATA', 'COZY_REGISTRY_FS', 'COZY_REGISTRY_LOG_FILE'])('are refused in %s', async (name) => {
    env[name] = '~zoe/here'
    const { status, stderr } = await call('add-editor', 'Acme')
    expect(status).toBe(1)
    expect(stderr).toContain('The path "~zoe/here" ')
    expect(await readdir(cwd)).toEqual([])
  })

  it('are refused in REGISTRY_SESSION_PASS_FILE', async () => {
    env.REGISTRY_SESSION_PASS_FILE = '~zoe/pass'
    const { status, stderr } = await call('gen-session-secret', 'secret.key')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Error: Cannot read "~zoe\/pass", which REGISTRY_SESSION_PASS_FILE names: The path /)
    expect(await readdir(cwd)).toEqual([])
  })
})
