import { Agent, get, type ClientRequest } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { isJsonObject, parseJson } from '../../src/json.js'
import { startExampleServer, type ExampleServer } from '../../src/quickstart/example-server.js'
import { packArchive, sha256 } from '../support/archives.js'
import { send } from '../support/http.js'
import type { Topology } from './topology.js'

/** The size of a storm. */
export interface StormSize {
  subscribers: number
  publications: number
}

/** What the subscribers got. `missing`, `doubled` and `disordered` must be 0. */
export interface StormResult {
  /** Events that all subscribers got together, the connections that they opened, and those that a gateway refused. */
  events: number
  connections: number
  refusals: number
  /** Events that a subscriber did not get, got again, or got before an event of an older publication of the same application. */
  missing: number
  doubled: number
  disordered: number
}

const editor = 'Acme'
const slugs = Array.from({ length: 10 }, (_, i) => `storm-${String(i)}`)
const query = 'subscription { appChanged(kinds: [PUBLISHED]) { slug versionNumber } }'
// The waits are in milliseconds.
const shortestConnection = 1_000
// Milliseconds for each subscriber. So the number of new connections in a second does not grow with the number of subscribers.
const connectionPerSubscriber = 20
const reconnectPause = 100
const patience = 60_000

/**
 * Publishes versions through all gateways in turn, while subscribers connect to random gateways, and disconnect at random. In the
 * middle, one gateway restarts.
 */
export async function runStorm(topology: Topology, size: StormSize): Promise<StormResult> {
  const [first = ''] = topology.gateways
  await topology.command('add-editor', editor, '--auto-publication=true')
  const headers = { Authorization: `Token ${(await topology.command('gen-token', editor, '--master')).trim()}` }
  const archives = await startExampleServer()
  for (const slug of slugs) {
    const body = { slug, type: 'webapp', editor }
    await send(first, '/registry', { method: 'POST', headers, body })
  }
  const subscribers = Array.from(
    { length: size.subscribers },
    () => new Subscriber(topology.gateways, size.subscribers),
  )
  await Promise.all(subscribers.map((subscriber) => subscriber.opened))
  let restart: Promise<unknown> = Promise.resolve()
  for (let i = 0; i < size.publications; i++) {
    const gateways = topology.gateways.map((_, n) => topology.gateways[(i + n) % topology.gateways.length] ?? '')
    await publish(gateways, headers, archives, slugs[i % slugs.length] ?? '', `1.0.${String(i)}`)
    if (i === Math.floor(size.publications / 2)) restart = topology.restart(0)
  }
  await restart
  const end = performance.now() + patience
  while (subscribers.some(({ distinct }) => distinct < size.publications) && performance.now() < end) await pause(100)
  for (const subscriber of subscribers) subscriber.stop()
  await archives.close()
  const sum = (count: (subscriber: Subscriber) => number) => subscribers.reduce((total, each) => total + count(each), 0)
  return {
    events: sum(({ events }) => events),
    connections: sum(({ connections }) => connections),
    refusals: sum(({ refusals }) => refusals),
    missing: sum(({ distinct }) => size.publications - distinct),
    doubled: sum(({ events, distinct }) => events - distinct),
    disordered: sum(({ disordered }) => disordered),
  }
}

async function publish(
  gateways: string[],
  headers: Record<string, string>,
  archives: ExampleServer,
  slug: string,
  version: string,
): Promise<void> {
  const manifest = JSON.stringify({ name: slug, slug, version, editor, type: 'webapp' })
  const bytes = await packArchive([{ name: 'manifest.webapp', content: manifest }], { gzip: true })
  const sum = sha256(bytes)
  const url = archives.serve({ name: `${slug}-${version}.tar.gz`, bytes, sha256: sum })
  const request = { method: 'POST', headers, body: { version, url, sha256: sum } }
  for (;;) {
    for (const gateway of gateways) {
      const answer = await send(gateway, `/registry/${slug}`, request).catch(() => undefined)
      // If the connection broke off after the publication, the version exists.
      if (answer?.status === 201 || answer?.status === 409) return
    }
    await pause(reconnectPause)
  }
}

/** A client that subscribes again after each interruption, behind the last event that it has read. */
class Subscriber {
  readonly #gateways: readonly string[]
  readonly #connectionTime: number
  readonly #seen = new Set<string>()
  readonly #newest = new Map<string, number>()
  readonly #agent = new Agent({ maxSockets: 1 })
  readonly opened: Promise<void>
  #open: () => void = () => undefined
  #lastEventId: string | undefined
  #request: ClientRequest | undefined
  #isStopped = false
  events = 0
  connections = 0
  refusals = 0
  disordered = 0

  constructor(gateways: readonly string[], subscribers: number) {
    this.#gateways = gateways
    this.#connectionTime = shortestConnection + connectionPerSubscriber * subscribers
    this.opened = new Promise((resolve) => (this.#open = resolve))
    void this.#run()
  }

  get distinct(): number {
    return this.#seen.size
  }

  stop(): void {
    this.#isStopped = true
    this.#request?.destroy()
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      await this.#readUntilEnd().catch(() => undefined)
      await pause(reconnectPause)
    }
    this.#agent.destroy()
  }

  #readUntilEnd(): Promise<void> {
    this.connections++
    const gateway = this.#gateways[Math.floor(Math.random() * this.#gateways.length)] ?? ''
    const id = this.#lastEventId
    const headers = { Accept: 'text/event-stream', ...(id !== undefined && { 'Last-Event-ID': id }) }
    return new Promise((resolve, reject) => {
      const request = get(`${gateway}/graphql?query=${encodeURIComponent(query)}`, { headers, agent: this.#agent })
      this.#request = request
      const timer = setTimeout(() => request.destroy(), (0.2 + Math.random()) * this.#connectionTime)
      request.once('close', () => {
        clearTimeout(timer)
        resolve()
      })
      request.once('error', reject)
      request.once('response', (response) => {
        // A gateway with too many waiting requests, for example after its restart, refuses some.
        if (response.statusCode !== 200) {
          this.refusals++
          request.destroy()
          return
        }
        let text = ''
        response.setEncoding('utf8').on('error', reject)
        response.on('data', (chunk: string) => {
          const blocks = (text + chunk).split('\n\n')
          text = blocks.pop() ?? ''
          for (const block of blocks) this.#receive(block)
        })
      })
    })
  }

  #receive(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.replace(/:.*/, ''), line.replace(/^[^:]*: ?/, '')]))
    const data = parseJson(fields.get('event') === 'next' ? (fields.get('data') ?? '') : 'null')
    if (data !== null) this.#count(data)
    this.#lastEventId = fields.get('id') ?? this.#lastEventId
    if (this.#lastEventId !== undefined) this.#open()
  }

  #count(result: unknown): void {
    const data = isJsonObject(result) && isJsonObject(result.data) ? result.data.appChanged : undefined
    if (!isJsonObject(data) || typeof data.versionNumber !== 'string' || typeof data.slug !== 'string')
      throw new Error(`A subscriber got ${JSON.stringify(result)}`)
    const number = Number(data.versionNumber.split('.')[2])
    if (number < (this.#newest.get(data.slug) ?? -1)) this.disordered++
    this.#newest.set(data.slug, number)
    this.#seen.add(data.versionNumber)
    this.events++
  }
}
