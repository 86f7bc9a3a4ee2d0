import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createClient } from 'graphql-sse'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { loadConfig } from '../../src/config/config.js'
import type { Json, JsonObject } from '../../src/json.js'
import { openEventStream } from '../support/event-stream.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { dataOf } from './ask.js'

const allChanges = 'subscription { appChanged { slug cursor } }'
const publications =
  'subscription ($after: String) { appChanged(kinds: [PUBLISHED], after: $after) { versionNumber cursor } }'

const maintenance = `mutation {
  activateMaintenance(input: {
    slug: "notes", infrastructure: false, short: true, noManualExecution: false,
    messages: [{ locale: "en", short: "Soon", long: "Back soon" }]
  }) { __typename }
}`
const removal = 'mutation { removeVersion(input: { app: "notes", version: "1.0.0" }) { __typename } }'

it('the client graphql-sse gets each change of an application, with the fields as they are then', async () => {
  const gateway = await startTestGateway()
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  const client = createClient({
    url: `${gateway.url}/graphql`,
    retryAttempts: 0,
    fetchFn: async (...request: Parameters<typeof fetch>) => {
      const answer = await fetch(...request)
      open()
      return answer
    },
  })
  onTestFinished(() => client.dispose())
  const events = client.iterate({
    query: `subscription ($slugs: [String!]) {
      appChanged(slugs: $slugs) { kind slug versionNumber version { sha256 } app { maintenance { short } } }
    }`,
    variables: { slugs: ['notes'] },
  })
  const first = events.next()
  await opened
  await gateway.addApp({ slug: 'other' })
  await gateway.addApp({ slug: 'notes' })
  expect(await first).toMatchObject({ value: { data: { appChanged: { kind: 'CHANGED', slug: 'notes' } } } })
  await gateway.publish({ slug: 'notes', version: '1.0.0' })
  expect((await events.next()).value).toMatchObject({
    data: { appChanged: { kind: 'PUBLISHED', versionNumber: '1.0.0', version: { sha256: expect.any(String) } } },
  })
  await dataOf(gateway, maintenance, { token: gateway.master })
  expect((await events.next()).value).toMatchObject({
    data: { appChanged: { kind: 'MAINTENANCE', versionNumber: null, app: { maintenance: { short: true } } } },
  })
  await dataOf(gateway, removal, { token: gateway.master })
  expect((await events.next()).value).toMatchObject({
    data: { appChanged: { kind: 'REMOVED', versionNumber: '1.0.0', version: null, app: { maintenance: {} } } },
  })
})

it('a client continues behind its cursor, in `after` or `Last-Event-ID`, and misses no change', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const stream = await openEventStream(gateway.url, publications)
  await publish(gateway, '1.0.0', '1.0.1', '1.0.2')
  const [first, second, third] = [await stream.nextEvent(), await stream.nextEvent(), await stream.nextEvent()]
  expect([first, second, third].map(versionOf)).toEqual(['1.0.0', '1.0.1', '1.0.2'])
  expect(first.result).toMatchObject({ data: { appChanged: { cursor: first.id } } })
  stream.close()
  await publish(gateway, '1.0.3')
  const resumed = [
    await openEventStream(gateway.url, publications, { lastEventId: first.id }),
    await openEventStream(gateway.url, publications, { variables: { after: first.id ?? '' } }),
  ]
  for (const again of resumed) {
    const versions = [await again.nextEvent(), await again.nextEvent(), await again.nextEvent()].map(versionOf)
    expect(versions).toEqual(['1.0.1', '1.0.2', '1.0.3'])
  }
  await publish(gateway, '1.0.4')
  for (const again of resumed) expect(versionOf(await again.nextEvent())).toBe('1.0.4')
})

it('a client that reads a cursor before its list misses no change after it', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const read = z.object({ eventCursor: z.string() })
  await publish(gateway, '1.0.0')
  const { eventCursor } = read.parse(await dataOf(gateway, '{ eventCursor }'))
  const list = await dataOf(gateway, '{ space { app(slug: "notes") { version(version: "1.0.0") { version } } } }')
  expect(list).toEqual({ space: { app: { version: { version: '1.0.0' } } } })
  await publish(gateway, '1.0.1')
  const stream = await openEventStream(gateway.url, publications, { variables: { after: eventCursor } })
  const versions = [versionOf(await stream.nextEvent())]
  // The cursor may be a little older than the list.
  if (versions[0] === '1.0.0') versions.push(versionOf(await stream.nextEvent()))
  expect(versions.at(-1)).toBe('1.0.1')
})

