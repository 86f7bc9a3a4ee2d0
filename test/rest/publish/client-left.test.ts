import { once } from 'node:events'
import { request, type ServerResponse } from 'node:http'
import { describe, expect, it, test } from 'vitest'
import type { ConflictError, Draft } from '../../../src/documents/documents.js'
import type { Engines } from '../../../src/engines.js'
import { sha256 } from '../../support/archives.js'
import { ForwardingDocuments } from '../../support/forwarding-stores.js'
import { archiveOf, authorized, startTestGateway, type TestGateway } from '../../support/gateway.js'
import { startWithNotes, version } from './attempt.js'

// The default of the setting limits.publish.running_per_editor.
const runningPerEditor = 3

/** Serves an endless archive. `open` contains the responses of all running downloads. */
function serveEndless(gateway: TestGateway): { url: string; open: Set<ServerResponse> } {
  const open = new Set<ServerResponse>()
  const url = gateway.archives.serve('endless.tar.gz', (_request, response) => {
    response.writeHead(200).write(Buffer.alloc(10_000))
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  return { url, open }
}

/** Sends a request. Does not wait for the response. `hangUp` closes the connection. */
async function post(
  gateway: TestGateway,
  path: string,
  body: object,
  token: string,
): Promise<{ hangUp: () => Promise<void> }> {
  const outgoing = request(new URL(path, gateway.url), {
    method: 'POST',
    agent: false,
    headers: { ...authorized(token), 'Content-Type': 'application/json', Accept: 'application/json' },
  })
  outgoing.on('error', () => undefined)
  outgoing.end(JSON.stringify(body))
  await once(outgoing, 'finish')
  return {
    async hangUp() {
      const closed = new Promise((resolve) => outgoing.once('close', resolve))
      outgoing.destroy()
      await closed
    },
  }
}

const mutation = `mutation ($input: PublishVersionInput!) { publishVersion(input: $input) { __typename } }`

describe('publications of disconnected clients', () => {
  test.each(['REST', 'GraphQL'])('over %s store nothing, and do not delay other ones', async (interfaceName) => {
    const gateway = await startWithNotes()
    await gateway.operations.createEditor('Other', true)
    expect((await gateway.addApp({ slug: 'theirs', editor: 'Other' })).status).toBe(201)
    const { url, open } = serveEndless(gateway)
    const token = await gateway.token({ app: 'notes' })
    const before = await gateway.stored()
    const submission = (i: number) => ({ version: `1.0.${i}`, url, sha256: '0'.repeat(64) })
    const clients = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        interfaceName === 'REST'
          ? post(gateway, '/registry/notes', submission(i), token)
          : post(
              gateway,
              '/graphql',
              { query: mutation, variables: { input: { app: 'notes', ...submission(i) } } },
              token,
            ),
      ),
    )
    await expect.poll(() => open.size, { timeout: 20_000 }).toBe(runningPerEditor)
    await Promise.all(clients.map(({ hangUp }) => hangUp()))
    await expect.poll(() => open.size, { timeout: 20_000 }).toBe(0)
    expect(await gateway.stored()).toEqual(before)
    const otherPublication = { slug: 'theirs', version: '1.0.0', token: await gateway.token({ editor: 'Other' }) }
    expect((await gateway.publish({ ...otherPublication, manifest: { editor: 'Other' } })).status).toBe(201)
    expect((await gateway.publish({ slug: 'notes', version: '1.0.0' })).status).toBe(201)
    // The log contains neither warnings nor errors.
    expect(gateway.logged().filter((line) => /"level":(40|50)/.test(line))).toEqual([])
  })
})

test('publications of an editor whose downloads never end do not delay other editors', async () => {
  const gateway = await startWithNotes()
  await gateway.operations.createEditor('Other', true)
  expect((await gateway.addApp({ slug: 'theirs', editor: 'Other' })).status).toBe(201)
  const { url, open } = serveEndless(gateway)
  const token = await gateway.token({ app: 'notes' })
  const clients = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      post(gateway, '/registry/notes', { version: `1.0.${i}`, url, sha256: '0'.repeat(64) }, token),
    ),
  )
  await expect.poll(() => open.size, { timeout: 20_000 }).toBe(runningPerEditor)
  const otherPublication = { slug: 'theirs', version: '1.0.0', token: await gateway.token({ editor: 'Other' }) }
  expect((await gateway.publish({ ...otherPublication, manifest: { editor: 'Other' } })).status).toBe(201)
  expect(open.size).toBe(runningPerEditor)
  await Promise.all(clients.map(({ hangUp }) => hangUp()))
})

/** Calls `onWrite` before each write outside the audit log. */
class ObservedDocuments extends ForwardingDocuments {
  onWrite: () => Promise<void> = async () => undefined
  override async put(database: string, document: Draft): Promise<string> {
    if (!database.endsWith('-audit')) await this.onWrite()
    return super.put(database, document)
  }
  override async putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]> {
    if (!database.endsWith('-audit')) await this.onWrite()
    return super.putMany(database, documents)
  }
}

describe('a publication whose client disconnects', () => {
  it.each([1, 2, 3])('at the start of write %i is completed', async (position) => {
    let observed: ObservedDocuments | undefined
    const wrap = (engines: Engines): Engines => ({
      ...engines,
      documents: (observed = new ObservedDocuments(engines.documents)),
    })
    const gateway = await startTestGateway({}, wrap)
    if (!observed) throw new Error('The engines were not wrapped')
    expect((await gateway.addApp({ slug: 'notes' })).status).toBe(201)
    const archive = await archiveOf(version)
    const url = gateway.archives.serve('notes.tar.gz', archive)
    const token = await gateway.token({ app: 'notes' })
    let writes = 0
    let notifyDisconnected: (() => void) | undefined
    const disconnected = new Promise<void>((resolve) => (notifyDisconnected = resolve))
    const client: { hangUp?: () => Promise<void> } = {}
    observed.onWrite = async () => {
      if (++writes !== position) return
      await client.hangUp?.()
      notifyDisconnected?.()
    }
    const body = { version: '1.0.0', url, sha256: sha256(archive) }
    Object.assign(client, await post(gateway, '/registry/notes', body, token))
    await disconnected
    const path = '/registry/notes/1.0.0'
    await expect.poll(async () => (await gateway.send(path)).status, { timeout: 20_000 }).toBe(200)
    expect((await gateway.send(`${path}/tarball/notes.tar.gz`)).bytes).toEqual(archive)
    expect((await gateway.send(`${path}/icon`)).status).toBe(200)
    const again = await gateway.send('/registry/notes', { method: 'POST', headers: authorized(token), body })
    expect(again.status).toBe(409)
  })
})
