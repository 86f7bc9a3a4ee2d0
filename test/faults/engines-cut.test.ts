import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openCouchDocuments } from '../../src/documents/couchdb/couchdb.js'
import { freePorts } from '../servers/processes.js'
import { startArchiveServer } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { couchdbSettings, noCouchdb } from '../support/couchdb.js'
import { describeWith, serversAreMissing, withoutServer } from '../support/engines.js'
import { archiveOf, authorized, editor } from '../support/gateway.js'
import { send, type Answer } from '../support/http.js'
import { s3FromEnvironment, swiftFromEnvironment } from '../support/object-stores.js'
import { programIn, stopped } from '../support/program.js'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js'
import { temporaryFolder } from '../support/temporary-folder.js'

// A gateway in a process of its own, whose line to one engine is cut and mended while it is being used. A promise that
// nobody looks after would end the process.

const minutes = 60_000
const folderOfData = (folder: string) => ({ COZY_REGISTRY_DATA: join(folder, 'data') })

describeWith('CouchDB cut off', couchdbSettings(), noCouchdb, (settings) => {
  test('and back: nothing acknowledged is lost', { timeout: 4 * minutes }, async () => {
    const prefix = `cut-${randomBytes(4).toString('hex')}`
    onTestFinished(async () => {
      const documents = await openCouchDocuments(settings)
      for (const name of await documents.databases()) if (name.startsWith(`${prefix}-`)) await documents.drop(name)
      await documents.close()
    })
    const gateway = await startBehindLine(settings.url, (url, folder) => ({
      COZY_REGISTRY_COUCHDB_URL: url,
      COZY_REGISTRY_COUCHDB_USER: settings.user ?? '',
      COZY_REGISTRY_COUCHDB_PASSWORD: settings.password ?? '',
      COZY_REGISTRY_COUCHDB_PREFIX: prefix,
      COZY_REGISTRY_FS: join(folder, 'files'),
    }))
    await survives(gateway, { part: 'documents', needed: true })
  })
})

describeWith('S3 cut off', s3FromEnvironment(), serversAreMissing, (settings) => {
  test('and back: nothing acknowledged is lost', { timeout: 4 * minutes }, async () => {
    const gateway = await startBehindLine(settings.endpoint, (endpoint, folder) => ({
      ...folderOfData(folder),
      COZY_REGISTRY_S3_ENDPOINT: endpoint,
      COZY_REGISTRY_S3_ACCESS_KEY: settings.accessKey,
      COZY_REGISTRY_S3_SECRET_KEY: settings.secretKey,
      COZY_REGISTRY_S3_BUCKET: `cut-${randomUUID()}`,
    }))
    await survives(gateway, { part: 'objects', needed: true })
  })
})

describeWith('Swift cut off', swiftFromEnvironment(), serversAreMissing, (settings) => {
  test('and back: nothing acknowledged is lost', { timeout: 4 * minutes }, async () => {
    const gateway = await startBehindLine(settings.authUrl, (authUrl, folder) => ({
      ...folderOfData(folder),
      COZY_REGISTRY_SWIFT_AUTH_URL: `${authUrl}auth/v1.0`,
      COZY_REGISTRY_SWIFT_USERNAME: settings.username,
      COZY_REGISTRY_SWIFT_API_KEY: settings.apiKey,
    }))
    await survives(gateway, { part: 'objects', needed: true })
  })
})

describeWith('Redis cut off', process.env.REDIS_URL ?? withoutServer('REDIS_URL'), serversAreMissing, (address) => {
  test('and back: clients notice nothing', { timeout: 4 * minutes }, async () => {
    const gateway = await startBehindLine(address, (url, folder) => ({
      ...folderOfData(folder),
      COZY_REGISTRY_REDIS_ADDRS: new URL(url).host,
    }))
    await survives(gateway, { part: 'cache', needed: false })
  })
})

interface GatewayBehindLine {
  line: TcpProxy
  get: (path: string) => Promise<Answer>
  publish: (version: string) => Promise<Answer>
  /** The sha256 of what is published as a version. */
  sumOf: (version: string) => string
  /** Runs a command on the same engines. */
  command: (...args: string[]) => Promise<string>
  /** Ends it; gives its status. */
  stop: () => Promise<number | null>
}