it('filters by kinds and by the channel that offers a version', async () => {
  const gateway = await startTestGateway()
  const stable = await openEventStream(gateway.url, 'subscription { appChanged(channel: STABLE) { versionNumber } }')
  const removed = await openEventStream(gateway.url, 'subscription { appChanged(kinds: [REMOVED]) { versionNumber } }')
  await gateway.addApp({ slug: 'notes' })
  await publish(gateway, '1.0.0-beta.1', '1.0.0')
  await dataOf(gateway, removal, { token: gateway.master })
  expect(versionOf(await stable.nextEvent())).toBe(null)
  expect(versionOf(await stable.nextEvent())).toBe('1.0.0')
  expect(versionOf(await removed.nextEvent())).toBe('1.0.0')
})

it('a virtual space shows the changes of the applications that it shows, and of its overwrites', async () => {
  const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: ['hidden'] }]
  const gateway = await startTestGateway({ virtualSpaces })
  await gateway.addApp({ slug: 'notes' })
  const query =
    'subscription { appChanged(space: "mirror", kinds: [MAINTENANCE]) { kind slug space { name } app { maintenance { short } } } }'
  const stream = await openEventStream(gateway.url, query)
  await gateway.addApp({ slug: 'hidden' })
  const overwritten = maintenance.replace('slug: "notes"', 'space: "mirror", slug: "notes"')
  await dataOf(gateway, overwritten, { token: gateway.master })
  expect((await stream.nextEvent()).result).toEqual({
    data: {
      appChanged: {
        kind: 'MAINTENANCE',
        slug: 'notes',
        space: { name: 'mirror' },
        app: { maintenance: { short: true } },
      },
    },
  })
})

it('refuses a text that is no cursor, and the cursor of another space', async () => {
  const gateway = await startTestGateway({ spaces: ['', 'labs'] })
  const stream = await openEventStream(gateway.url, allChanges)
  await gateway.addApp({ slug: 'notes' })
  const { id } = await stream.nextEvent()
  const cursors = ['nonsense', `${String(id)}x`.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))]
  for (const after of cursors) {
    const result = await firstResult(gateway, `subscription { appChanged(after: "${after}") { slug } }`)
    expect(result).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] })
  }
  const query = `subscription { appChanged(space: "labs", after: "${String(id)}") { slug } }`
  const message = expect.stringMatching(/cursor is one of another subscription/)
  expect(await firstResult(gateway, query)).toMatchObject({ errors: [{ message }] })
})

describe('pendingChanged', () => {
  const pendingChanges = `subscription {
    pendingChanged { kind slug versionNumber version { state } app { slug } }
  }`

  it('tells a master token of submissions, approvals and rejections', async () => {
    const gateway = await startTestGateway()
    await gateway.operations.createEditor('Slow', false)
    await gateway.addApp({ slug: 'notes', editor: 'Slow' })
    const stream = await openEventStream(gateway.url, pendingChanges, { token: gateway.master })
    const token = await gateway.token({ editor: 'Slow', app: 'notes' })
    for (const [version, mutation] of [
      ['1.0.0', 'approvePendingVersion'],
      ['1.0.1', 'rejectPendingVersion'],
    ] as const) {
      const isApproved = mutation === 'approvePendingVersion'
      await gateway.publish({ slug: 'notes', version, manifest: { editor: 'Slow' }, token })
      const common = { slug: 'notes', versionNumber: version, app: { slug: 'notes' } }
      expect((await stream.nextEvent()).result).toEqual({
        data: { pendingChanged: { ...common, kind: 'SUBMITTED', version: { state: 'PENDING' } } },
      })
      const query = `mutation { ${mutation}(input: { app: "notes", version: "${version}" }) { __typename } }`
      await dataOf(gateway, query, { token: gateway.master })
      expect((await stream.nextEvent()).result).toEqual({
        data: {
          pendingChanged: {
            ...common,
            kind: isApproved ? 'APPROVED' : 'REJECTED',
            version: isApproved ? { state: 'PUBLISHED' } : null,
          },
        },
      })
    }
  })

  it('needs a master token, and ends when the token is revoked', async () => {
    const gateway = await startTestGateway()
    for (const token of [undefined, await gateway.token()]) {
      const stream = await openEventStream(gateway.url, pendingChanges, token === undefined ? {} : { token })
      expect((await stream.nextEvent()).result).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHORIZED' } }] })
    }
    await gateway.addApp({ slug: 'notes' })
    const stream = await openEventStream(gateway.url, pendingChanges, { token: gateway.master })
    const { token: other } = await gateway.operations.createToken({ editor: 'Acme', kind: 'MASTER' })
    const revocation = 'mutation { revokeTokens(input: { editor: "Acme", kind: MASTER }) { __typename } }'
    await dataOf(gateway, revocation, { token: other })
    expect((await stream.nextEvent()).result).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHORIZED' } }] })
    expect(await stream.next()).toMatchObject({ event: 'complete' })
  })
})

