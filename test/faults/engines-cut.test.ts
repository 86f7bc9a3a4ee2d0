import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openCouchDocuments } from '../../src/documents/couchdb/couchdb.js'
import { freePorts } from '../servers/processes.js'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { couchdbSettings, missingCouchdbReason } from '../support/couchdb.js'
import { describeWith, missingServersReason, undefinedOrThrowInCi } from '../support/requirements.js'
import { archiveOf, authorized, editor } from '../support/gateway.js'
import { send, type Answer } from '../support/http.js'
import { s3FromEnvironment, swiftFromEnvironment } from '../support/object-stores.js'
import { programIn, stopProcess } from '../support/program.js'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js'
import { temporaryFolder } from '../support/temporary-folder.js'

// Each test runs a gateway as a separate process. It cuts and restores the connection to one engine (CouchDB, S3, Swift or
// Redis), while clients use the gateway. An unhandled rejection would end the process, and so fail the test.

const minutes = 60_000
const dataFolderIn = (folder: string) => ({ COZY_REGISTRY_DATA: join(folder, 'data') })

describeWith(
  'when the connection to CouchDB fails and returns',
  couchdbSettings(),
  missingCouchdbReason,
  (settings) => {
    test('no acknowledged publication is lost', { timeout: 4 * minutes }, async () => {
      const prefix = `cut-${randomBytes(4).toString('hex')}`
      onTestFinished(async () => {
        const documents = await openCouchDocuments(settings)
        for (const name of await documents.databases()) if (name.startsWith(`${prefix}-`)) await documents.drop(name)
        await documents.close()
      })
      const gateway = await startBehindProxy(settings.url, (url, folder) => ({
        COZY_REGISTRY_COUCHDB_URL: url,
        COZY_REGISTRY_COUCHDB_USER: settings.user ?? '',
        COZY_REGISTRY_COUCHDB_PASSWORD: settings.password ?? '',
        COZY_REGISTRY_COUCHDB_PREFIX: prefix,
        COZY_REGISTRY_FS: join(folder, 'files'),
      }))
      await checkOutages(gateway, { part: 'documents', needed: true })
    })
  },
)

describeWith('when the connection to S3 fails and returns', s3FromEnvironment(), missingServersReason, (settings) => {
  test('no acknowledged publication is lost', { timeout: 4 * minutes }, async () => {
    const gateway = await startBehindProxy(settings.endpoint, (endpoint, folder) => ({
      ...dataFolderIn(folder),
      COZY_REGISTRY_S3_ENDPOINT: endpoint,
      COZY_REGISTRY_S3_ACCESS_KEY: settings.accessKey,
      COZY_REGISTRY_S3_SECRET_KEY: settings.secretKey,
      COZY_REGISTRY_S3_BUCKET: `cut-${randomUUID()}`,
    }))
    await checkOutages(gateway, { part: 'objects', needed: true })
  })
})

describeWith(
  'when the connection to Swift fails and returns',
  swiftFromEnvironment(),
  missingServersReason,
  (settings) => {
    test('no acknowledged publication is lost', { timeout: 4 * minutes }, async () => {
      const gateway = await startBehindProxy(settings.authUrl, (authUrl, folder) => ({
        ...dataFolderIn(folder),
        COZY_REGISTRY_SWIFT_AUTH_URL: `${authUrl}auth/v1.0`,
        COZY_REGISTRY_SWIFT_USERNAME: settings.username,
        COZY_REGISTRY_SWIFT_API_KEY: settings.apiKey,
      }))
      await checkOutages(gateway, { part: 'objects', needed: true })
    })
  },
)

const redisUrl = process.env.REDIS_URL ?? undefinedOrThrowInCi('REDIS_URL')

describeWith('when the connection to Redis fails and returns', redisUrl, missingServersReason, (address) => {
  test('no publication fails', { timeout: 4 * minutes }, async () => {
    const gateway = await startBehindProxy(address, (url, folder) => ({
      ...dataFolderIn(folder),
      COZY_REGISTRY_REDIS_ADDRS: new URL(url).host,
    }))
    await checkOutages(gateway, { part: 'cache', needed: false })
  })
})

/** A gateway that reaches one of its engines through a TCP proxy. */
interface GatewayBehindProxy {
  proxy: TcpProxy
  get: (path: string) => Promise<Answer>
  publish: (version: string) => Promise<Answer>
  /** The SHA-256 of the archive of a version. */
  checksumOf: (version: string) => string
  /** Runs a command on the same engines. */
  command: (...args: string[]) => Promise<string>
  /** Stops the gateway; returns its exit status. */
  stop: () => Promise<number | null>
}

