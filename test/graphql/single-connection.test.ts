import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { getIntrospectionQuery } from 'graphql'
import { createClient, NetworkError, type Client, type ClientOptions } from 'graphql-sse'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { loadConfig, type Config } from '../../src/config/config.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import type { Answer } from '../support/http.js'
import { dataOf } from './ask.js'

// The milliseconds that a busy machine may take.
const patience = 30_000
const changesOf = (slug: string) => `subscription { appChanged(slugs: ["${slug}"]) { slug } }`
const allChanges = 'subscription { appChanged { slug } }'
const creation = (slug: string) =>
  `mutation { createApp(input: { slug: "${slug}", type: WEBAPP, editor: "Acme" }) { __typename ... on Refusal { code } } }`
const apps = '{ space { apps { nodes { slug } } } }'

describe('the client graphql-sse with one connection', () => {
  it('gets the result of a query, of a mutation, and the refusal of a mutation', async () => {
    const gateway = await startTestGateway()
    const client = clientOf(gateway, { headers: { Authorization: `Token ${gateway.master}` } })
    const kinds = [await resultOf(client, creation('notes')), await resultOf(client, creation('notes'))]
    expect(kinds).toEqual([
      { data: { createApp: { __typename: 'CreateAppSuccess' } } },
      { data: { createApp: { __typename: 'AppExists', code: 'APP_EXISTS' } } },
    ])
    const list = { data: { space: { apps: { nodes: [{ slug: 'notes' }] } } } }
    expect([await resultOf(client, apps), await resultOf(client, apps)]).toEqual([list, list])
  })

  it('gets the events of several subscriptions on one stream, and ends one of them', async () => {
    const gateway = await startTestGateway()
    const requests: string[] = []
    const client = clientOf(gateway, {}, requests)
    const notes = client.iterate({ query: changesOf('notes') })
    const photos = client.iterate({ query: changesOf('photos') })
    const [firstNotes, firstPhotos] = [notes.next(), photos.next()]
    await vi.waitFor(() => expect(requests.filter((request) => request === 'POST 202')).toHaveLength(2), patience)
    await gateway.addApp({ slug: 'notes' })
    await gateway.addApp({ slug: 'photos' })
    expect((await firstNotes).value).toEqual({ data: { appChanged: { slug: 'notes' } } })
    expect((await firstPhotos).value).toEqual({ data: { appChanged: { slug: 'photos' } } })
    expect(requests.toSorted()).toEqual(['GET 200', 'POST 202', 'POST 202', 'PUT 201'])
    await notes.return?.()
    await vi.waitFor(() => expect(requests).toContain('DELETE 200'), patience)
    await gateway.publish({ slug: 'notes', version: '1.0.0' })
    await gateway.publish({ slug: 'photos', version: '1.0.0' })
    expect((await photos.next()).value).toEqual({ data: { appChanged: { slug: 'photos' } } })
  })

  it('continues behind a cursor', async () => {
    const gateway = await startTestGateway()
    const { eventCursor } = await cursorOf(gateway)
    await gateway.addApp({ slug: 'notes' })
    const query = 'subscription ($after: String) { appChanged(after: $after) { slug } }'
    const events = clientOf(gateway).iterate({ query, variables: { after: eventCursor } })
    expect((await events.next()).value).toEqual({ data: { appChanged: { slug: 'notes' } } })
  })

  it('gets errors of the request as an answer, and errors of a subscription on the stream', async () => {
    const gateway = await startTestGateway()
    const refusals: string[] = []
    const client = clientOf(gateway, {
      fetchFn: async (...request: Parameters<typeof fetch>) => {
        const answer = await fetch(...request)
        if (request[1]?.method === 'POST' && answer.status !== 202) refusals.push(await answer.clone().text())
        return answer
      },
    })
    for (const [query, message] of [
      ['{ nonsense }', /Cannot query field/],
      [deepQuery, /limits\.graphql\.depth/],
      [`subscription { appChanged { app { ${longList} } } }`, /limits\.subscriptions\.cost/],
    ] as const) {
      await expect(resultOf(client, query)).rejects.toThrow(NetworkError)
      expect(refusals.pop()).toMatch(message)
    }
    const refused = await resultOf(client, 'subscription { pendingChanged { slug } }')
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHORIZED' } }] })
  })
})