it('refuses more subscriptions than an address may have, and counts those that have ended no more', async () => {
  const { limits } = (await loadConfig({ argvFlags: {}, env: {}, cwd: '/', home: undefined })).config
  const gateway = await startTestGateway({
    limits: { ...limits, subscriptions: { ...limits.subscriptions, perAddress: 1 } },
  })
  const stream = await openEventStream(gateway.url, allChanges)
  const refused = openEventStream(gateway.url, allChanges)
  await expect(refused).rejects.toThrow(/429[^]*limits\.subscriptions\.per_address/)
  stream.close()
  await vi.waitFor(() => openEventStream(gateway.url, allChanges), { timeout: 10_000 })
})

it('does not count the subscription of a client that accepts no event streams', async () => {
  const { limits } = (await loadConfig({ argvFlags: {}, env: {}, cwd: '/', home: undefined })).config
  const gateway = await startTestGateway({
    limits: { ...limits, subscriptions: { ...limits.subscriptions, perAddress: 1 } },
  })
  for (let i = 0; i < 3; i++) {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' }
    const body = JSON.stringify({ query: allChanges })
    const { status } = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })
    expect(status).toBe(406)
  }
  await openEventStream(gateway.url, allChanges)
})

it('ends the subscription of a client that reads nothing, and continues it behind the last event that was read', async () => {
  const { limits } = (await loadConfig({ argvFlags: {}, env: {}, cwd: '/', home: undefined })).config
  const subscriptions = { ...limits.subscriptions, perAddress: 1, buffer: 2 }
  const gateway = await startTestGateway({ limits: { ...limits, subscriptions } })
  await gateway.addApp({ slug: 'notes' })
  const manifests = Array.from({ length: 10 }, (_, i) => `m${String(i)}: manifest`).join(' ')
  const query = `subscription { appChanged(kinds: [PUBLISHED]) { versionNumber version { ${manifests} } } }`
  const socket = await pausedSubscription(gateway.url, query)
  // The slot of the subscription is free when it has ended, although the client is still connected.
  let published = 0
  const isFull = () =>
    openEventStream(gateway.url, publications).then(
      ({ close }) => close(),
      () => true,
    )
  while (published < 40 && (await isFull())) {
    const manifest = { comment: randomBytes(120_000).toString('hex') }
    const { status, text } = await gateway.publish({ slug: 'notes', version: `1.0.${String(published++)}`, manifest })
    expect([status, text]).toEqual([201, expect.anything()])
  }
  let text = ''
  socket
    .setEncoding('utf8')
    .on('data', (chunk: string) => (text += chunk))
    .resume()
  await vi.waitFor(() => expect(text).toContain('event: complete'), 30_000)
  expect(text).toContain('CLIENT_TOO_SLOW')
  const read = [...text.matchAll(/"versionNumber":"1\.0\.(\d+)"/g)].map(([, number]) => Number(number))
  expect(read).toEqual(read.map((_, i) => i))
  expect(read.length).toBeLessThan(published)
  const lastEventId = [...text.matchAll(/^id: (.+)\n(?=event: next)/gm)].at(-1)?.[1]
  const resumed = await vi.waitFor(() => openEventStream(gateway.url, publications, { lastEventId }), 10_000)
  expect(versionOf(await resumed.nextEvent())).toBe(`1.0.${String(read.length)}`)
})

it('limits the cost of the fields of an event', async () => {
  const gateway = await startTestGateway()
  const versions = 'versions(first: 200) { nodes { app { versions(first: 200) { nodes { version } } } } }'
  const query = `subscription { appChanged { app { ${versions} } } }`
  await expect(openEventStream(gateway.url, query)).rejects.toThrow(/400[^]*limits\.graphql\.cost/)
  const cheaper = query.replaceAll('200', '60')
  await expect(openEventStream(gateway.url, cheaper)).rejects.toThrow(/400[^]*2000 are[^]*limits\.subscriptions\.cost/)
  await openEventStream(gateway.url, query.replaceAll('200', '10'))
})

// Subscribes by a socket that is paused after the beginning of the answer.
async function pausedSubscription(url: string, query: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  const path = `/graphql?query=${encodeURIComponent(query)}`
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAccept: text/event-stream\r\n\r\n`)
  await once(socket, 'data')
  socket.pause()
  return socket
}

async function publish(gateway: TestGateway, ...versions: string[]): Promise<void> {
  for (const version of versions) expect((await gateway.publish({ slug: 'notes', version })).status).toBe(201)
}

function versionOf({ result }: { result: JsonObject }): Json | undefined {
  return change.parse(result).data.appChanged.versionNumber
}

const change = z.object({ data: z.object({ appChanged: z.looseObject({ versionNumber: z.string().nullable() }) }) })

// The first result of a subscription.
async function firstResult(gateway: TestGateway, query: string): Promise<JsonObject> {
  const { result } = await (await openEventStream(gateway.url, query)).nextEvent()
  return result
}
