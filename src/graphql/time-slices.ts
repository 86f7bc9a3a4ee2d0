import { setImmediate as nextTurn } from 'node:timers/promises'
import { RegistryError } from '../registry/errors.js'

// Milliseconds of work in one turn of the event loop.
const slice = 10
// Node accepts one connection in each turn of the event loop. Several turns between slices let clients connect while many requests
// wait.
const turnsBetween = 8
// The most bytes of all waiting requests, and the bytes of one request without its body.
const mostWaitingBytes = 64 * 1024 * 1024
const requestBytes = 32 * 1024

/** The waiting work of one operation. */
export interface WaitingWork {
  /** Does one piece of the work. */
  doNext: () => void
  /** Whether another piece can be done now. */
  readonly isReady: boolean
}

/**
 * Shares the event loop between requests. Work runs at once until the time slice is over; later work waits for another turn of
 * the loop. Slices alternate between new requests and waiting operations, and operations take turns (round robin).
 */
export class TimeSlices {
  readonly #waiting = new Set<WaitingWork>()
  readonly #arrivals: (() => void)[] = []
  #waitingBytes = 0
  #sliceStart = -Infinity
  #isRunning = false

  /**
   * Waits until a request may be handled: many requests in one turn would block the event loop.
   * @param bodyBytes the memory that the request holds while it waits
   * @throws RegistryError BUSY when the waiting requests hold too much memory
   */
  async admit(bodyBytes = 0): Promise<void> {
    const mustWait = this.#arrivals.length > 0 || (this.#isRunning && this.isOver)
    this.#start()
    if (!mustWait) return
    const bytes = requestBytes + bodyBytes
    if (this.#waitingBytes + bytes > mostWaitingBytes) throw busy()
    this.#waitingBytes += bytes
    await new Promise<void>((resolve) => this.#arrivals.push(resolve))
    this.#waitingBytes -= bytes
  }

  /** Whether the slice is over, so that work has to wait. */
  get isOver(): boolean {
    return performance.now() - this.#sliceStart > slice
  }

  /** Schedules the work of an operation. Call when it has new work, or is ready again. */
  schedule(work: WaitingWork): void {
    this.#waiting.add(work)
    this.#start()
  }

  #start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    if (this.isOver) this.#sliceStart = performance.now()
    void this.#run()
  }

  async #run(): Promise<void> {
    do {
      await this.#admitArrivals()
      await this.#beginTurn()
      await this.#runSlice()
    } while (this.#waiting.size > 0 || this.#arrivals.length > 0)
    this.#isRunning = false
  }

  async #admitArrivals(): Promise<void> {
    const end = performance.now() + slice
    while (this.#arrivals.length > 0 && performance.now() < end) {
      // Parsing a request may take long, so other events are handled before each request.
      await this.#beginTurn()
      this.#arrivals.shift()?.()
    }
  }

  async #beginTurn(): Promise<void> {
    for (let turns = 0; turns < turnsBetween; turns++) await nextTurn()
    this.#sliceStart = performance.now()
  }

  async #runSlice(): Promise<void> {
    for (const work of this.#waiting) {
      if (this.isOver) return
      this.#waiting.delete(work)
      work.doNext()
      if (work.isReady) this.#waiting.add(work)
      // Promise continuations of the work belong to the same slice.
      await Promise.resolve()
    }
  }
}

function busy(): RegistryError {
  return new RegistryError('BUSY', 'Too many requests wait to be answered: try again in a moment', { retryAfter: 1 })
}
