import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { resolveConfig } from '../../src/config/config.js'
import { connect, startServer } from '../../src/gateway.js'
import { programArguments, runProcess } from '../support/run-program.js'
import { freePorts } from '../servers/processes.js'
import { refuse, startCouchdbStub, type Interceptor } from '../support/couchdb-stub.js'
import { programIn, stopProcess } from '../support/program.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const minutes = 60_000
const secret = Buffer.alloc(32)
const log = pino({ level: 'silent' })

function configOf(settings: Record<string, string>, cwd: string) {
  const env = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`COZY_REGISTRY_${key}`, value]))
  return resolveConfig({ argvFlags: {}, env: { COZY_REGISTRY_PORT: '0', ...env }, cwd }, undefined).config
}

const neverAborted = new AbortController().signal

test('a gateway fails to start when CouchDB refuses any one of its requests, and then sends no more requests', async () => {
  const cwd = await temporaryFolder()
  const start = async (fault: Interceptor) => {
    const stub = await startCouchdbStub(fault)
    const config = configOf({ COUCHDB_URL: stub.url, FS: join(cwd, 'files'), SPACES: '__default__ labs' }, cwd)
    return { stub, starting: startServer(config, { secret, log, signal: neverAborted }) }
  }
  const complete = await start(() => false)
  await (await complete.starting).close()
  const neededRequests = complete.stub.requests.filter((request) => !request.includes('longpoll')).length
  expect(neededRequests).toBeGreaterThan(20)
  const laterRequests = await Promise.all(
    Array.from({ length: neededRequests }, async (_, index) => {
      // Requests of change feeds (long polling) are not counted: the start does not wait for them, and their order varies.
      let count = 0
      const fault: Interceptor = ({ url = '' }, response) =>
        !url.includes('longpoll') && ++count === index + 1 && refuse(response, 403)
      const { stub, starting } = await start(fault)
      await expect(starting).rejects.toThrow(/403/)
      const before = stub.requests.length
      await stub.waitUntilQuiet()
      return stub.requests.length - before
    }),
  )
  expect(laterRequests).toEqual(laterRequests.map(() => 0))
})

test.each(['ls-apps Acme', 'serve', 'export all.tar.gz'])(
  '%s exits with status 1 and one sentence when CouchDB refuses a change feed',
  { timeout: minutes },
  async (command) => {
    const cwd = await temporaryFolder()
    const refuseFeedsExceptEditors: Interceptor = ({ url = '' }, response) =>
      url.includes('_changes') && !url.includes('-editors/') && refuse(response, 403)
    const { url } = await startCouchdbStub(refuseFeedsExceptEditors)
    await writeFile(join(cwd, 'cozy-registry.yml'), `port: 0\nfs: files\ncouchdb: { url: ${url} }\n`)
    await runProcess(['gen-session-secret', '--passphrase=false'], cwd)
    const { status, stdout, stderr } = await runProcess(command.split(' '), cwd)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(
      /^Error: .*CouchDB at http:\/\/127\.0\.0\.1:\d+\/ answered .*_changes with 403: not for you\n$/,
    )
  },
)