/**
 * @param engine the URL of the engine
 * @param settingsAt returns the environment of a gateway, given the address of the proxy (in place of the engine) and the folder
 * for everything else
 */
async function startBehindProxy(
  engine: string,
  settingsAt: (address: string, folder: string) => Record<string, string>,
): Promise<GatewayBehindProxy> {
  const folder = await temporaryFolder()
  const { hostname, port, protocol } = new URL(engine)
  const proxy = await startTcpProxy(Number(port), hostname)
  const settings = { ...settingsAt(`${protocol}//127.0.0.1:${proxy.port}/`, folder), COZY_REGISTRY_LOG_LEVEL: 'fatal' }
  const { serve, command } = await programIn(folder, settings)
  const [gatewayPort = 0] = await freePorts(1)
  const child = await serve(gatewayPort)
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = `http://127.0.0.1:${gatewayPort}`
  const archives = await startArchiveServer()
  await command('add-editor', editor, '--auto-publication=true')
  const headers = authorized((await command('gen-token', editor, '--master')).trim())
  const app = { slug: 'notes', type: 'webapp', editor }
  expect((await send(url, '/registry', { method: 'POST', headers, body: app })).status).toBe(201)
  const contents = new Map<string, Buffer>()
  return {
    proxy,
    command,
    stop: () => stopProcess(child),
    get: (path) => send(url, path),
    async publish(version) {
      const content = contents.get(version) ?? (await archiveOf({ slug: 'notes', version }))
      contents.set(version, content)
      const body = { version, url: archives.serve(`notes-${version}.tar.gz`, content), sha256: sha256(content) }
      return send(url, '/registry/notes', { method: 'POST', headers, body })
    },
    checksumOf: (version) => sha256(contents.get(version) ?? ''),
  }
}

interface Expected {
  /** The name of the engine in the answer of `/ready`. */
  part: 'documents' | 'objects' | 'cache'
  /** Whether publications fail without the engine. */
  needed: boolean
}

async function checkOutages(gateway: GatewayBehindProxy, { part, needed }: Expected): Promise<void> {
  const { proxy, get, publish } = gateway
  const acknowledged: string[] = []
  const publishNext = async (): Promise<number> => {
    const version = `1.0.${acknowledged.length}`
    const { status } = await publish(version)
    // If the engine's answer was lost, an earlier attempt may have stored the version. Then this attempt gets a 409.
    if (status === 201 || status === 409) acknowledged.push(version)
    return status
  }
  expect(await publishNext()).toBe(201)
  for (let cut = 1; cut <= 2; cut++) {
    await proxy.down()
    expect((await get('/health')).status).toBe(200)
    const ready = await get('/ready')
    const down = { [part]: { status: 'failed', reason: 'unreachable' } }
    expect([ready.status, ready.json()]).toMatchObject([needed ? 503 : 200, down])
    expect((await get('/status')).status).toBe(200)
    // Without CouchDB, nobody knows whether this version exists: an error. With it, the version is missing.
    expect((await get(`/registry/notes/9.9.${cut}`)).status).toBe(part === 'documents' ? 500 : 404)
    expect(await publishNext()).toBe(needed ? 500 : 201)
    await pause(1_000)
    await proxy.up()
    await expect.poll(async () => (await get('/ready')).status, { timeout: minutes }).toBe(200)
    expect([201, 409]).toContain(await publishNext())
  }
  // Cuts the connection during a publication, after some bytes of its requests.
  for (const bytes of [1, 500, 2_000]) {
    proxy.cutAfter(bytes, 'sent')
    const status = await publishNext()
    expect([201, 409, 500]).toContain(status)
    if (!needed) expect(status).toBe(201)
  }
  await expect.poll(publishNext, { timeout: minutes }).toBe(201)
  for (const version of acknowledged) {
    const answer = await get(`/registry/notes/${version}/tarball/notes-${version}.tar.gz`)
    expect([version, answer.status, sha256(answer.bytes)]).toEqual([version, 200, gateway.checksumOf(version)])
  }
  // The gateway still notices the writes of another process.
  await gateway.command('add-app', 'later', '--app-editor', editor, '--app-type', 'webapp')
  await expect.poll(async () => (await get('/registry/later')).status, { timeout: minutes }).toBe(200)
  expect(await gateway.stop()).toBe(0)
}
