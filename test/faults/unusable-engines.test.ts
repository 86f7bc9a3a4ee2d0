import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { resolveConfig } from '../../src/config/config.js'
import { connect } from '../../src/gateway.js'
import { runProcess } from '../support/run-program.js'
import { listen, listenTls } from '../support/http-servers.js'
import { temporaryFolder } from '../support/temporary-folder.js'

// The configured address of an engine (CouchDB, S3, Swift or a folder) may be wrong. Then commands and servers fail with one
// sentence. It contains the address and the configuration key.

const minutes = 60_000

/** Opens the engines. Returns the message of the error, or `''` if the engines can be opened. */
async function failureOf(settings: Record<string, string>, cwd: string): Promise<string> {
  const env = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`COZY_REGISTRY_${key}`, value]))
  const { config } = resolveConfig({ argvFlags: {}, env, cwd }, undefined)
  return connect(config, {}).then(
    async (operations) => {
      await operations.close()
      return ''
    },
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

const keystoneAt = (origin: string) => ({
  SWIFT_AUTH_URL: `${origin}/v3`,
  SWIFT_USERNAME: 'u',
  SWIFT_API_KEY: 'k',
  DATA: 'data',
})

const engines: [string, (origin: string) => Record<string, string>][] = [
  ['swift.auth_url', keystoneAt],
  [
    'swift.auth_url',
    (origin) => ({ SWIFT_AUTH_URL: `${origin}/v1.0`, SWIFT_USERNAME: 'u', SWIFT_API_KEY: 'k', DATA: 'data' }),
  ],
  [
    's3.endpoint',
    (origin) => ({ S3_ENDPOINT: origin, S3_ACCESS_KEY: 'u', S3_SECRET_KEY: 'k', S3_BUCKET: 'bucket', DATA: 'data' }),
  ],
  ['couchdb.url', (origin) => ({ COUCHDB_URL: origin, FS: 'files' })],
]

/** An answer of Keystone with a catalogue of one object store. */
const keystoneWith = (url: string): string => {
  const endpoints = [{ interface: 'public', url, region: 'one' }]
  return JSON.stringify({
    token: { expires_at: '2100-01-01T00:00:00Z', catalog: [{ type: 'object-store', endpoints }] },
  })
}

test.each<[string, number, Record<string, string>, string]>([
  ['an HTML page', 200, {}, '<!doctype html>\n<title>hello</title>'],
  ['an error as an HTML page', 500, {}, '<html>\n<h1>Sorry</h1>\n</html>'],
  ['a redirect', 301, { location: 'https://elsewhere.example/?token=s3cr3t' }, ''],
  ['a refusal', 403, {}, '{"error":{"message":"no\\nway"}}'],
])(
  'an engine that answers with %s is reported in one sentence',
  { timeout: minutes },
  async (_, status, headers, body) => {
    const cwd = await temporaryFolder()
    const { origin } = await listen((request, response) => response.writeHead(status, headers).end(body))
    for (const [key, settings] of engines) {
      const message = await failureOf(settings(origin), cwd)
      expect(message).toMatch(/^Cannot .*\(set by .*\)$/)
      expect(message).toContain(origin)
      expect(message).toContain(`set by ${key}`)
      expect(message).toContain(status === 301 ? '"https://elsewhere.example"' : String(status))
      expect(message).not.toContain('s3cr3t')
    }
  },
)

test.each([
  ['a token without members', '{"token":{}}', 'something that is not a Keystone token'],
  ['a text that is not JSON', 'hello', 'something that is not a Keystone token'],
  ['an empty body', '', 'something that is not a Keystone token'],
  ['no catalogue', '{"token":{"expires_at":"2100-01-01T00:00:00Z","catalog":null}}', 'knows no public address'],
  ['a relative URL of the store', keystoneWith('/v1/AUTH_x'), 'not valid: "/v1/AUTH_x"'],
  ['a URL of the store that is not HTTP', keystoneWith('ftp://store.example/'), 'not valid: "ftp://store.example/"'],
])('a Keystone server that answers with %s is reported in one sentence', async (_, body, reason) => {
  const cwd = await temporaryFolder()
  const { origin } = await listen((request, response) => response.writeHead(201, { 'x-subject-token': 'x' }).end(body))
  expect(await failureOf(keystoneAt(origin), cwd)).toMatch(
    new RegExp(`^Cannot access to swift: ${origin}.* ${reason}.* \\(set by swift\\.auth_url.*\\)$`),
  )
})

test.each([undefined, 'nonsense'])('a Swift with the storage URL %j is reported in one sentence', async (address) => {
  const cwd = await temporaryFolder()
  const headers = { 'x-auth-token': 'x', ...(address && { 'x-storage-url': address }) }
  const { origin } = await listen((_, response) => response.writeHead(200, headers).end())
  const settings = { SWIFT_AUTH_URL: `${origin}/v1.0`, SWIFT_USERNAME: 'u', SWIFT_API_KEY: 'k', DATA: 'data' }
  expect(await failureOf(settings, cwd)).toMatch(
    /^Cannot access to swift: .*(?:"x-storage-url"|"nonsense") \(set by .*\)$/,
  )
})

test('a server with another protocol is reported with a hint to the URL scheme', { timeout: minutes }, async () => {
  const cwd = await temporaryFolder()
  const secure = await listenTls((_, response) => void response.end())
  const other = createServer((socket) => void socket.on('error', () => undefined).end('SSH-2.0-x\r\n')).listen(
    0,
    '127.0.0.1',
  )
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const address = other.address()
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  for (const [, settings] of engines) {
    expect(await failureOf(settings(`https://${host}`), cwd)).toMatch(
      /^Cannot .*should the address begin with "http:\/\/".*\)$/,
    )
    expect(await failureOf(settings(`http://${host}`), cwd)).toMatch(
      /^Cannot .*should the address begin with "https:\/\/".*\)$/,
    )
    expect(await failureOf(settings(secure.origin), cwd)).toMatch(/^Cannot .*self-signed certificate.*\)$/)
  }
})

