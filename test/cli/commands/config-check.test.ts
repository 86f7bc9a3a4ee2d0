import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Fixture } from '../fixture.js'

const fixture = new Fixture()

async function check(file: string, words: string[] = [], env: Record<string, string> = {}) {
  await writeFile(join(fixture.cwd, 'cozy-registry.yml'), file)
  return fixture.call(['config', 'check', ...words], { env })
}

describe('config check', () => {
  it('prints the effective values of all sources as a valid configuration in YAML', async () => {
    const { status, stdout, stderr } = await check('data: here\nport: 1\n', ['--port', '3'], {
      COZY_REGISTRY_HOST: 'h',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^# From ".*cozy-registry\.yml"\.\n/)
    const shown: unknown = parse(stdout)
    expect(shown).toMatchObject({
      data: join(fixture.cwd, 'here'),
      fs: join(fixture.cwd, 'here/objects'),
      port: 3,
      host: 'h',
      limits: { graphql: { body_bytes: 6_000_000, run_timeout: '10000ms' } },
      shutdown: { drain: '3000ms' },
    })
    expect(shown).toMatchObject({ spaces: ['__default__'], 'session-secret': join(fixture.cwd, 'sessionsecret.key') })
    for (const unused of ['couchdb', 'redis', 's3', 'swift', 'workers']) expect(shown).not.toHaveProperty(unused)
    expect((await check(stdout)).status).toBe(0)
    expect(fixture.registry.opened).toBe(0)
  })

  it('shows the absolute path of the folder for remote doctypes instead of the unused URLs, and warns when the folder does not exist', async () => {
    const folder = join(fixture.cwd, 'definitions')
    const missing = await check('data: here\ndoctypes: definitions\n')
    const shown: unknown = parse(missing.stdout)
    expect(shown).toMatchObject({ doctypes: folder })
    expect(shown).not.toHaveProperty('published_doctypes')
    expect(missing.status).toBe(1)
    expect(missing.stderr).toMatch(/^doctypes: there is no folder ".*definitions", so no remote doctype is defined \(/)
    await mkdir(folder)
    expect(await check('data: here\ndoctypes: definitions\n')).toMatchObject({ status: 0, stderr: '' })
  })

  it.each([
    ['data: file', 'data: "DIR/file" is not a folder'],
    ['data: file/data', `data: the folder "DIR/file/data" can't be created: "DIR/file" is not a folder`],
    ['data: x\nfs: file/objects', `fs: the folder "DIR/file/objects" can't be created: "DIR/file" is not a folder`],
    ['data: x\ndoctypes: file', 'doctypes: there is no folder "DIR/file"'],
    ['data: x\nlog.file: logs/registry.log', 'log.file: there is no folder "DIR/logs" for the log'],
    ['data: x\nlog.file: folder', 'log.file: "DIR/folder" is not a file'],
    ['data: x\nsession-secret: keys/secret', 'session-secret: there is no folder "DIR/keys" for the secret'],
    ['data: x\nsession-secret: folder', 'session-secret: "DIR/folder" is a folder, not a file'],
    ['data: x\nsession-secret: ""', 'session-secret: empty, so the server does not start'],
  ])('warns of a path that cannot be used: %s', async (file, message) => {
    await writeFile(join(fixture.cwd, 'file'), '')
    await mkdir(join(fixture.cwd, 'folder'))
    const { status, stderr } = await check(`${file}\n`)
    expect(status).toBe(1)
    expect(stderr).toContain(message.replaceAll('DIR', fixture.cwd))
    expect(stderr).toMatch(
      RegExp(`line ${String(file.split('\n').length)}\\)\nError: Warnings about the configuration: 1\n`),
    )
  })

  it('accepts paths of files and folders that do not exist yet, with a note about the missing secret', async () => {
    await mkdir(join(fixture.cwd, 'logs'))
    const { status, stderr } = await check(
      'data: some/data\nfs: other/files\nlog.file: logs/a.log\nsession-secret: new.key\n',
    )
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(
        /^session-secret: there is no file ".*new\.key" yet: gen-session-secret creates it \(/,
      ),
    })
    expect(await readdir(fixture.cwd)).not.toContain('some')
  })

  it.skipIf(process.getuid?.() === 0)(
    'prints notes, not warnings, about paths where this user cannot write',
    async () => {
      const closed = join(fixture.cwd, 'closed')
      await mkdir(closed, { mode: 0o500 })
      const { status, stderr } = await check('data: closed/data\nlog.file: closed/a.log\n')
      expect(status).toBe(0)
      expect(stderr).toContain(`data: the folder "${closed}/data" can't be created: this user can't write to`)
      expect(stderr).toContain(`log.file: this user can't write to "${closed}"`)
    },
  )

  it('keeps capital letters in the keys of maps', async () => {
    const { stdout } = await check('data: here\n', [], {
      COZY_REGISTRY_DOMAIN_SPACE: '{ "linksOf.example": "__default__" }',
    })
    expect(parse(stdout)).toMatchObject({ domain_space: { 'linksOf.example': '__default__' } })
  })

  it('hides passwords and secret keys', async () => {
    const secrets = ['hunter2', 'opensesame', 'swordfish', 'letmein', 'inside']
    const { stdout } = await check(
      `couchdb: { url: 'http://admin:inside@db:5984', password: hunter2 }
redis: { addrs: cache:6379, password: opensesame }
s3: { endpoint: 'http://s3', access_key: key, secret_key: swordfish, bucket: apps }
`,
    )
    const swift = await check(
      'data: x\nswift: { auth_url: "http://keystone/v3", username: u, tenant: t, domain: d, api_key: letmein }\n',
      ['--json'],
    )
    expect(JSON.parse(swift.stdout)).toMatchObject({ settings: { swift: { api_key: '********' } } })
    for (const secret of secrets) expect(stdout + swift.stdout).not.toContain(secret)
    expect(parse(stdout)).toMatchObject({ couchdb: { url: 'http://********@db:5984', password: '********' } })
  })

  it('reports mistakes of all kinds in one run', async () => {
    const { status, stdout, stderr } = await check(`data: ~zoe/data
couchdb: { url: 'http://db:5984' }
hots: y
port: many
access_topology: sideways
fs: files
s3: { bucket: apps }
redis: { addrs: ['rediss://a:1', 'b:2'] }
spaces: [__default__, one, One]
trusted_domains: { one: [cloud] }
session-secret: ~zoe/key
graphql: { persisted_only: true }
virtual_spaces:
  kids: { source: nope, filter: some, slugs: home }
  teens: { source: kids, filter: select, slugs: [''] }
  none: { filter: select, slugs: [] }
`)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    for (const text of [
      'The key "hots" is unknown',
      'port: "many" is not',
      'Unknown access_topology value in configuration: sideways',
      'Both "data" (embedded database) and "couchdb" keys',
      'Both "fs" and "s3" keys',
      'Either all addresses in "redis.addrs"',
      'Cannot register space "One"',
      '"cloud" of the space "one" trusts a whole',
      'session-secret: The path "~zoe/key"',
      'graphql.persisted_only',
      'The source "nope" of the virtual space "kids"',
      '"filter" of "kids" must be select or reject, not "some"',
      '"slugs" of "kids" must be a list, not "home"',
      'The source "kids" of the virtual space "teens" is a virtual space itself',
      '"slugs" of "teens" must be strings, not ""',
      '"source" of "none" must be the name of a space, not nothing',
    ]) {
      expect(stderr).toContain(text)
    }
  })

  it('reports no problem that only follows from an invalid value', async () => {
    const { stderr } = await check('data: [x]\ns3: { endpoint: nowhere, bucket: apps }\n')
    expect(stderr.match(/^(?:Error: )?\S.*$/gm)).toHaveLength(2)
  })

  it('names each unknown key with its line number, and fails', async () => {
    const { status, stderr } = await check('data: x\nhots: y\nconservation:\n  majors: 3\n')
    expect(status).toBe(1)
    expect(stderr).toMatch(/The key "hots" is unknown \(".*", line 2\)/)
    expect(stderr).toMatch(/The key "conservation.majors" is unknown \(".*", line 4\)/)
  })

  it('names all invalid values, and their line numbers in the file', async () => {
    const wrong = 'data: x\nport: many\nredis:\n  pool_size: -3\nworkers: 0\n'
    const { status, stdout, stderr } = await check(wrong, [], { COZY_REGISTRY_WORKERS: 'none' })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/port: "many" is not .* \(".*", line 2\)/)
    expect(stderr).toMatch(/redis\.pool_size: "-3" is not .* \(".*", line 4\)/)
    expect(stderr).toMatch(/workers: "none" is not [^(]*$/m)
  })

  it.each([
    ['data: ~zoe/data'],
    ['data: x\nfs: $NOWHERE/x'],
    ['data: x\ndoctypes: ~zoe/x'],
    ['data: x\nlog:\n  file: ~zoe/log'],
    ['data: x\nport: many\nsession-secret: ~zoe/key', 'session-secret: '],
    ['data: x\naccess_topology: sideways'],
    ['data: x\nport: 80\nmetrics:\n  host: ""\n  port: 80', '"port" and "metrics.port"'],
    ['data: x\ngraphql:\n  persisted_only: true', 'needs "graphql.persisted_operations"'],
    ['data: x\ngraphql:\n  persisted_operations: ~zoe/x'],
    ['data: x\nspaces: One'],
    ['data: x\nspaces: one one', 'already registered'],
    [`data: x\nspaces: ${'x'.repeat(129)}`],
    ['data: x\nvirtual_spaces:\n  a b: {}'],
    ['data: x\nvirtual_spaces:\n  kids:'],
    ['data: x\nvirtual_spaces:\n  kids:\n    filter: select\n    slugs: []\n    source: nope', 'The source "nope"'],
    ['data: x\nvirtual_spaces:\n  kids:\n    source: ""', '"source" of "kids"'],
    ['data: x\nvirtual_spaces:\n  kids:\n    source: __default__\n    slugs: []\n    filter: some'],
    [
      'data: x\nvirtual_spaces:\n  kids:\n    source: __default__\n    filter: select\n    slugs: home',
      'must be a list',
    ],
    ['data: x\nvirtual_spaces:\n  kids:\n    source: __default__\n    filter: select\n    slugs: [""]'],
    ['data: x\ninstance_contexts:\n  default:\n    space: nope', 'instance_contexts: default.space: '],
    ['data: x\ninstance_contexts:\n  Default: text'],
    ['data: x\nremote_assets:\n  bank.json: ftp://a.example'],
    ['data: x\ns3: { bucket: b }', 'S3 needs all of'],
    ['data: x\ns3:\n  access_key: a\n  secret_key: s\n  endpoint: http://s3\n  bucket: B'],
    ['data: x\ns3:\n  access_key: a\n  secret_key: s\n  bucket: apps\n  endpoint: http://s3/x'],
    ['data: x\nswift:\n  username: u\n  api_key: a\n  auth_url: http://k/v2.0'],
    ['data: x\nredis:\n  addrs: [rediss://a:1, b:2]'],
    ['fs: x\ncouchdb:\n  prefix: A'],
    ['data: x\nspaces: editors'],
    ['data: x\ntrusted_domains:\n  __default__: [cloud]'],
    ['data: x\ntrusted_urls:\n  __default__: [a]'],
    ['data: x\ncustom_schemes: ["a b"]'],
    ['data: x\ncustom_schemes: [a]\ndomain_space:\n  "a b": __default__'],
    ['data: x\ntrusted_protocols:\n  nowhere: [a]'],
    ['data: x\ncors:\n  origins: [a]'],
    ['data: x\nredis:\n  dial_timeout: 5'],
    ['data: x\npublic_url: https://apps.example/registry'],
    ['data: x\ncustom_schemes: [https]'],
    ['data: x\ntrusted_protocols:\n  __default__: [https]'],
    ['data: x\ntrusted_protocols:\n  __default__: [file]'],
    ['data: x\ntrusted_urls:\n  __default__: ["javascript:alert(1)"]'],
    ['data: x\nvirtual_spaces:\n  kids:\n    source: __default__\n    filter: select\n    slugs: [Home]'],
    ['data: x\nvirtual_spaces:\n  kids:\n    source: __default__\n    filter: select\n    slugs: [home, home]'],
    ['data: x\nvirtual_spaces:\n  kids:\n    source: __default__\n    filter: select\n    slugs: []\n    slug: home'],
    ['data: x\ninstance_contexts:\n  default:\n    additional_platform_apps: [My App]'],
  ])('reports the last line of this configuration as wrong: %s', async (file, message = '') => {
    const { status, stderr } = await check(`${file}\n`)
    expect(status).toBe(1)
    const line = file.split('\n').length
    expect(stderr.split('\n').find((each) => each.includes(message))).toMatch(
      RegExp(` \\(".*\\.yml", line ${line}\\)$`),
    )
  })

  it('names no line of the file for a setting that an environment variable overrides', async () => {
    const { stderr } = await check('data: x\ninstance_contexts:\n  default:\n', [], {
      COZY_REGISTRY_INSTANCE_CONTEXTS: '{ "default": { "space": "nope" } }',
    })
    expect(stderr).toMatch(/there is no space "nope"; the spaces are: __default__$/m)
  })

  it.each([
    ['a wrong value', 'data: x\nport: many\nhots: y\n', 'port: "many"', '"hots" is unknown (".*", line 3)'],
    [
      'a missing key',
      'couchdb:\n  ulr: http://db:5984\n',
      'names no database',
      '"couchdb.ulr" is unknown (".*", line 2)',
    ],
  ])('reports unknown keys and %s in one run', async (_, file, ...named) => {
    const { status, stderr } = await check(file)
    expect(status).toBe(1)
    for (const text of named) expect(stderr).toMatch(RegExp(text.replaceAll(/[()]/g, '\\$&')))
  })

  it('hides passwords in invalid addresses, and in addresses where a host is expected', async () => {
    const writeConfig = (rest: string) => writeFile(join(fixture.cwd, 'odd.yml'), `data: x\n${rest}\n`)
    const checkConfig = (...words: string[]) => fixture.call(['config', 'check', '--config', 'odd.yml', ...words])
    await writeConfig(
      "trusted_domains: { __default__: ['http://u:hunter2@h'] }\ndomain_space: { 'http://u:hunter2@h': x }",
    )
    for (const words of [[], ['--json']]) {
      const { stdout, stderr } = await checkConfig(...words)
      expect(stdout).toContain('http://********@h')
      expect(stdout + stderr).not.toContain('hunter2')
    }
    for (const address of ['http://u:a hunter2@h', 'http://h/?x=hunter2', 'http://u:hunter2@h x', 'u:hunter2@h/v3']) {
      const keys = ['couchdb: { url', 's3: { endpoint', 'swift: { username: u, api_key: a, auth_url']
      for (const key of keys) {
        await writeConfig(`${key}: '${address}' }`)
        const { status, stdout, stderr } = await checkConfig()
        expect({ key, address, status, stdout }).toEqual({ key, address, status: 1, stdout: '' })
        expect(stderr).not.toContain('hunter2')
      }
    }
  })

  it('hides secrets in reports of invalid values and unknown keys', async () => {
    const { stderr } = await check(
      'data: x\nport: many\nhots: y\nswift: text\nredis:\n  password: [hunter2]\npublic_url: ftp://u:letmein@h\n',
    )
    expect(stderr).toMatch(/port: "many" is not .* \(".*", line 2\)/)
    expect(stderr).toMatch(/The key "hots" is unknown \(".*", line 3\)/)
    expect(stderr).toMatch(/swift: "text" is not a section with keys \(".*", line 4\)/)
    expect(stderr).toMatch(/redis\.password: \*+ is not a text \(".*", line 6\)/)
    expect(stderr).toMatch(/public_url: .*@h" is not an http or https address .*\(".*", line 7\)/)
    expect(stderr).not.toMatch(/hunter2|letmein/)
  })

  it.each([
    ['json', '{\n\t"data": "x",\n\t"hots": "y",\n\t"redis": {\n\t\t"adrs": "z"\n\t}\n}\n', 3, 5],
    ['toml', 'data = "x"\n\n[redis]\nadrs = "z"\n[hots]\na = 1\n', 5, 4],
  ])('reports the line of each unknown key of a %s file', async (extension, text, hots, addresses) => {
    await writeFile(join(fixture.cwd, `other.${extension}`), text)
    const { stderr } = await fixture.call(['config', 'check', '-c', `other.${extension}`])
    expect(stderr).toContain(`The key "hots" is unknown ("other.${extension}", line ${hots})`)
    expect(stderr).toContain(`The key "redis.adrs" is unknown ("other.${extension}", line ${addresses})`)
  })
})
