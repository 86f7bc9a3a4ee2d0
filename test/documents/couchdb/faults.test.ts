import { randomUUID } from 'node:crypto'
import { getEventListeners, once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openCouchDocuments } from '../../../src/documents/couchdb/couchdb.js'
import * as answers from '../../../src/documents/couchdb/answers.js'
import type { CouchSettings } from '../../../src/documents/couchdb/connection.js'
import { streamChanges } from '../../../src/documents/couchdb/feed.js'
import type { Documents } from '../../../src/documents/documents.js'
import { updateDocument } from '../../../src/registry/retry-on-conflict.js'
import { couchdbSettings, missingCouchdbReason } from '../../support/couchdb.js'
import { describeWith } from '../../support/requirements.js'
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js'

describe('when CouchDB fails', () => {
  test('the error of a refused connection contains the URL without the password', async () => {
    const unused = createTcpServer().listen(0, '127.0.0.1')
    await once(unused, 'listening')
    const port = portOf(unused.address())
    unused.close()
    const opening = openCouchDocuments({ url: `http://u:hidden@127.0.0.1:${port}/`, user: 'u', password: 'hidden' })
    await expect(opening).rejects.toThrow(`CouchDB at http://127.0.0.1:${port}/`)
    await expect(opening).rejects.toThrow('ECONNREFUSED')
    await expect(opening).rejects.not.toThrow('hidden')
    await expect(opening).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('reads are retried, and writes are not, after a connection that closes without an answer', async () => {
    const methods: string[] = []
    const documents = await openFake((request, response) => {
      methods.push(request.method ?? '')
      response.destroy()
    })
    await expect(documents.get('apps', 'a')).rejects.toThrow('No answer from CouchDB')
    expect(methods.splice(0)).toEqual(['GET', 'GET', 'GET'])
    await expect(documents.getMany('apps', ['a'])).rejects.toThrow('No answer from CouchDB')
    expect(methods.splice(0)).toEqual(['POST', 'POST', 'POST'])
    await expect(documents.put('apps', { _id: 'a' })).rejects.toThrow('No answer from CouchDB')
    expect(methods.splice(0)).toEqual(['PUT'])
    await expect(documents.remove('apps', 'a', '1-x')).rejects.toThrow('No answer from CouchDB')
    expect(methods.splice(0)).toEqual(['DELETE'])
  })

  test('a read is retried after the answer 503', async () => {
    let failures = 2
    const documents = await openFake((_, response) => {
      response.writeHead(failures-- > 0 ? 503 : 200, { 'content-type': 'application/json' })
      response.end('{"_id":"a","_rev":"1-x"}')
    })
    expect(await documents.get('apps', 'a')).toEqual({ _id: 'a', _rev: '1-x' })
  })

  test('a query is retried while CouchDB does not know the new index yet', async () => {
    let queries = 0
    const documents = await openFake((request, response) => {
      const isQuery = request.url?.endsWith('/_find') ?? false
      const isUnknown = isQuery && ++queries < 3
      response.writeHead(isUnknown ? 400 : 200, { 'content-type': 'application/json' })
      response.end(
        isUnknown ? '{"error":"no_usable_index","reason":"No index exists"}' : '{"rows":[],"docs":[],"ok":true}',
      )
    })
    await documents.ensure('apps', [{ name: 'by-slug', fields: ['slug'] }])
    expect(queries).toBe(3)
  })

  test.each([
    ['an HTML page of a proxy', 404, 'text/html', '<h1>Not found</h1>'],
    ['incomplete JSON', 200, 'application/json', '{"_id":"a","_rev"'],
    ['the JSON of another program', 200, 'application/json', '{"hello":"world"}'],
  ])('errors of reads and writes contain the URL of CouchDB when the answer is %s', async (_, status, type, body) => {
    const documents = await openFake((_, response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
    })
    await expect(documents.get('apps', 'a')).rejects.toThrow('CouchDB at http://127.0.0.1')
    await expect(documents.put('apps', { _id: 'a' })).rejects.toThrow('CouchDB at http://127.0.0.1')
  })
})

test('a change feed removes the abort listeners of its finished requests from the signal', async () => {
  const server = createServer((_, response) =>
    response.end('{"results":[{"id":"a","changes":[{"rev":"1-a"}]}],"last_seq":"1"}'),
  ).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const fetchChanges = async (_: string, signal: AbortSignal) => {
    const answer = await fetch(`http://127.0.0.1:${portOf(server.address())}/`, { signal })
    return answers.changes.parse(await answer.json())
  }
  const stop = new AbortController()
  const feed = streamChanges(fetchChanges, '0', stop.signal)
  const listeners: number[] = []
  for (let answered = 0; answered < 20; answered++) {
    await feed.next()
    listeners.push(getEventListeners(stop.signal, 'abort').length)
  }
  expect(Math.max(...listeners)).toBe(0)
})

describeWith('a real CouchDB', couchdbSettings(), missingCouchdbReason, (settings) => {
  test('the error for a wrong password contains the address of CouchDB', async () => {
    const opening = openCouchDocuments({ ...settings, password: 'wrong' })
    await expect(opening).rejects.toThrow(/CouchDB at http:.* 401: Name or password is incorrect/)
  })

  test('a change feed loses no change when its connections are cut', async () => {
    const { direct, proxied, proxy, database } = await openThroughProxy(settings)
    const seen = new Set<string>()
    const stop = new AbortController()
    const feed = proxied.changes(database, await direct.currentFeedPosition(database), stop.signal)
    const reading = (async () => {
      for await (const { changes } of feed) for (const { id } of changes) seen.add(id)
    })()
    for (let cut = 1; cut <= 3; cut++) {
      await direct.put(database, { _id: `before-${cut}` })
      await expect.poll(() => seen.has(`before-${cut}`), { timeout: 20_000 }).toBe(true)
      await proxy.down()
      await direct.put(database, { _id: `meanwhile-${cut}` })
      await proxy.up()
      await expect.poll(() => seen.has(`meanwhile-${cut}`), { timeout: 20_000 }).toBe(true)
    }
    stop.abort()
    await reading
    expect(seen.size).toBe(6)
  })

  test('a change feed ends when its signal aborts while the connection is down', async () => {
    const { direct, proxied, proxy, database } = await openThroughProxy(settings)
    const stop = new AbortController()
    const feed = proxied
      .changes(database, await direct.currentFeedPosition(database), stop.signal)
      [Symbol.asyncIterator]()
    const waiting = feed.next()
    await proxy.down()
    stop.abort()
    expect((await waiting).done).toBe(true)
  })

  test('a change feed ends when its database was dropped while the connection was down', async () => {
    const { direct, proxied, proxy, database } = await openThroughProxy(settings)
    const since = await direct.currentFeedPosition(database)
    const feed = proxied.changes(database, since, new AbortController().signal)[Symbol.asyncIterator]()
    await direct.put(database, { _id: 'a' })
    await feed.next()
    const waiting = feed.next()
    await proxy.down()
    await direct.drop(database)
    await proxy.up()
    expect((await waiting).done).toBe(true)
  })

  test('a read is retried when its answer is truncated', async () => {
    const { direct, proxied, proxy, database } = await openThroughProxy(settings)
    const ids = Array.from({ length: 40 }, (_, i) => `app-${String(i).padStart(2, '0')}`)
    for (const _id of ids) await direct.put(database, { _id, text: 'x'.repeat(5_000) })
    for (const bytes of [1, 1_000, 60_000]) {
      proxy.cutAfter(bytes, 'received')
      const found: string[] = []
      for await (const { _id } of proxied.list(database)) found.push(_id)
      expect(found).toEqual(ids)
    }
  })

  test('a write fails when its connection breaks, and the next write succeeds', async () => {
    const { proxied, proxy, database } = await openThroughProxy(settings)
    proxy.cutAfter(1, 'sent')
    await expect(proxied.put(database, { _id: 'a', n: 1 })).rejects.toThrow('No answer from CouchDB')
    // CouchDB may have received the write before the connection broke. So the document may exist.
    await updateDocument(proxied, database, 'a', (current) => ({ ...current, _id: 'a', n: 2 }))
    expect(await proxied.get(database, 'a')).toMatchObject({ n: 2 })
  })
})

/**
 * Opens a client of a fake CouchDB. The fake answers requests for the list of databases. It passes all others to `handle`.
 */
async function openFake(handle: RequestListener): Promise<Documents> {
  const server = createServer((request, response) => {
    if (request.url !== '/_all_dbs') return handle(request, response)
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const documents = await openCouchDocuments({ url: `http://127.0.0.1:${portOf(server.address())}/` })
  onTestFinished(async () => {
    await documents.close()
    server.closeAllConnections()
    server.close()
  })
  return documents
}

/** Two clients of one CouchDB, and a new database. */
interface CouchdbBehindProxy {
  /** Connects directly. */
  direct: Documents
  /** Connects through `proxy`. */
  proxied: Documents
  proxy: TcpProxy
  database: string
}

async function openThroughProxy(settings: CouchSettings): Promise<CouchdbBehindProxy> {
  const { hostname, port } = new URL(settings.url)
  const proxy = await startTcpProxy(Number(port || 80), hostname)
  const direct = await openCouchDocuments(settings)
  const proxied = await openCouchDocuments({ ...settings, url: `http://127.0.0.1:${proxy.port}/` })
  const database = `faults-${randomUUID()}`
  await direct.ensure(database, [])
  onTestFinished(async () => {
    await proxied.close()
    await direct.drop(database)
    await direct.close()
  })
  return { direct, proxied, proxy, database }
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  return typeof address === 'object' && address ? address.port : 0
}
