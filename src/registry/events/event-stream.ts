import { tooSlow } from './stream-ended.js'

/** An event, with the cursor behind it. */
export interface StreamEvent {
  cursor: string
}

/** The result of `take` when no event has arrived in time. */
export const idle = Symbol('idle')

/** The events of one subscriber. */
export class EventStream<Event extends StreamEvent = StreamEvent> implements AsyncIterable<Event> {
  readonly #limit: number
  readonly #closeListeners: (() => void)[] = []
  /** Replayed events. They are sent before the live ones. `undefined` while they are being read. */
  #replayed: Event[] | undefined
  #live: Event[] = []
  #isClosed = false
  #failure: Error | undefined
  #cursor: string
  #wake: () => void = () => undefined
  #guard: () => Promise<unknown> = () => Promise.resolve()

  /**
   * @param cursor where the stream starts
   * @param limit how many live events may wait for the client
   */
  constructor(cursor: string, limit: number) {
    this.#cursor = cursor
    this.#limit = limit
  }

  /** The cursor behind the last event that the client got. */
  get cursor(): string {
    return this.#cursor
  }

  /**
   * Starts the stream with events that happened before the live ones.
   * @param end the cursor behind all of them
   */
  start(replayed: Event[], end: string): void {
    if (this.#isClosed) return
    this.#replayed = replayed
    this.passBy(end)
    this.#wake()
  }

  /** Adds a live event. If too many are waiting, the stream fails. */
  push(event: Event): void {
    if (this.#isClosed) return
    this.#live.push(event)
    if (this.#live.length > this.#limit) this.fail(tooSlow(this.#limit))
    else if (this.#replayed) this.#wake()
  }

  /**
   * Moves the cursor of a stream without waiting events. Thus a client that gets few events does not resume from an old position.
   */
  passBy(cursor: string): void {
    if (this.#replayed?.length === 0 && this.#live.length === 0) this.#cursor = cursor
  }

  /** Calls `guard` before each event, and each time that no event has arrived in time. If it rejects, the stream fails. */
  guardWith(guard: () => Promise<unknown>): void {
    this.#guard = guard
  }

  /** Calls `listener` when the stream closes; at once if it is closed. */
  onceClosed(listener: () => void): void {
    if (this.#isClosed) listener()
    else this.#closeListeners.push(listener)
  }

  /** Ends the stream after the events that are waiting. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const listener of this.#closeListeners) listener()
    this.#wake()
  }

  /** Ends the stream at once, with an error. */
  fail(error: Error): void {
    if (this.#isClosed) return
    this.#failure = error
    this.#replayed = []
    this.#live = []
    this.close()
  }

  /**
   * The next event. `undefined` after the last one, and `idle` if none has arrived within `milliseconds`.
   * @throws the error with which the stream has failed
   */
  async take(milliseconds: number): Promise<Event | typeof idle | undefined> {
    if (!this.#hasNews) await this.#waitForNews(milliseconds)
    await this.#guard().catch((error: unknown) => this.fail(asError(error)))
    if (this.#failure) throw this.#failure
    const event = this.#replayed?.shift() ?? (this.#replayed && this.#live.shift())
    if (event) this.#cursor = event.cursor
    return event ?? (this.#isClosed ? undefined : idle)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void> {
    try {
      for (let event = await this.take(maxWait); event; event = await this.take(maxWait))
        if (event !== idle) yield event
    } finally {
      this.close()
    }
  }

  get #hasNews(): boolean {
    return this.#isClosed || (this.#replayed !== undefined && this.#replayed.length + this.#live.length > 0)
  }

  #waitForNews(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.#wake = () => {
        if (!this.#hasNews) return
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

// The longest delay of Node's timers.
const maxWait = 2 ** 31 - 1

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