test('an S3 store can have an IPv6 address', async () => {
  const { origin, paths } = await listen((_, response) => response.end('<ListBucketResult/>'), '::1')
  const settings = { S3_ENDPOINT: origin, S3_ACCESS_KEY: 'u', S3_SECRET_KEY: 'k', S3_BUCKET: 'bucket', DATA: 'data' }
  expect(await failureOf(settings, await temporaryFolder())).toBe('')
  expect(paths[0]).toMatch(/^\/bucket\?/)
})

test.each<[string, (cwd: string) => Promise<Record<string, string>>, RegExp]>([
  [
    'a file in place of the data folder',
    async (cwd) => {
      await writeFile(join(cwd, 'file'), '')
      return { DATA: 'file' }
    },
    /^Cannot .*file.*: EEXIST: file already exists.* \(set by data\)$/,
  ],
  [
    'a file in place of the parent folder of the files',
    async (cwd) => {
      await writeFile(join(cwd, 'file'), '')
      return { DATA: 'data', FS: 'file/files' }
    },
    /^Cannot use the folder of files, .*file\/files: .* \(set by fs\)$/,
  ],
  [
    "a data folder that can't be created (in /proc)",
    async () => ({ DATA: '/proc/none' }),
    /^Cannot .*\/proc\/none.*: ENOENT.* \(set by data\)$/,
  ],
  [
    'a file that is not a database',
    async (cwd) => {
      await mkdir(join(cwd, 'data'))
      await writeFile(join(cwd, 'data', 'documents.sqlite'), 'something else '.repeat(1_000))
      return { DATA: 'data' }
    },
    /^Cannot open the documents in .*documents\.sqlite: file is not a database \(set by data\)$/,
  ],
  [
    'a damaged database',
    async (cwd) => {
      expect(await failureOf({ DATA: 'data' }, cwd)).toBe('')
      const path = join(cwd, 'data', 'documents.sqlite')
      const good = await readFile(path)
      await mkdir(join(cwd, 'damaged'))
      await writeFile(join(cwd, 'damaged', 'documents.sqlite'), good.fill(0xff, 4096))
      return { DATA: 'damaged' }
    },
    /^The documents in .*damaged\/documents\.sqlite can't be used: database disk image is malformed$/,
  ],
])('%s ends the program with one sentence', { timeout: minutes }, async (_, prepare, sentence) => {
  const cwd = await temporaryFolder()
  const settings = await prepare(cwd)
  expect(await failureOf(settings, cwd)).toMatch(sentence)
  const lines = Object.entries(settings).map(([key, value]) => `${key.toLowerCase()}: ${value}\n`)
  await writeFile(join(cwd, 'cozy-registry.yml'), `port: 0\n${lines.join('')}`)
  await runProcess(['gen-session-secret', '--passphrase=false'], cwd)
  for (const command of ['serve', 'ls-editors']) {
    const { status, stdout, stderr } = await runProcess(command.split(' '), cwd)
    expect({ command, status, stdout }).toEqual({ command, status: 1, stdout: '' })
    expect(stderr).toMatch(/^Error: [^\n]+\n$/)
  }
})