test(
  'when CouchDB fails, the start fails and closes its connections, even if the object store does not answer',
  { timeout: minutes },
  async () => {
    const cwd = await temporaryFolder()
    const silent = createServer((socket) => void socket.resume()).listen(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { url } = await startCouchdbStub((_, response) => refuse(response, 401, 'unauthorized'))
    const s3 = { S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 's', S3_BUCKET: 'bucket' }
    const config = configOf({ COUCHDB_URL: url, ...s3 }, cwd)
    await expect(startServer(config, { secret, log, signal: neverAborted })).rejects.toThrow('Cannot configure CouchDB')
    await expect(connect(config, { onlyReads: true })).rejects.toThrow('Cannot configure CouchDB')
    const connections = () => new Promise((resolve) => silent.getConnections((_, count) => resolve(count)))
    await expect.poll(connections).toBe(0)
  },
)

test('a gateway whose port is in use stops all requests to CouchDB', async () => {
  const cwd = await temporaryFolder()
  const stub = await startCouchdbStub(() => false)
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const address = other.address()
  const port = String(typeof address === 'object' && address ? address.port : 0)
  for (const settings of [{ PORT: port }, { METRICS_PORT: port }]) {
    const config = configOf({ COUCHDB_URL: stub.url, FS: join(cwd, 'files'), ...settings }, cwd)
    await expect(startServer(config, { secret, log, signal: neverAborted })).rejects.toThrow('EADDRINUSE')
    await stub.waitUntilQuiet()
  }
})

test('SIGTERM ends a gateway that waits for CouchDB during its start', { timeout: minutes }, async () => {
  const cwd = await temporaryFolder()
  let onUnanswered: () => void = () => undefined
  const waiting = new Promise<void>((resolve) => (onUnanswered = resolve))
  const { url } = await startCouchdbStub(({ url = '' }) => {
    const isUnanswered = url.includes('-versions')
    if (isUnanswered) onUnanswered()
    return isUnanswered
  })
  await writeFile(join(cwd, 'cozy-registry.yml'), `port: 0\nfs: files\ncouchdb: { url: ${url} }\n`)
  await runProcess(['gen-session-secret', '--passphrase=false'], cwd)
  const child = spawn(process.execPath, [...programArguments, 'serve'], { cwd, env: { ...process.env, HOME: cwd } })
  const output = text(child.stderr)
  await waiting
  expect(await stopProcess(child)).toBe(0)
  expect(await output).not.toContain('Error')
})

test('a change feed that CouchDB refuses is retried with back-off and logged once', { timeout: minutes }, async () => {
  const cwd = await temporaryFolder()
  let isRefusing = false
  const { url, requests } = await startCouchdbStub(
    ({ url: path = '' }, response) => path.includes('longpoll') && isRefusing && refuse(response, 403),
  )
  const lines: string[] = []
  const config = configOf({ COUCHDB_URL: url, FS: join(cwd, 'files') }, cwd)
  const errorLog = pino({ level: 'error' }, { write: (line) => void lines.push(line) })
  isRefusing = true
  const server = await startServer(config, { secret, log: errorLog, signal: neverAborted })
  onTestFinished(() => server.close())
  const countFeedRequests = () => requests.filter((request) => request.includes('longpoll')).length
  // The gateway reads five change feeds.
  await expect.poll(() => lines.length, { timeout: minutes / 2 }).toBe(5)
  const before = countFeedRequests()
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  // The pauses of a feed double from 50 ms. So each feed sends about five requests in this time.
  expect(countFeedRequests() - before).toBeLessThan(50)
  expect(lines).toHaveLength(5)
})

test("a gateway that can't reach Redis starts with a warning, and is ready", { timeout: minutes }, async () => {
  const cwd = await temporaryFolder()
  const [port = 0, redis = 0] = await freePorts(2)
  const lines: string[] = []
  const settings = { DATA: join(cwd, 'data'), PORT: String(port), REDIS_ADDRS: `127.0.0.1:${redis}` }
  const warningLog = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
  const server = await startServer(configOf(settings, cwd), { secret, log: warningLog, signal: neverAborted })
  onTestFinished(() => server.close())
  await expect.poll(() => lines.join('')).toContain(`Redis at 127.0.0.1:${redis} does not answer: connect ECONNREFUSED`)
  const ready = await fetch(`http://127.0.0.1:${port}/ready`)
  expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'ok', cache: { status: 'failed' } }])
  const { command } = await programIn(cwd, {
    COZY_REGISTRY_DATA: 'data',
    COZY_REGISTRY_REDIS_ADDRS: settings.REDIS_ADDRS,
  })
  expect(await command('ls-editors')).toBe('')
})
