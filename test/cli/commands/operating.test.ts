import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished, expect, it } from 'vitest'
import { connect } from '../../../src/gateway.js'
import { startArchiveServer, type ArchiveServer } from '../../support/archive-server.js'
import { sha256 } from '../../support/archives.js'
import { archiveOf, authorized } from '../../support/gateway.js'
import { send, type Answer, type TestRequest } from '../../support/http.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { enginesForCommands, type CommandEngines } from '../engines.js'
import { run } from '../harness.js'
import { programArguments } from '../../support/run-program.js'

const config = `host: 127.0.0.1
port: 0
spaces: __default__ labs
virtual_spaces:
  kids:
    source: __default__
    filter: select
    slugs: ['notes']
domain_space:
  apps.example: __default__
publish:
  trusted_networks: 127.0.0.0/8
session-secret: secret.key
`

/** A server in another process, and commands in this process, on the same data. */
interface ServerAndCommands {
  cwd: string
  archives: ArchiveServer
  /** Runs a command, which must succeed; returns its standard output. */
  command: (...words: string[]) => Promise<string>
  get: (path: string, token?: string) => Promise<Answer>
  /** Sends a GET request with a `Host` that `domain_space` assigns to the default space. */
  getFromHost: (path: string) => Promise<Answer>
  /** Publishes a version with a token; returns the HTTP status. */
  publish: (slug: string, version: string, token: string) => Promise<number>
}

async function startServerAndCommands(engines: CommandEngines): Promise<ServerAndCommands> {
  const cwd = await temporaryFolder()
  onTestFinished(() => engines.clear())
  await writeFile(join(cwd, 'cozy-registry.yml'), config + engines.config)
  const command = async (...words: string[]): Promise<string> => {
    const outcome = await run(words, { cwd, connect })
    expect({ words, ...outcome }).toMatchObject({ words, status: 0 })
    return outcome.stdout
  }
  await command('gen-session-secret', '--passphrase=false')
  const url = await startServer(cwd)
  const archives = await startArchiveServer()
  const request = (path: string, token?: string, sent: TestRequest = {}) =>
    send(url, path, { ...sent, ...(token !== undefined && { headers: authorized(token) }) })
  return {
    cwd,
    archives,
    command,
    get: (path, token) => request(path, token),
    getFromHost: (path) => request(path, undefined, { headers: { Host: 'apps.example' } }),
    async publish(slug, version, token) {
      const archive = await archiveOf({ slug, version, manifest: { version: version.split('-')[0] } })
      const address = archives.serve(`${slug}-${version}.tar.gz`, archive)
      const body = { version, url: address, sha256: sha256(archive) }
      return (await request(`/registry/${slug}`, token, { method: 'POST', body })).status
    },
  }
}

async function startServer(cwd: string): Promise<string> {
  const child = spawn(process.execPath, [...programArguments, 'serve'], { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    expect(child.exitCode).toBe(0)
  })
  for await (const line of createInterface(child.stdout)) {
    const [, address] = /^Listening on (.*)\.\.\.$/.exec(line) ?? []
    if (address !== undefined) return `http://${address}`
  }
  throw new Error('The server exited before it listened')
}

const minutes = 60_000