describe('an event stream', () => {
  it('is refused without a reservation, when it is open, and after its client has left', async () => {
    const gateway = await startTestGateway()
    const headers = { Accept: 'text/event-stream' }
    const unknown = await gateway.send('/graphql?token=unknown', { headers })
    expect([unknown.status, unknown.text]).toEqual([404, expect.stringMatching(/Reserve a new one with PUT/)])
    const token = await reserve(gateway)
    const socket = await openStream(gateway, token)
    const again = await gateway.send(`/graphql?token=${token}`, { headers })
    expect([again.status, again.text]).toEqual([409, expect.stringMatching(/open already/)])
    expect((await post(gateway, token, { query: allChanges, id: 'a' })).status).toBe(202)
    socket.destroy()
    await vi.waitFor(
      async () => expect((await post(gateway, token, { query: allChanges, id: 'b' })).status).toBe(404),
      patience,
    )
  })

  it('needs an id for each operation that no other one has', async () => {
    const gateway = await startTestGateway()
    const token = await reserve(gateway)
    const statuses = []
    for (const id of [undefined, 1, '', 'x'.repeat(201), 'a', 'a'])
      statuses.push((await post(gateway, token, { query: allChanges, id })).status)
    expect(statuses).toEqual([400, 400, 400, 400, 202, 409])
    const end = (query: string) => gateway.send(`/graphql?token=${token}${query}`, { method: 'DELETE' })
    expect([(await end('')).status, (await end('&operationId=a')).status]).toEqual([400, 200])
    expect((await post(gateway, token, { query: allChanges, id: 'a' })).status).toBe(202)
    const untold = await gateway.send('/graphql?operationId=a', { method: 'DELETE' })
    expect([untold.status, untold.text]).toEqual([400, expect.stringMatching(/no token/)])
  })

  it('is not refused an id after a refusal of its operation', async () => {
    const gateway = await startTestGateway()
    const token = await reserve(gateway)
    const refused = await post(gateway, token, { query: '{ nonsense }', id: 'a' })
    expect(refused.json()).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
    await vi.waitFor(
      async () => expect((await post(gateway, token, { query: apps, id: 'a' })).status).toBe(202),
      patience,
    )
  })

  it('gets no answer of the cache instead of its result', async () => {
    const gateway = await startTestGateway()
    const body = { query: apps, extensions: { operationId: 'a' } }
    for (let i = 0; i < 2; i++) expect((await gateway.send('/graphql', { method: 'POST', body })).status).toBe(200)
    expect((await post(gateway, await reserve(gateway), { query: apps, id: 'a' })).status).toBe(202)
  })

  it('is limited for each address, and so are the operations on it', async () => {
    const gateway = await startTestGateway(await withSubscriptions({ perAddress: 2 }))
    const token = await reserve(gateway)
    await reserve(gateway)
    const refused = await gateway.send('/graphql', { method: 'PUT' })
    expect([refused.status, refused.text]).toEqual([429, expect.stringMatching(/limits\.subscriptions\.per_address/)])
    const statuses = []
    for (const id of ['a', 'b', 'c']) statuses.push((await post(gateway, token, { query: apps, id })).status)
    expect(statuses).toEqual([202, 202, 429])
  })

  it('stops its operations while its client reads nothing, and continues when it reads', async () => {
    const gateway = await startTestGateway(await withSubscriptions({ perAddress: 4 }))
    const token = await reserve(gateway)
    const socket = await openStream(gateway, token)
    const accepted = new Set<string>()
    let last: Answer
    do {
      const id = String(accepted.size)
      last = await post(gateway, token, { query: getIntrospectionQuery(), id })
      if (last.status === 202) accepted.add(id)
    } while (last.status === 202 && accepted.size < 500)
    expect([last.status, last.text]).toEqual([429, expect.stringMatching(/read their results/)])
    let text = ''
    socket
      .setEncoding('utf8')
      .on('data', (chunk: string) => (text = (text + chunk).slice(-1_000_000)))
      .resume()
    await vi.waitFor(
      () => expect(text).toContain(`event: complete\ndata: {"id":"${String(accepted.size - 1)}"}`),
      patience,
    )
    expect((await post(gateway, token, { query: apps, id: 'more' })).status).toBe(202)
  })

  it('can be used by pages of other origins', async () => {
    const gateway = await startTestGateway({ corsOrigins: ['https://store.example'] })
    const preflight = { 'Access-Control-Request-Method': 'PUT', Origin: 'https://store.example' }
    const answer = await gateway.send('/graphql', { method: 'OPTIONS', headers: preflight })
    expect(answer.headers['access-control-allow-methods']).toMatch(/PUT, DELETE/)
    const reservation = await gateway.send('/graphql', { method: 'PUT', headers: { Origin: 'https://store.example' } })
    expect(reservation.headers['access-control-allow-origin']).toBe('https://store.example')
  })

  it('does not appear in the log with its token', async () => {
    const gateway = await startTestGateway({ accessLog: true })
    const token = await reserve(gateway)
    await openStream(gateway, token)
    await post(gateway, token, { query: apps, id: 'a' })
    expect(gateway.logged().join('')).not.toContain(token)
  })
})

