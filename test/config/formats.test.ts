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

async function load(name: string, text: string | Buffer, env: Record<string, string> = {}, flags: Flags = {}) {
  await writeFile(join(cwd, name), text)
  return loadConfig({ argvFlags: { ...flags, config: name }, env, cwd, home: undefined })
}

const yamlScalars = [
  ...['012345', '12e3', '0x10', '0o17', '1_000', '0123456789012345', '12345678901234567890', '1.10', '+5', '-0', '.5'],
  ...['1e400', '.inf', 'true', 'True', 'FALSE', 'yes', 'on', '2024-01-01', '2024-01-01T00:00:00Z', '12:30:45', '0b11'],
]
const tomlScalars = [
  '1_000',
  '12e3',
  '0x10',
  '1.10',
  '+5',
  'inf',
  'true',
  '1979-05-27',
  '07:32:00',
  '12345678901234567890',
]
const jsonScalars = ['12345678901234567890', '12e3', '1.10', '-0', '1E+2', 'true']

describe('a setting of type text keeps its text unchanged', () => {
  it.each(yamlScalars)('in YAML: %s', async (text) => {
    const { config, settings } = await load(
      'c.yml',
      `couchdb: { url: http://c, user: "${text}", password: ${text} }
fs: ${text}
swift:
  tenant: ${text} # a comment
trusted_urls: { __default__: [${text}, "${text}"] }
trusted_protocols:
  __default__: ${text}
virtual_spaces: { v: { source: __default__, filter: select, slugs: [${text}] } }
custom_schemes: [${text}]
`,
    )
    expect(config.documents).toMatchObject({ user: text, password: text })
    expect(settings).toMatchObject({ fs: text, swift: { tenant: text } })
    expect(config.trustedUrls.get('')).toEqual([text, text])
    expect(config.trustedProtocols.get('')).toEqual([text])
    expect(config.virtualSpaces).toEqual([{ name: 'v', source: '', filter: 'select', slugs: [text] }])
    expect(config.customSchemes).toEqual([text])
  })

  it.each(tomlScalars)('in TOML: %s', async (text) => {
    const { config } = await load(
      'c.toml',
      `fs = "x"
custom_schemes = [${text}, 'a"b']
virtual_spaces = { v = { source = "__default__", filter = "select", slugs = [ "home", ${text} ] } }
[couchdb] # 012
url = "http://c"
password = ${text} # a comment
`,
    )
    expect(config.documents).toMatchObject({ password: text })
    expect(config.customSchemes).toEqual([text, 'a"b'])
    expect(config.virtualSpaces[0]?.slugs).toEqual(['home', text])
  })

  it.each(jsonScalars)('in JSON: %s', async (text) => {
    const { config } = await load(
      'c.json',
      `{"fs": "x\\"1", "couchdb": {"url": "http://c", "password": ${text}}, "custom_schemes": [${text}, "12"]}`,
    )
    expect(config.documents).toMatchObject({ password: text })
    expect(config.customSchemes).toEqual([text, '12'])
    expect(config.objects).toMatchObject({ folder: join(cwd, 'x"1') })
  })

  it('in flags and environment variables, also within maps in JSON', async () => {
    const env = {
      COZY_REGISTRY_COUCHDB_PASSWORD: '012345',
      COZY_REGISTRY_TRUSTED_URLS: '{"__default__": [1.10, 12345678901234567890]}',
      COZY_REGISTRY_CUSTOM_SCHEMES: '0x10 1_000',
    }
    const { config } = await load('c.yml', 'fs: x\n', env, { 'couchdb.user': '1e3' })
    expect(config.documents).toMatchObject({ user: '1e3', password: '012345' })
    expect(config.trustedUrls.get('')).toEqual(['1.10', '12345678901234567890'])
    expect(config.customSchemes).toEqual(['0x10', '1_000'])
  })

  it('in names of spaces and hosts, and through YAML anchors and {{ .Env }} templates', async () => {
    const { config } = await load(
      'c.yml',
      `couchdb: { url: http://c, user: &u 007, password: {{ .Env.PW }} }
fs: *u
spaces: [null, true, yes]
domain_space: { 1.10: yes, 0x10: true }
trusted_domains: { null: [~, null], true: 1.10 }
`,
      { PW: '1_000' },
    )
    expect(config.documents).toMatchObject({ user: '007', password: '1_000' })
    expect(config.objects).toMatchObject({ folder: join(cwd, '007') })
    expect(config.spaces).toEqual(['null', 'true', 'yes'])
    expect([...config.domainSpaces]).toEqual([
      ['1.10', 'yes'],
      ['0x10', 'true'],
    ])
    expect([...config.trustedDomains]).toEqual([
      ['null', ['~', 'null']],
      ['true', ['1.10']],
    ])
  })
})

it('a key with the value null counts as not set', async () => {
  const { config } = await load('c.yml', 'couchdb: { url: http://c, user: ~, password: null, prefix: }\nfs: x\n')
  expect(config.documents).toEqual({ engine: 'couchdb', url: 'http://c', prefix: 'cozyregistry' })
})

