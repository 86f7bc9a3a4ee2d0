import type { KeyedMutex } from '../../keyed-mutex.js'
import type { EventCursors, FeedCursor } from './cursors.js'
import { withCursors, type DatabaseFeed, type DescribedBatch } from './database-feed.js'
import type { DocumentChange } from './document-change.js'
import { EventStream, type StreamEvent } from './event-stream.js'
import { replaced } from './stream-ended.js'

/** The limits of the event streams of one process. `config/limits.ts` describes these settings (`limits.subscriptions`). */
export interface EventLimits {
  /** How many events may wait for one client. */
  buffer: number
  /** How many changes of a database are replayed after a cursor. */
  replay: number
}

/** The parts that all hubs of a process share. */
export interface SharedHubParts {
  cursors: EventCursors
  limits: EventLimits
  /** Bounds the replays that run at once. */
  replays: KeyedMutex
}

/** The parts of a hub. */
export interface HubParts<Event> extends SharedHubParts {
  /** The name of the stream in cursors. */
  name: string
  feeds: readonly DatabaseFeed[]
  /** Makes the event of a change. `undefined` if the stream does not show it. */
  eventOf: (change: DocumentChange) => Event | undefined
}

interface Subscriber<Event> {
  stream: EventStream<Event & StreamEvent>
  wants: (event: Event) => boolean
}

// The events that are kept for clients that resume on this process.
const maxRecent = 1000
const maxReplays = 4

/** Merges the feeds of several databases into one stream of events, for all subscribers of the process. */
export class EventHub<Event extends object> {
  readonly #parts: HubParts<Event>
  readonly #subscribers = new Set<Subscriber<Event>>()
  #recent: (Event & StreamEvent)[] = []
  #opening: Promise<unknown> | undefined
  #replayCount = 0

  constructor(parts: HubParts<Event>) {
    this.#parts = parts
  }

  /** The cursor behind all events so far. Data that is read after this call has the changes of these events. */
  get cursor(): string {
    const { cursors, name, feeds } = this.#parts
    return cursors.encode(
      name,
      feeds.map((feed) => feed.position),
    )
  }

  /**
   * Subscribes to the events that happen from now on, or after a cursor.
   * @param signal aborts the reading of missed events; then the stream is closed
   * @throws RegistryError INVALID_INPUT for a text that is no cursor; StreamEndedError for a cursor that is too old
   */
  async subscribe(
    wants: (event: Event) => boolean,
    after?: string,
    signal?: AbortSignal,
  ): Promise<EventStream<Event & StreamEvent>> {
    const { feeds, limits, cursors, name } = this.#parts
    const start = after === undefined ? undefined : cursors.decode(name, after, feeds.length)
    await this.#open()
    const end = feeds.map((feed) => feed.position)
    const endCursor = cursors.encode(name, end)
    const subscriber = { wants, stream: new EventStream<Event & StreamEvent>(after ?? endCursor, limits.buffer) }
    this.#subscribers.add(subscriber)
    subscriber.stream.onceClosed(() => this.#subscribers.delete(subscriber))
    try {
      const missed = start ? (this.#recentAfter(after) ?? (await this.#replay(start, end, signal))) : []
      subscriber.stream.start(missed.filter(wants), endCursor)
      return subscriber.stream
    } catch (error) {
      subscriber.stream.close()
      if (signal?.aborted) return subscriber.stream
      throw error
    }
  }

  #open(): Promise<unknown> {
    this.#opening ??= Promise.all(
      this.#parts.feeds.map((feed, i) => feed.addListener((batch) => this.#receive(i, batch))),
    )
    return this.#opening
  }

  #receive(index: number, batch: DescribedBatch | undefined): void {
    if (!batch) {
      this.#recent = []
      for (const { stream } of [...this.#subscribers]) stream.fail(replaced())
      return
    }
    const positions: FeedCursor[] = this.#parts.feeds.map((feed) => feed.position)
    for (const { change, cursor } of withCursors(batch)) {
      const event = this.#eventOf(change, positions.with(index, cursor))
      if (event) this.#send(event)
    }
  }

  #send(event: Event & StreamEvent): void {
    if (this.#recent.push(event) > maxRecent) this.#recent.shift()
    for (const { stream, wants } of [...this.#subscribers]) {
      if (wants(event)) stream.push(event)
      else stream.passBy(event.cursor)
    }
  }

  #recentAfter(cursor: string | undefined): (Event & StreamEvent)[] | undefined {
    const index = this.#recent.findLastIndex((event) => event.cursor === cursor)
    return index === -1 ? undefined : this.#recent.slice(index + 1)
  }

  async #replay(start: FeedCursor[], end: string[], signal: AbortSignal | undefined): Promise<(Event & StreamEvent)[]> {
    const { feeds, limits, replays } = this.#parts
    const turn = String(this.#replayCount++ % maxReplays)
    return replays.run(turn, async () => {
      const events: (Event & StreamEvent)[] = []
      let positions = start
      for (const [i, feed] of feeds.entries()) {
        const endOfFeed = end[i] ?? ''
        const options = { limit: limits.replay, signal }
        for (const { change, cursor } of await feed.replay(positions[i] ?? endOfFeed, endOfFeed, options)) {
          const event = this.#eventOf(change, positions.with(i, cursor))
          if (event) events.push(event)
        }
        positions = positions.with(i, endOfFeed)
      }
      return events
    })
  }

  #eventOf(change: DocumentChange, positions: FeedCursor[]): (Event & StreamEvent) | undefined {
    const event = this.#parts.eventOf(change)
    return event && { ...event, cursor: this.#parts.cursors.encode(this.#parts.name, positions) }
  }
}
