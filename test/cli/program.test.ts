import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProgram, execute, runCli } from '../../src/cli/program.js'
import { Fixture } from './fixture.js'
import { fakeIo, type RunOptions } from './harness.js'

const fixture = new Fixture()

describe('the program', () => {
  it('prints its help when it has no arguments', async () => {
    const { status, stdout, stderr } = await fixture.call([])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage:\n {2}cozy-registry /)
    for (const name of ['serve', 'add-editor', 'gen-session-secret', 'gen-editor-token']) expect(stdout).toContain(name)
  })

  it('prints the same help for a command and its alias, with -h, --help or `help`', async () => {
    const helps = [
      ['gen-token', '-h'],
      ['help', 'gen-token'],
      ['gen-editor-token', '--help'],
      ['help', 'gen-editor-token'],
    ]
    const texts = await Promise.all(helps.map((argv) => fixture.call(argv)))
    expect(texts[0]?.stdout).toMatch(/--max-age/)
    expect(texts[0]?.stdout).toMatch(/--couchdb-url/)
    expect(texts[0]?.stdout).toMatch(/--master\[=bool\]/)
    for (const text of texts) expect(text).toEqual(texts[0])
  })

  it('prints the usage for an unknown help topic', async () => {
    const { status, stdout, stderr } = await fixture.call(['help', 'nonsense'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(stderr).toMatch(/^Unknown help topic \[`nonsense`\]\nUsage:\n/)
  })

  it('prints its version for --version and for the command version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'))
    for (const argv of [['--version'], ['version']]) {
      expect(await fixture.call(argv)).toEqual({ status: 0, stdout: `cozy-registry ${version}\n`, stderr: '' })
    }
  })

  it('needs the working directory only for commands that use it', async () => {
    const runInRemovedFolder = async (...argv: string[]) => {
      const { io, stderr } = fakeIo({ cwd: fixture.cwd })
      const ioWithoutFolder = {
        ...io,
        get cwd(): string {
          throw new Error('The working directory was removed')
        },
      }
      return { status: await runCli(argv, ioWithoutFolder), stderr: stderr.join('') }
    }
    for (const argv of [
      [],
      ['--version'],
      ['version'],
      ['help', 'serve'],
      ['serve', '--help'],
      ['completion', 'zsh'],
    ]) {
      expect(await runInRemovedFolder(...argv)).toEqual({ status: 0, stderr: '' })
    }
    expect(await runInRemovedFolder('ls-editors')).toEqual({
      status: 1,
      stderr: 'Error: The working directory was removed\n',
    })
  })

  it('suggests a similar command', async () => {
    expect(await fixture.call(['ad-editor'])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Error: unknown command "ad-editor" for "cozy-registry"\n\nDid you mean this?\n\tadd-editor\n\n',
    })
  })

  it.each([
    ['rm-app', 'missing argument <slug>'],
    ['rm-app-version notes', 'missing argument <version>'],
    ['rm-app notes 1.0.0', 'unexpected argument "1.0.0"'],
    ['ls-pending --space x notes', 'unexpected argument "notes"'],
    ['well-known put a.json b.json c.json', 'unexpected argument "b.json"'],
    ['revoke-tokens cozy drive', 'unexpected argument "drive"'],
    ['import one.tar.gz two.tar.gz', 'unexpected argument "two.tar.gz"'],
    ['copy-from https://apps.example.org partners', 'unexpected argument "partners"'],
    ['serve 8080', 'unexpected argument "8080"'],
    ['completion', 'missing argument <shell>'],
    ['maintenance', 'missing command after "cozy-registry maintenance"'],
    ['config', 'missing command after "cozy-registry config"'],
  ])('says what is wrong with "%s", then prints the usage', async (line, message) => {
    const { status, stdout, stderr } = await fixture.call(line.split(' '))
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr.startsWith(`Error: ${message}\n\nUsage:\n  cozy-registry ${line.split(' ')[0] ?? ''} `), stderr).toBe(
      true,
    )
  })

  it('prints the usage on the standard error when the number of arguments is wrong', async () => {
    const { io, stdout, stderr } = fakeIo({ cwd: fixture.cwd })
    const program = createProgram()
    let hasRun = false
    program.command('rm-thing <thing>').action(() => void (hasRun = true))
    expect(await execute(program, ['rm-thing'], io)).toBe(1)
    expect({ hasRun, stdout: stdout.join('') }).toEqual({ hasRun: false, stdout: '' })
    expect(stderr.join('')).toMatch(/^Error: missing argument <thing>\n\nUsage:\n {2}cozy-registry rm-thing /)
  })

  it('changes nothing when the configuration is invalid, but still prints help', async () => {
    await writeFile(join(fixture.cwd, 'cozy-registry.yml'), 'a: b: c\n')
    for (const argv of [['ls-editors'], ['gen-session-secret', 'x.key'], ['serve']]) {
      const { status, stdout, stderr } = await fixture.call(argv)
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toMatch(/^Error: Failed to read cozy-apps-registry configuration/)
    }
    expect((await fixture.call(['serve', '--help'])).status).toBe(0)
    expect(fixture.registry.opened).toBe(0)
  })

  it('passes flags to the configuration', async () => {
    const configs: unknown[] = []
    const connect: RunOptions['connect'] = async (config) => {
      configs.push(config)
      return fixture.registry
    }
    await fixture.call(['--host', 'h', 'ls-editors', '--port=0x10', '--spaces', 'a,b', '--session-secret', 'k'], {
      connect,
    })
    expect(configs).toMatchObject([{ host: 'h', port: 16, spaces: ['a', 'b'], sessionSecret: 'k' }])
  })

  it('prints warnings about the configuration only when a server starts', async () => {
    const links = 'domain_space: { links.example: __default__ }'
    await writeFile(join(fixture.cwd, 'cozy-registry.yml'), `data: x\nhots: y\n${links}\n`)
    expect(await fixture.call(['ls-editors'])).toEqual({ status: 0, stdout: 'Cozy\n', stderr: '' })
    const { stderr } = await fixture.call(['serve'])
    expect(stderr).toMatch(/^Warning: The key "hots" is unknown.*\nWarning: custom_schemes: empty/)
  })

  it('closes the registry at the end of a command, even if the command fails', async () => {
    await fixture.call(['ls-editors'])
    await fixture.call(['add-editor', 'cozy'])
    expect([fixture.registry.opened, fixture.registry.closed]).toEqual([2, 2])
  })
})