describe('a setting of a type other than text', () => {
  it.each([
    ['8080', 8080],
    ['0x1F', 31],
    ['0o17', 15],
    ['017', 15],
    ['8_080', 8080],
    ['8e3', 8000],
    ['80.0', 80],
    ['"8080"', 8080],
  ])('can be the number %s in YAML', async (text, port) => {
    expect((await load('c.yml', `data: x\nport: ${text}\n`)).config.port).toBe(port)
  })

  it.each(['08', '80.5', '8__0', '_8', '8_', '1e400', 'true', '0x', 'null0'])(
    'cannot be a number that is written as %s in YAML',
    async (text) => {
      await expect(load('c.yml', `data: x\nport: ${text}\n`)).rejects.toThrow(`port: "${text}" is not a whole number`)
    },
  )

  it('can be a boolean or a duration in YAML', async () => {
    const file =
      'data: x\ngraphql: { introspection: False }\nredis: { addrs: a:1, read_timeout: -1, dial_timeout: 1_000_000 }\n'
    const { config, warnings } = await load('c.yml', file)
    expect(config.graphql.introspection).toBe(false)
    expect(config.cache).toMatchObject({ readTimeout: Infinity, dialTimeout: 1 })
    expect(warnings).toEqual([expect.stringContaining('redis.dial_timeout: 1_000_000 means')])
  })

  it('can be a number or a boolean in TOML and JSON', async () => {
    const toml = await load('c.toml', 'data = "x"\nport = 0x1F\nsyslog = true\n[conservation]\nmonth = 1_0\n')
    expect(toml.config).toMatchObject({ port: 31, syslog: true, conservation: { month: 10 } })
    const json = await load('c.json', '{"data": "x", "port": 8.0e1, "syslog": true}')
    expect(json.config).toMatchObject({ port: 80, syslog: true })
  })
})

it.each([
  ['c.toml', 'data = 012\n'],
  ['c.json', '{"data": 012}'],
  ['c.toml', 'data = \n'],
  ['c.json', '{"data": "x" 12}'],
])('refuses invalid syntax in %s: %s', async (name, text) => {
  await expect(load(name, text)).rejects.toThrow(`Failed to read cozy-apps-registry configuration "${name}"`)
})

it.each([
  ['yml', 'password: "hunter2\n'],
  ['yml', 'password: @hunter2\n'],
  ['yml', 'password: *hunter2\n'],
  ['yml', 'password: &hunter2\n'],
  ['yml', 'password: !hunter2\n'],
  ['yml', 'password: {hunter2\n'],
  ['yml', 'password: a: hunter2\n'],
  ['yml', 'password: x\npassword: hunter2\n'],
  ['yml', 'password: {{hunter2}}\n'],
  ['yml', 'password: "{{ .Env.hunter2 "\n'],
  ['yml', 'password: {{ "\\hunter2" }}\n'],
  ['toml', 'password = hunter2\n'],
  ['toml', 'password = "hunter2\n'],
  ['json', '{"password": hunter2}'],
  ['json', '{"password": "x" "hunter2"}'],
])(
  'a syntax error in .%s is reported with its line number, but without the text of the line: %s',
  async (extension, mistake) => {
    const error = load(`c.${extension}`, extension === 'json' ? `\n${mistake}` : `# 1\n${mistake}`)
    await expect(error).rejects.toThrow(/^Failed to (read|parse) .*\(line [23]\)$/)
    await expect(error).rejects.not.toThrow(/unter2/)
  },
)

it.each([
  ['c.yml', 'data: 012'],
  ['c.json', '{"data": "012"}'],
  ['c.toml', 'data = "012"'],
])('a byte order mark at the beginning of %s is ignored', async (name, text) => {
  expect((await load(name, `\uFEFF${text}\n`)).config.documents).toMatchObject({ folder: join(cwd, '012') })
})

it('a file that is not UTF-8 is refused', async () => {
  const error = load('c.yml', Buffer.from('data: Caf\xe9\n', 'latin1'))
  await expect(error).rejects.toThrow(/^Failed to parse .* "c\.yml": the file is not UTF-8: save it in this encoding$/)
})

it('YAML tags such as !!str and !!int are ignored', async () => {
  const file = 'data: !!str 012\nport: !!int 80\nsyslog: !!bool true\n'
  expect((await load('c.yml', file)).config).toMatchObject({
    documents: { folder: join(cwd, '012') },
    port: 80,
    syslog: true,
  })
})

it('reports the line of each unknown key in nested tables of TOML', async () => {
  const file = 'data = "x"\n[redis]\nadrs = 1\ndatabases = { a = 1,\n b = 2 }\n[redis.databases2]\n'
  const { warnings } = await load('c.toml', file)
  const places = warnings.map((text) => /"([^"]+)" is unknown .*line (\d+)/.exec(text)?.slice(1))
  expect(places).toEqual([
    ['redis.adrs', '3'],
    ['redis.databases.a', '4'],
    ['redis.databases.b', '5'],
    ['redis.databases2', '6'],
  ])
})

it.each([
  ['c.json', '{"data": "x",\n"port": 1, "port": 2}', 'Map keys must be unique (line 2)'],
  ['c.json', '{"redis": {"master": "a"}, "redis": {"password": "b"}}', 'Map keys must be unique (line 1)'],
  ['c.yml', 'data: x\nport: 1\nPort: 2\n', 'the key "port" is there twice: capitals make no difference'],
  ['c.yml', 'data: x\nredis: { master: a, Master: b }\n', 'the key "redis.master" is there twice: capitals'],
  ['c.toml', 'data = "x"\nPORT = 1\nport = 2\n', 'the key "port" is there twice: capitals'],
  ['c.yml', 'data: x\nredis.master: a\nredis: { master: b }\n', 'the key "master" is there twice, with dots'],
])('refuses a key that is in %s twice: %j', async (name, file, message) => {
  await expect(load(name, file)).rejects.toThrow(message)
})

it('reads a section with keys in two forms: with dots, and nested', async () => {
  const { config } = await load(
    'c.yml',
    'data: x\npublish.concurrency: 3\npublish: { allow_file_urls: true }\nlog:\nlog.level: warn\n',
  )
  expect(config.publish).toMatchObject({ concurrency: 3, allowFileUrls: true })
  expect(config.logLevel).toBe('warn')
})
