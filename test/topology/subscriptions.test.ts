import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openEventStream } from '../support/event-stream.js'
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
