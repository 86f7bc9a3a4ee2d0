import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'graphql-sse'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openEventStream } from '../support/event-stream.js'
import { send } from '../support/http.js'
import { runStorm } from './subscription-storm.js'
import { startTopology, type Topology } from './topology.js'

const minutes = 60_000

async function openTopology(count: number): Promise<Topology> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-subscriptions-'))
  const topology = await startTopology(folder, count)
  onTestFinished(async () => {
    await topology.stop()
    await rm(folder, { recursive: true, force: true })
  }, 2 * minutes)
  return topology
}

// `npm run bench:subscriptions` is the same with 1 000 subscribers.
test(
  'each subscriber gets each event once and in order, while it reconnects and a gateway restarts',
  { timeout: 5 * minutes },
  async () => {
    const result = await runStorm(await openTopology(2), { subscribers: 30, publications: 20 })
    expect(result).toMatchObject({ events: 30 * 20, missing: 0, doubled: 0, disordered: 0 })
  },
)

test(
  'a gateway that stops ends its event streams, and continues them after its restart',
  async () => {
    const topology = await openTopology(1)
    const [url = ''] = topology.gateways
    await topology.command('add-editor', 'Acme', '--auto-publication=true')
    const query = 'subscription { appChanged { slug } }'
    const stream = await openEventStream(url, query)
    await topology.command('add-app', 'notes', '--app-type=webapp', '--app-editor=Acme')
    const { id, result } = await stream.nextEvent()
    expect(result).toEqual({ data: { appChanged: { slug: 'notes' } } })
    const restarting = topology.restart(0)
    const ends = [await stream.next(), await stream.next()]
    expect(ends).toEqual([expect.objectContaining({ event: 'complete' }), undefined])
    expect(await restarting).toBe(0)
    await topology.command('add-app', 'photos', '--app-type=webapp', '--app-editor=Acme')
    const resumed = await openEventStream(url, query, { lastEventId: id })
    expect((await resumed.nextEvent()).result).toEqual({ data: { appChanged: { slug: 'photos' } } })
  },
  2 * minutes,
)

test(
  'the client graphql-sse with one connection continues its subscriptions behind their cursors after a restart',
  async () => {
    const topology = await openTopology(1)
    const [url = ''] = topology.gateways
    await topology.command('add-editor', 'Acme', '--auto-publication=true')
    const read = z.object({ data: z.object({ appChanged: z.object({ slug: z.string(), cursor: z.string() }) }) })
    const client = createClient<true>({ url: `${url}/graphql`, singleConnection: true, retryAttempts: 0 })
    onTestFinished(() => client.dispose())
    const query = 'subscription ($after: String) { appChanged(after: $after) { slug cursor } }'
    const eventCursor = async () => {
      const { text } = await send(url, `/graphql?query=${encodeURIComponent('{ eventCursor }')}`)
      return z.object({ data: z.object({ eventCursor: z.string() }) }).parse(JSON.parse(text)).data.eventCursor
    }
    const start = await eventCursor()
    const subscribe = (after: string) => client.iterate({ query, variables: { after } })
    const streams = [subscribe(start), subscribe(start)]
    await topology.command('add-app', 'notes', '--app-type=webapp', '--app-editor=Acme')
    const cursors = []
    for (const events of streams) {
      const { appChanged } = read.parse((await events.next()).value).data
      expect(appChanged.slug).toBe('notes')
      cursors.push(appChanged.cursor)
    }
    const restarting = topology.restart(0)
    for (const events of streams) expect(await events.next()).toEqual({ done: true, value: undefined })
    expect(await restarting).toBe(0)
    await topology.command('add-app', 'photos', '--app-type=webapp', '--app-editor=Acme')
    for (const events of cursors.map(subscribe)) {
      expect(read.parse((await events.next()).value).data.appChanged.slug).toBe('photos')
    }
  },
  5 * minutes,
)