/** @param settingsAt the environment that leads to the engine at another address, and keeps the rest in a folder */
async function startBehindLine(
  engine: string,
  settingsAt: (address: string, folder: string) => Record<string, string>,
): Promise<GatewayBehindLine> {
  const folder = await temporaryFolder()
  const { hostname, port, protocol } = new URL(engine)
  const line = await startTcpProxy(Number(port), hostname)
  const settings = { ...settingsAt(`${protocol}//127.0.0.1:${line.port}/`, folder), COZY_REGISTRY_LOG_LEVEL: 'fatal' }
  const { serve, command } = await programIn(folder, settings)
  const [own = 0] = await freePorts(1)
  const child = await serve(own)
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = `http://127.0.0.1:${own}`
  const archives = await startArchiveServer()
  await command('add-editor', editor, '--auto-publication=true')
  const headers = authorized((await command('gen-token', editor, '--master')).trim())
  const app = { slug: 'notes', type: 'webapp', editor }
  expect((await send(url, '/registry', { method: 'POST', headers, body: app })).status).toBe(201)
  const contents = new Map<string, Buffer>()
  return {
    line,
    command,
    stop: () => stopped(child),
    get: (path) => send(url, path),
    async publish(version) {
      const content = contents.get(version) ?? (await archiveOf({ slug: 'notes', version }))
      contents.set(version, content)
      const body = { version, url: archives.serve(`notes-${version}.tar.gz`, content), sha256: sha256(content) }
      return send(url, '/registry/notes', { method: 'POST', headers, body })
    },
    sumOf: (version) => sha256(contents.get(version) ?? ''),
  }
}

interface Expected {
  part: 'documents' | 'objects' | 'cache'
  /** Whether nothing can be published without it. */
  needed: boolean
}

async function survives(gateway: GatewayBehindLine, { part, needed }: Expected): Promise<void> {
  const { line, get, publish } = gateway
  const acknowledged: string[] = []
  const publishNext = async (): Promise<number> => {
    const version = `1.0.${acknowledged.length}`
    const { status } = await publish(version)
    // A version that was refused without an answer from the engine may be there all the same.
    if (status === 201 || status === 409) acknowledged.push(version)
    return status
  }
  expect(await publishNext()).toBe(201)
  for (let cut = 1; cut <= 2; cut++) {
    await line.down()
    expect((await get('/health')).status).toBe(200)
    const ready = await get('/ready')
    const down = { [part]: { status: 'failed', reason: 'unreachable' } }
    expect([ready.status, ready.json()]).toMatchObject([needed ? 503 : 200, down])
    expect((await get('/status')).status).toBe(200)
    // An unreachable engine is an error, not a missing resource.
    expect((await get(`/registry/notes/9.9.${cut}`)).status).toBe(part === 'documents' ? 500 : 404)
    expect(await publishNext()).toBe(needed ? 500 : 201)
    await pause(1_000)
    await line.up()
    await expect.poll(async () => (await get('/ready')).status, { timeout: minutes }).toBe(200)
    expect([201, 409]).toContain(await publishNext())
  }
  // Cut in the middle of a publication, at whatever it was saying.
  for (const bytes of [1, 500, 2_000]) {
    line.cutAfter(bytes, 'sent')
    const status = await publishNext()
    expect([201, 409, 500]).toContain(status)
    if (!needed) expect(status).toBe(201)
  }
  await expect.poll(publishNext, { timeout: minutes }).toBe(201)
  for (const version of acknowledged) {
    const answer = await get(`/registry/notes/${version}/tarball/notes-${version}.tar.gz`)
    expect([version, answer.status, sha256(answer.bytes)]).toEqual([version, 200, gateway.sumOf(version)])
  }
  // Writes of another process are still seen.
  await gateway.command('add-app', 'later', '--app-editor', editor, '--app-type', 'webapp')
  await expect.poll(async () => (await get('/registry/later')).status, { timeout: minutes }).toBe(200)
  expect(await gateway.stop()).toBe(0)
}