it.each(enginesForCommands())(
  'a running server shows the changes that commands make in another process, on %s',
  { timeout: 5 * minutes },
  async (_, make) => {
    const { cwd, command, get, getFromHost, publish } = await startServerAndCommands(make())
    const status = (path: string) => expect.poll(async () => (await get(path)).status)
    const body = (path: string) => expect.poll(async () => (await get(path)).json())

    await command('add-editor', 'Acme', '--auto-publication')
    await command('add-app', 'notes', '--app-editor', 'acme', '--app-type', 'webapp')
    await body('/registry/notes').toMatchObject({ editor: 'Acme', data_usage_commitment: 'none' })
    expect(await command('ls-apps', 'Acme')).toBe('notes\n')

    const master = (await command('gen-token', 'Acme', '--master')).trim()
    const token = (await command('gen-token', 'Acme', '--app', 'notes')).trim()
    const [appsToken] = (await command('gen-token', 'Acme', '--apps', 'notes', '--max-age', '30d')).split('\n')
    const anyAppToken = (await command('gen-token', 'Acme')).trim()
    for (const good of [token, anyAppToken, appsToken ?? '']) {
      expect(await command('verify-token', 'Acme', good, '--app', 'notes')).toBe('token is valid\n')
    }
    expect(await publish('notes', '1.0.0', token)).toBe(201)
    expect(await publish('notes', '1.0.1', anyAppToken)).toBe(201)
    expect(await publish('notes', '1.1.0-beta.1', appsToken ?? '')).toBe(201)

    await command(
      'modify-app',
      'notes',
      '--data-usage-commitment',
      'user_ciphered',
      '--data-usage-commitment-by',
      'cozy',
    )
    await body('/registry/notes').toMatchObject({ data_usage_commitment: 'user_ciphered', label: 0 })

    await command('maintenance', 'activate', 'notes', '--short', '--no-manual-exec', '--message', 'en:Soon:Back: soon')
    await body('/registry/maintenance').toMatchObject([
      {
        slug: 'notes',
        maintenance_options: {
          flag_infra_maintenance: false,
          flag_short_maintenance: true,
          flag_disallow_manual_exec: true,
          messages: { en: { short_message: 'Soon', long_message: 'Back: soon' } },
        },
      },
    ])
    await command('maintenance', 'deactivate', 'notes')
    await body('/registry/maintenance').toEqual([])

    await command('overwrite-app-name', 'notes', 'My notes', '--space', 'kids')
    await body('/kids/registry/notes/stable/latest').toMatchObject({ manifest: { name: 'My notes' } })
    await body('/registry/notes/stable/latest').toMatchObject({ manifest: { name: 'notes' } })
    const icon = '<svg xmlns="http://www.w3.org/2000/svg"><title>mine</title></svg>'
    await writeFile(join(cwd, 'mine.svg'), icon)
    await command('overwrite-app-icon', 'notes', join(cwd, 'mine.svg'), '--space', 'kids')
    await expect.poll(async () => (await get('/kids/registry/notes/icon')).text).toBe(icon)
    expect((await get('/registry/notes/icon')).text).not.toBe(icon)
    await command('maintenance', 'activate', 'notes', '--space', 'kids', '--yes')
    await body('/kids/registry/notes').toMatchObject({ maintenance_activated: true })
    expect((await get('/registry/maintenance')).json()).toEqual([])
    await command('maintenance', 'deactivate', 'notes', '--space', 'kids')
    await body('/kids/registry/maintenance').toEqual([])

    expect(await command('rm-old-versions', 'stable', 'notes', '--major=1', '--minor', '0', '--duration', '0')).toBe(
      'Info: This is a dry run, the apps will not be removed\nRemoving notes/1.0.0\n',
    )
    const rules = ['--major=1', '--minor=0', '--duration=0', '--no-dry-run']
    expect(await command('rm-old-versions', 'stable', 'notes', ...rules)).toBe('Removing notes/1.0.0\n')
    await status('/registry/notes/1.0.0').toBe(404)
    expect((await get('/registry/notes/1.0.1')).status).toBe(200)
    await command('rm-app-version', 'notes', '1.1.0-beta.1')
    await body('/registry/notes/versions').toEqual({
      has_versions: true,
      stable: ['1.0.1'],
      beta: ['1.0.1'],
      dev: ['1.0.1'],
    })

    await command('revoke-tokens', 'Acme', '--app', 'notes', '--yes')
    await expect.poll(() => publish('notes', '1.0.1', token)).toBe(401)
    expect(await publish('notes', '2.0.0', anyAppToken)).toBe(401)
    const newToken = (await command('gen-token', 'Acme', '--app', 'notes')).trim()
    expect(await publish('notes', '2.0.0', newToken)).toBe(201)
    await command('revoke-tokens', 'Acme', '--force')
    await expect.poll(() => publish('notes', '1.0.1', newToken)).toBe(401)
    expect((await get('/registry/pending', master)).status).not.toBe(401)
    await command('revoke-tokens', 'Acme', '--master', '--yes')
    await expect.poll(() => publish('notes', '1.0.1', master)).toBe(401)

    expect(await command('repair', '--fix')).toBe('')
    await command('add-app', 'plans', '--app-editor', 'Acme', '--app-type', 'webapp', '--app-space', 'labs')
    await status('/labs/registry/plans').toBe(200)
    expect(await command('rm-space', 'labs', '--force')).toBe('')
    await status('/labs/registry/plans').toBe(404)

    await writeFile(join(cwd, 'assetlinks.json'), '[]')
    const path = '/.well-known/assetlinks.json'
    await command('well-known', 'put', join(cwd, 'assetlinks.json'))
    await expect.poll(async () => (await getFromHost(path)).text).toBe('[]')
    expect(await command('well-known', 'ls')).toContain('assetlinks.json')
    await command('well-known', 'rm', 'assetlinks.json', '--yes')
    await expect.poll(async () => (await getFromHost(path)).status, { timeout: 10_000 }).toBe(404)

    await command('export', join(cwd, 'registry.tar.gz'))
    const before = (await get('/registry/notes/2.0.0')).json()
    await command('rm-app-version', 'notes', '2.0.0')
    await status('/registry/notes/2.0.0').toBe(404)
    await command('import', '--drop', '--yes', join(cwd, 'registry.tar.gz'))
    await body('/registry/notes/2.0.0').toEqual(before)
    await body('/kids/registry/notes/stable/latest').toMatchObject({ version: '2.0.0', manifest: { name: 'My notes' } })

    expect(await command('rm-app', 'notes')).toBe('Removing notes/1.0.1\nRemoving notes/2.0.0\n')
    await status('/registry/notes').toBe(404)
    expect((await get('/registry/notes/2.0.0')).status).toBe(404)
    await command('rm-editor', 'acme')
    await body(`/graphql?query=${encodeURIComponent('{ editors { name } }')}`).toEqual({ data: { editors: [] } })
  },
)
