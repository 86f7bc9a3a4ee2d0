import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/config/config.js'
import type { Flags } from '../../src/config/flags.js'

let cwd: string

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'config-'))
})

afterEach(() => rm(cwd, { recursive: true }))

async function load(file: string | undefined, env: Record<string, string> = {}, argvFlags: Flags = {}) {
  if (file !== undefined) await writeFile(join(cwd, 'cozy-registry.yml'), file)
  return loadConfig({ argvFlags, env, cwd, home: undefined })
}

describe('engines', () => {
  it('stores everything in ./data without a configuration file', async () => {
    const { config, file } = await load(undefined)
    expect(file).toBeUndefined()
    expect(config.documents).toEqual({ engine: 'embedded', folder: join(cwd, 'data') })
    expect(config.objects).toEqual({ engine: 'directory', folder: join(cwd, 'data/objects') })
    expect(config.cache).toEqual({ engine: 'memory' })
    expect(config.prefix).toBe('cozyregistry')
  })

  it('makes folders absolute', async () => {
    const { config } = await load('data: db\nfs: files\n')
    expect(config.documents).toEqual({ engine: 'embedded', folder: join(cwd, 'db') })
    expect(config.objects).toEqual({ engine: 'directory', folder: join(cwd, 'files') })
  })

  it('expands "~" and variables in each path', async () => {
    const env = { HOME: '/home/zoe', FILES: '/srv/files' }
    const { config } = await load('data: ~/regdata\nfs: ${FILES}/apps\nlog.file: $HOME/log\n', env)
    expect(config.documents).toEqual({ engine: 'embedded', folder: '/home/zoe/regdata' })
    expect(config.objects).toEqual({ engine: 'directory', folder: '/srv/files/apps' })
    expect(config.logFile).toBe('/home/zoe/log')
    const { documents } = (await load('port: 1\n', { ...env, COZY_REGISTRY_DATA: '~' })).config
    expect(documents).toEqual({ engine: 'embedded', folder: '/home/zoe' })
  })

  it.each([
    ['data: ~zoe/regdata', 'data: The path "~zoe/regdata"'],
    ['data: x\nfs: $NOWHERE/x', 'fs: The path "$NOWHERE/x" needs the environment variable NOWHERE'],
    ['data: x\nlog.file: ~/log', 'log.file: The path "~/log" needs the environment variable HOME'],
  ])('refuses a path that cannot be expanded: %s', async (file, message) => {
    await expect(load(`${file}\n`)).rejects.toThrow(`Invalid configuration: ${message}`)
  })

  it('reads "data" from the environment', async () => {
    const { config } = await load('port: 1\n', { COZY_REGISTRY_DATA: '/srv/registry' })
    expect(config.documents).toEqual({ engine: 'embedded', folder: '/srv/registry' })
  })

  it('refuses a file without a database, and names the keys couchdb.url and data', async () => {
    await expect(load('port: 1\n')).rejects.toThrow(/cozy-registry\.yml" names no database: .*"couchdb\.url".*"data"/)
  })

  it('refuses "data" together with keys of CouchDB', async () => {
    await expect(load('data: x\ncouchdb: { prefix: p }\n')).rejects.toThrow('Both "data"')
    await expect(load('data: x\n', { COZY_REGISTRY_COUCHDB_USER: 'u' })).rejects.toThrow('Both "data"')
    await expect(load('data: x\n', {}, { 'couchdb.url': 'http://c' })).rejects.toThrow('Both "data"')
  })

  it('treats empty texts as unset', async () => {
    const { config } = await load('data: x\ncouchdb: { user: "{{ .Env.NONE }}", password: "" }\ns3: { bucket: "" }\n')
    expect(config.documents.engine).toBe('embedded')
    expect(config.objects.engine).toBe('directory')
  })

  it('refuses CouchDB without an object store', async () => {
    await expect(load('couchdb: { url: http://c }\n')).rejects.toThrow(/"fs".*"s3".*"swift"/)
  })

  it('reads the settings of CouchDB, S3 and Redis', async () => {
    const { config, notes } = await load(`
couchdb: { url: http://c, user: u, password: p, prefix: reg }
s3: { endpoint: https://s3.example, access_key: a, secret_key: s, bucket: apps }
redis: { addrs: [r:1, r:2], master: m, read_timeout: -1, pool_size: 4, databases: { versionsLatest: 2, versionsList: 3 } }
`)
    expect(config.prefix).toBe('reg')
    expect(config.documents).toEqual({ engine: 'couchdb', url: 'http://c', user: 'u', password: 'p', prefix: 'reg' })
    expect(config.objects).toMatchObject({
      engine: 's3',
      bucket: 'apps',
      region: 'us-east-1',
      presignedDownloads: false,
    })
    expect(config.cache).toMatchObject({
      addresses: [
        { host: 'r', port: 1 },
        { host: 'r', port: 2 },
      ],
      master: 'm',
      readTimeout: Infinity,
      dialTimeout: 5_000,
      database: 2,
    })
    expect(notes).toEqual([expect.stringMatching(/^redis\.pool_size, redis\.databases\.versionslist: accepted/)])
  })

  it('prefers fs to swift, and refuses s3 together with fs or swift', async () => {
    const { config } = await load('data: x\nfs: files\nswift: { auth_url: http://k/v3 }\n')
    expect(config.objects.engine).toBe('directory')
    await expect(load('data: x\nfs: files\ns3: { bucket: apps }\n')).rejects.toThrow('Both "fs" and "s3"')
    await expect(load('data: x\nswift: { tenant: t }\ns3: { bucket: apps }\n')).rejects.toThrow('Both "s3" and "swift"')
  })

  it('reads the settings of Swift, and takes the version of authentication from auth_url', async () => {
    const { config } = await load('data: x\nswift: { auth_url: http://k/v3, username: u, api_key: p }\n')
    expect(config.objects).toMatchObject({ engine: 'swift', authVersion: 3, endpointType: 'public' })
    const versionOne = await load('data: x\nswift: { auth_url: http://s/auth/v1.0, username: u, api_key: p }\n')
    expect(versionOne.config.objects).toMatchObject({ authUrl: 'http://s/auth/v1.0', authVersion: 1 })
  })

  it('refuses incomplete settings of Swift, and unsupported versions of authentication', async () => {
    await expect(load('data: x\nswift: { tenant: t }\n')).rejects.toThrow(
      /swift.auth_url.*swift.username.*swift.api_key/,
    )
    const loadWithAuthUrl = (url: string) => load(`data: x\nswift: { auth_url: "${url}", username: u, api_key: p }\n`)
    await expect(loadWithAuthUrl('http://k/v2.0')).rejects.toThrow('Version 2 of Keystone is not supported')
    await expect(loadWithAuthUrl('http://k/identity')).rejects.toThrow(/"swift.auth_url".*"http:\/\/k\/identity"/)
  })

  it('refuses an s3.endpoint with a path', async () => {
    const keys = 'access_key: a, secret_key: s, bucket: apps'
    await expect(load(`data: x\ns3: { endpoint: https://s3.example/store, ${keys} }\n`)).rejects.toThrow(
      'without a path',
    )
  })

  it.each(['b', 'Apps', '__assets__'])('refuses a bucket called "%s"', async (bucket) => {
    const file = `data: x\ns3: { endpoint: https://s3.example, access_key: a, secret_key: s, bucket: ${bucket} }\n`
    await expect(load(file)).rejects.toThrow(`"s3.bucket" is not a name that a bucket can have`)
  })

  it('refuses incomplete settings of S3', async () => {
    await expect(load('data: x\ns3: { bucket: apps }\n')).rejects.toThrow('"s3.endpoint"')
  })
})

it.each(['A B', 'Apps', '1a', '_a', 'é'])('refuses "%s" as the prefix of database names', async (prefix) => {
  const file = `couchdb: { url: "http://c", prefix: "${prefix}" }\nfs: files\n`
  await expect(load(file)).rejects.toThrow('"couchdb.prefix" must begin with a lower-case letter')
})

describe('spaces', () => {
  const yamlWithVirtualSpace = (source: string, more = '') => `
data: x
spaces: __default__ one
virtual_spaces:
  Kids: { source: ${source}, filter: select, slugs: [home] }
${more}`

  it('include the default space: settings call it "__default__", the loaded configuration calls it ""', async () => {
    const { config } = await load(
      `${yamlWithVirtualSpace('__default__')}
domain_space: { Apps.example: __default__, one.example: one }
trusted_domains: { __default__: a.example, one: [b, c] }
`,
    )
    expect(config.spaces).toEqual(['', 'one'])
    expect(config.virtualSpaces).toEqual([{ name: 'kids', source: '', filter: 'select', slugs: ['home'] }])
    expect([...config.domainSpaces]).toEqual([
      ['apps.example', ''],
      ['one.example', 'one'],
    ])
    expect([...config.trustedDomains]).toEqual([
      ['', ['a.example']],
      ['one', ['b', 'c']],
    ])
  })

  it('cause a note only for a virtual space with capitals in its name', async () => {
    const { notes, warnings } = await load(
      yamlWithVirtualSpace('one', '  teens: { source: one, filter: reject, slugs: [] }'),
    )
    expect(notes).toEqual([expect.stringContaining('"kids"')])
    expect(warnings).toEqual([])
  })

  it.each([
    ['virtual_spaces: { a: text }', 'Invalid virtual space configuration'],
    ['virtual_spaces: { a: }', 'Invalid virtual space configuration'],
    ...['a/b', '..', 'a b', 'a?b', 'a%2fb', 'é', 'a.b', '__assets__', '__apps__', 'x'.repeat(129)].map(
      (name): [string, string] => [
        `virtual_spaces: { "${name}": { source: __default__, filter: select, slugs: [] } }`,
        `Invalid virtual space "${name}": its name may have up to 128 characters`,
      ],
    ),
    ['virtual_spaces: { a: { filter: select, slugs: [] } }', 'Invalid source for a virtual space'],
    ['virtual_spaces: { a: { source: one, filter: some, slugs: [] } }', 'Invalid filter for a virtual space'],
    ['virtual_spaces: { a: { source: one, filter: select, slugs: home } }', 'Invalid slugs for a virtual space'],
    ['virtual_spaces: { a: { source: one, filter: select, slugs: [[1]] } }', 'Invalid slug for a virtual space'],
    ['virtual_spaces: { a: { source: one, filter: select, slugs: [""] } }', 'Invalid slug for a virtual space'],
    [
      'spaces: [one]\nvirtual_spaces: { one: { source: one, filter: select, slugs: [] } }',
      '"one" is defined as a space and a virtual space (check your config file)',
    ],
    [`spaces: ${'x'.repeat(129)}`, 'its name has more than 128 characters'],
    ['spaces: One', 'Cannot register space "One": Space named "One" contains invalid characters'],
    ['spaces: 1a', 'Cannot register space "1a": Space named "1a" contains invalid characters'],
    ['spaces: one one', 'Cannot register space "one": Space "one" already registered'],
    [
      'virtual_spaces: { a: { source: nope, filter: select, slugs: [] } }',
      'The source "nope" of the virtual space "a" is not a configured space; the spaces are: __default__',
    ],
    [
      'virtual_spaces: { a: { source: __default__, filter: select, slugs: [] }, b: { source: a, filter: select, slugs: [] } }',
      'The source "a" of the virtual space "b" is a virtual space itself; the spaces are: __default__',
    ],
  ])('are refused when the configuration is %s', async (text, message) => {
    await expect(load(`data: x\n${text}\n`)).rejects.toThrow(message)
  })
})

it('the default limit of a manifest keeps a page of 200 manifests below 64 MB', async () => {
  const { config } = await load('data: x')
  expect(200 * config.limits.archive.manifestBytes).toBeLessThan(64_000_000)
})

describe('warnings and errors', () => {
  it('name unknown keys with their line numbers', async () => {
    const { warnings } = await load('data: x\nhots: y\ncontexts: a\nswift:\n  endpointy_type: public\n')
    expect(warnings).toHaveLength(2)
    expect(warnings[0]).toMatch(/"hots" is unknown.*line 2/)
    expect(warnings[1]).toMatch(/"swift\.endpointy_type" is unknown.*line 5/)
  })

  it('name unknown environment variables, with the most similar known variable', async () => {
    const variables = {
      COZY_REGISTRY_PROT: '80',
      COZY_REGISTRY_COUCH_DB_URL: 'http://a',
      COZY_REGISTRY_SESSIONSECRET: 'a',
      COZY_REGISTRY_COLOUR: 'blue',
      'COZY_REGISTRY_SESSION-SECRET': 'a',
      COZY_REGISTRY_SESSION_SECRET: 'a',
      COZY_REGISTRY_LIMITS_GRAPHQL_DEPTH: '20',
      COZY_REGISTRY_EMPTY: '',
      COZY_REGISTRY_SERVICE_HOST: '10.0.0.1',
      COZY_REGISTRY_PORT_80_TCP_ADDR: '10.0.0.1',
      REGISTRY_SESSION_PASS: 'a',
    }
    expect((await load('data: x\n', variables)).warnings).toEqual([
      'The environment variable COZY_REGISTRY_PROT is unknown: is COZY_REGISTRY_PORT meant?',
      'The environment variable COZY_REGISTRY_COUCH_DB_URL is unknown: is COZY_REGISTRY_COUCHDB_URL meant?',
      'The environment variable COZY_REGISTRY_SESSIONSECRET is unknown: is COZY_REGISTRY_SESSION_SECRET meant?',
      'The environment variable COZY_REGISTRY_COLOUR is unknown',
    ])
  })

  it.each([
    'port: 9000\nmetrics: { port: 9000 }',
    'host: ""\nport: 9000\nmetrics: { port: 9000 }',
    'host: 192.0.2.1\nport: 9000\nmetrics: { port: 9000, host: 0.0.0.0 }',
    'host: "[::1]"\nmetrics: { port: 8080, host: "::1" }',
  ])('refuse metrics at the address of the registry itself: %j', async (text) => {
    const message = /^"port" and "metrics\.port" are both \d+ on the same host: /
    await expect(load(`data: x\n${text}\n`)).rejects.toThrow(message)
  })

  it.each([
    'host: 192.0.2.1\nmetrics: { port: 8080 }',
    'host: "::1"\nmetrics: { port: 8080, host: 0.0.0.0 }',
    'port: 0\nmetrics: { port: 0 }',
    'metrics: { port: 8081 }',
  ])('do not appear for metrics at another address than the registry: %j', async (text) => {
    expect((await load(`data: x\n${text}\n`)).warnings).toEqual([])
  })

  it.each([
    'localhost',
    'registry.example.',
    'my_host',
    'bücher.example',
    '192.0.2.1',
    '::1',
    '[::1]',
    'fe80::1%lo',
    '',
  ])('do not appear for the listening address %j', async (host) => {
    expect((await load(`data: x\nhost: ${JSON.stringify(host)}\n`)).config.host).toBe(host)
  })

  it('name trusted top-level domains, and spaces with the name of a REST route', async () => {
    const trusted = 'trusted_domains: { __default__: [cozy.example, cloud, localhost] }'
    const { warnings } = await load(`data: x\nspaces: [__default__, editors]\n${trusted}\n`)
    expect(warnings).toEqual([
      expect.stringContaining('"editors"'),
      expect.stringContaining('"cloud" of the space "__default__" trusts a whole'),
    ])
  })

  it.each([
    ['{ "https://links.example": __default__ }', 'domain_space: "https://links.example" is not a host'],
    ['{ "links.example/": __default__ }', 'domain_space: "links.example/" is not a host'],
    ['{ "a b": __default__ }', 'domain_space: "a b" is not a host'],
    ['{ "bücher.example": __default__ }', 'domain_space: "bücher.example" is not a host'],
    ['{ links.example: nowhere }', 'domain_space: no space "nowhere" is configured'],
    ['{ links.example: kids }', 'domain_space: "kids" is a virtual space, which has no links: name its source'],
    ['{}\ntrusted_domains: { nowhere: [x.example] }', 'trusted_domains: no space "nowhere" is configured'],
    ['{}\ntrusted_protocols: { nowhere: [x] }', 'trusted_protocols: no space "nowhere" is configured'],
    ['{}\ntrusted_urls: { nowhere: [http://x] }', 'trusted_urls: no space "nowhere" is configured'],
  ])('name invalid hosts and unknown spaces: domain_space: %s', async (text, message) => {
    const kids = 'virtual_spaces: { kids: { source: __default__, filter: select, slugs: [] } }'
    const { warnings } = await load(`data: x\n${kids}\ncustom_schemes: [x]\ndomain_space: ${text}\n`)
    expect(warnings).toEqual([expect.stringContaining(message)])
    const good = '{ links.example: __default__, "Links.example:8080": __default__ }'
    expect((await load(`data: x\ncustom_schemes: [x]\ndomain_space: ${good}\n`)).warnings).toEqual([])
  })

  it.each([
    ['trusted_domains: { __default__: ["https://a.example"] }', 'trusted_domains: "https://a.example" has no effect'],
    ['trusted_domains: { __default__: ["*.cozy.example"] }', 'trusted_domains: "*.cozy.example" has no effect'],
    ['trusted_domains: { __default__: ["a b"] }', 'trusted_domains: "a b" has no effect'],
    ['trusted_domains: { __default__: [.cozy.example] }', 'trusted_domains: ".cozy.example" has no effect'],
    ['trusted_urls: { __default__: [start.example] }', 'trusted_urls: "start.example" has no effect'],
    ['trusted_protocols: { __default__: ["cozy drive"] }', 'trusted_protocols: "cozy drive" has no effect'],
    ['custom_schemes: ["cozydrive://login"]', 'custom_schemes: "cozydrive://login" has no effect'],
    ['cors: { origins: ["https://store.example/"] }', 'cors.origins: "https://store.example/" has no effect'],
    ['cors: { origins: [store.example] }', 'cors.origins: "store.example" has no effect'],
    ['cors: { origins: ["https://*.example"] }', 'cors.origins: "https://*.example" has no effect'],
  ])('warn of a value that can never match: %s', async (text, message) => {
    const { warnings } = await load(`data: x\n${text}\n`)
    expect(warnings).toEqual([expect.stringContaining(message)])
  })

  it.each([
    ['public_url: https://apps.example/registry', 'begin with "https://apps.example/registry/registry/". Leave it out'],
    ['public_url: https://apps.example/kids/registry/', 'public_url: "https://apps.example/kids/registry" ends with'],
    ...['http', 'HTTPS:', 'intent://', 'javascript', 'data', 'vbscript', 'file', 'blob', 'about'].map(
      (scheme): [string, string] => [
        `custom_schemes: ["${scheme}"]`,
        `custom_schemes: "${scheme}" has no effect: universal links never redirect a login to this scheme`,
      ],
    ),
    ['trusted_protocols: { __default__: [https] }', '"https" of the space "__default__" trusts the whole web'],
    ['trusted_protocols: { __default__: [javascript] }', 'trusted_protocols: "javascript" has no effect'],
    ['trusted_urls: { __default__: ["file:///etc/passwd"] }', 'trusted_urls: "file:///etc/passwd" has no effect'],
    ['trusted_urls: { __default__: ["https://u@a.example"] }', 'without user and password'],
    ...['Home', 'my app', 'a_b', 'é'].map((slug): [string, string] => [
      `virtual_spaces: { kids: { source: __default__, filter: reject, slugs: ["${slug}"] } }`,
      `virtual_spaces: "${slug}" of "kids" has no effect, because it is not a slug`,
    ]),
    [
      'virtual_spaces: { kids: { source: __default__, filter: select, slugs: [a, b, a, a] } }',
      'virtual_spaces: "kids" has the slug "a" twice',
    ],
    [
      'virtual_spaces: { kids: { source: __default__, filter: select, slugs: [a], sluggs: [b] } }',
      'The key "virtual_spaces.kids.sluggs" is unknown',
    ],
    ['instance_contexts: { default: { additional_platform_apps: [Notes] } }', 'additional_platform_apps: "Notes" has'],
  ])('warn of a value that has no effect, or probably an unintended effect: %s', async (text, message) => {
    const { warnings } = await load(`data: x\n${text}\n`)
    expect(warnings).toEqual([expect.stringContaining(message)])
  })

  it('do not appear for values that can match', async () => {
    const { warnings } = await load(`data: x
trusted_domains: { __default__: [cozy.example, 'cozy.example:8443', bücher.example, localhost, 192.0.2.1] }
trusted_urls: { __default__: ['https://start.example/welcome', 'cozydrive://open'] }
trusted_protocols: { __default__: [cozydrive, 'cozypass:', 'cozy://'] }
public_url: https://apps.example/my-registry
virtual_spaces: { kids: { source: __default__, filter: select, slugs: [home, my-app-2] } }
custom_schemes: [cozydrive, 'cozypass://', com.example.app]
cors: { origins: ['*', 'https://store.example', 'http://localhost:3000', 'capacitor://localhost', 'null'] }
`)
    expect(warnings).toEqual([])
  })

  it('warn of empty custom_schemes when domain_space has a host', async () => {
    const hosts = 'data: x\ndomain_space: { links.example: __default__ }\n'
    expect((await load(hosts)).warnings).toEqual([expect.stringMatching(/^custom_schemes: empty.*List the schemes/)])
    expect((await load(`${hosts}custom_schemes: [cozydrive]\n`)).warnings).toEqual([])
    // Without a host in domain_space there are no universal links.
    expect((await load('data: x\n')).warnings).toEqual([])
  })

  it('name durations without a unit', async () => {
    const { warnings } = await load('data: x\nredis: { dial_timeout: 5, read_timeout: -1, idle_timeout: 5s }\n')
    expect(warnings).toEqual([expect.stringContaining('redis.dial_timeout: 5 means 5 nanoseconds')])
  })

  it.each([
    ['port: abc', 'port: "abc" is not a whole number from 0 to 65535'],
    ['port: 65536', 'port: "65536" is not a whole number from 0 to 65535'],
    ['port: 80.5', 'port: "80.5" is not a whole number'],
    ['syslog: on', 'syslog: "on" is not a boolean'],
    ['redis: { read_timeout: 5 s }', 'redis.read_timeout: "5 s" is not a duration'],
    ['host: [a]', 'host: ["a"] is not a host name or an IP address'],
    ['host: "a b"', 'host: "a b" is not a host name or an IP address, without a port'],
    ['host: localhost:8080', 'host: "localhost:8080" is not a host name or an IP address, without a port'],
    ['host: http://a', 'host: "http://a" is not a host name or an IP address'],
    ['metrics: { host: "[a]" }', 'metrics.host: "[a]" is not a host name or an IP address'],
    ['session-secret: [a]', 'session-secret: ["a"] is not a text'],
    ['couchdb: text', 'couchdb: "text" is not a section with keys'],
    ['public_url: apps.example', 'public_url: "apps.example" is not an http or https address'],
    [
      'public_url: https://apps.example/reg/?x=1',
      'public_url: "https://apps.example/reg/?x=********" is not an http or https',
    ],
    ['public_url: https://apps..example', 'without user, password, query and fragment'],
    ['public_url: https://-apps.example/reg', 'without user, password, query and fragment'],
    ['public_url: https://apps.example/100%/reg', 'and fragment (a "%" in it as %25)'],
    ['public_url: https://apps.example:0', 'without user, password, query and fragment'],
    ['redis: { addrs: "h:x" }', 'rediss://host:6379/0, in which "user:password@" may stand before the host'],
    ['public_url: https://apps.example/?', 'without user, password, query and fragment'],
    ['public_url: "https://apps.example/#a"', 'without user, password, query and fragment'],
    ['public_url: https://user@apps.example', 'public_url: "https://********@apps.example" is not'],
    ['public_url: https://user:pw@apps.example', 'public_url: "https://********@apps.example" is not'],
    ['public_url: "https://apps.example /x"', 'without user, password, query and fragment'],
    ['publish: { trusted_networks: 10.0.0.0/99 }', 'publish.trusted_networks: "10.0.0.0/99" is not a list of networks'],
    ['log: { level: loud }', 'log.level: "loud" is not one of fatal, error, warn'],
    ['trusted_urls: { a: { b: c } }', 'trusted_urls: {"a":{"b":"c"}} is not a map of lists of texts'],
  ])('say what is wrong with %s', async (text, message) => {
    await expect(load(`data: x\n${text}\n`)).rejects.toThrow(message)
  })

  it('name the unsupported format of a file, and a file that is missing', async () => {
    await writeFile(join(cwd, 'cozy-registry.ini'), 'host=x')
    await expect(load(undefined)).rejects.toThrow(/the format "\.ini" is not supported/)
    // A file name without an extension has no format: the error says that the file is missing.
    const missing = loadConfig({ argvFlags: { config: 'nowhere' }, env: {}, cwd: '/', home: undefined })
    await expect(missing).rejects.toThrow('"nowhere": open nowhere: no such file or directory')
  })
})

it.each([
  ['https://apps.example//', 'https://apps.example'],
  ['HTTPS://Apps.Example:443/Store/', 'https://apps.example/Store'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
])('normalizes the public_url %s', async (text, publicUrl) => {
  expect((await load(`data: x\npublic_url: "${text}"\n`)).config.publicUrl).toBe(publicUrl)
})

it('reads keys that cozy-apps-registry does not have, also from the environment', async () => {
  const env = {
    COZY_REGISTRY_PUBLISH_TRUSTED_NETWORKS: '10.0.0.0/8 ::1',
    COZY_REGISTRY_CORS_ORIGINS: 'https://a.example',
    COZY_REGISTRY_PUBLIC_URL: 'https://apps.example/',
    COZY_REGISTRY_METRICS_PORT: '0x2000',
  }
  const { config } = await load('data: x\ngraphql: { introspection: false }\nlog.level: debug\n', env)
  expect(config).toMatchObject({
    publicUrl: 'https://apps.example',
    publish: { trustedNetworks: ['10.0.0.0/8', '::1'], allowFileUrls: false, concurrency: 4 },
    corsOrigins: ['https://a.example'],
    metrics: { host: '127.0.0.1', port: 8192 },
    graphql: { introspection: false },
    logLevel: 'debug',
  })
})

it('reads YAML anchors and merge keys, and only the first document of a file', async () => {
  const { config } = await load(
    'data: &d x\nhost: *d\nconservation: { <<: { major: 7 }, minor: 1 }\n---\nhost: other\n',
  )
  expect(config.host).toBe('x')
  expect(config.conservation).toMatchObject({ major: 7, minor: 1 })
})