const longList = 'versions(first: 60) { nodes { app { versions(first: 60) { nodes { version } } } } }'
const deepQuery = `{ space { apps { nodes { ${'latestVersion { app { '.repeat(12)} slug ${'} } '.repeat(12)} } } } }`

interface NewOperation {
  query: string
  id: unknown
}

/** A client of graphql-sse with one connection. Pushes the method and the status of each request to `requests`. */
function clientOf(
  gateway: TestGateway,
  options: Partial<ClientOptions<true>> = {},
  requests: string[] = [],
): Client<true> {
  const client = createClient<true>({
    url: `${gateway.url}/graphql`,
    singleConnection: true,
    retryAttempts: 0,
    fetchFn: async (url: string, request: RequestInit) => {
      const answer = await fetch(url, request)
      requests.push(`${String(request.method)} ${String(answer.status)}`)
      return answer
    },
    ...options,
  })
  onTestFinished(() => client.dispose())
  return client
}

// The only result of an operation.
async function resultOf(client: Client<true>, query: string): Promise<unknown> {
  const results: unknown[] = []
  for await (const result of client.iterate({ query })) results.push(result)
  expect(results).toHaveLength(1)
  return results[0]
}

async function cursorOf(gateway: TestGateway): Promise<{ eventCursor: string }> {
  return z.object({ eventCursor: z.string() }).parse(await dataOf(gateway, '{ eventCursor }'))
}

async function reserve(gateway: TestGateway): Promise<string> {
  const { status, text } = await gateway.send('/graphql', { method: 'PUT' })
  expect(status).toBe(201)
  return text
}

function post(gateway: TestGateway, token: string, { query, id }: NewOperation) {
  const headers = { 'X-GraphQL-Event-Stream-Token': token }
  return gateway.send('/graphql', { method: 'POST', headers, body: { query, extensions: { operationId: id } } })
}

// Opens an event stream. Its socket is paused after the beginning of the answer.
async function openStream(gateway: TestGateway, token: string): Promise<Socket> {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  socket.write(`GET /graphql?token=${token} HTTP/1.1\r\nHost: ${hostname}\r\nAccept: text/event-stream\r\n\r\n`)
  const [start] = await once(socket, 'data')
  socket.pause()
  expect(String(start)).toMatch(/^HTTP\/1\.1 200 [^]*text\/event-stream/)
  return socket
}

async function withSubscriptions(limits: Partial<Config['limits']['subscriptions']>): Promise<Partial<Config>> {
  const { config } = await loadConfig({ argvFlags: {}, env: {}, cwd: '/', home: undefined })
  return { limits: { ...config.limits, subscriptions: { ...config.limits.subscriptions, ...limits } } }
}
