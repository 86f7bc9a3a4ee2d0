import { setImmediate as nextTurn } from 'node:timers/promises'
import { RegistryError } from '../registry/errors.js'

// The length of a slice: the work in one turn of the event loop.
const sliceMilliseconds = 10
// Node accepts one connection in each turn of the event loop. Several turns between slices let clients connect, even while many
// requests wait.
const turnsBetweenSlices = 8
// The limit of memory of all waiting requests, in bytes.
const maxWaitingBytes = 64 * 1024 * 1024
// The estimated memory of one waiting request without its body, in bytes.
const requestBytes = 32 * 1024

/** The waiting work of one operation. */
export interface WaitingWork {
  /** Does one piece of the work. */
  doNext: () => void
  /** Whether another piece can be done now. */
  readonly isReady: boolean
}

/**
 * Shares the event loop between requests. Work runs at once until the time slice is over. Later work waits for another turn of
 * the loop. Slices alternate between new requests and waiting operations. The operations take turns (round robin).
 */
export class TimeSlices {
  readonly #waiting = new Set<WaitingWork>()
  readonly #arrivals: (() => void)[] = []
  #waitingBytes = 0
  #sliceStart = -Infinity
  #isRunning = false

  /**
   * Waits until a request may be handled. Handling many requests in one turn would block the event loop.
   * @param bodyBytes the memory that the request holds while it waits
   * @throws RegistryError BUSY if the waiting requests hold too much memory
   */
  async admit(bodyBytes = 0): Promise<void> {
    const mustWait = this.#arrivals.length > 0 || (this.#isRunning && this.isOver)
    this.#start()
    if (!mustWait) return
    const bytes = requestBytes + bodyBytes
    if (this.#waitingBytes + bytes > maxWaitingBytes) throw busy()
    this.#waitingBytes += bytes
    await new Promise<void>((resolve) => this.#arrivals.push(resolve))
    this.#waitingBytes -= bytes
  }

  /** Whether the current slice is over. If so, more work has to wait for another slice. */
  get isOver(): boolean {
    return performance.now() - this.#sliceStart > sliceMilliseconds
  }

  /** Schedules the work of an operation. Call this method if the operation has new work, or is ready again. */
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
      await this.#beginSlice()
      await this.#runSlice()
    } while (this.#waiting.size > 0 || this.#arrivals.length > 0)
    this.#isRunning = false
  }

  async #admitArrivals(): Promise<void> {
    const end = performance.now() + sliceMilliseconds
    while (this.#arrivals.length > 0 && performance.now() < end) {
      // Parsing a request may take long. Other events are handled before each request.
      await this.#beginSlice()
      this.#arrivals.shift()?.()
    }
  }

  async #beginSlice(): Promise<void> {
    for (let turns = 0; turns < turnsBetweenSlices; turns++) await nextTurn()
    this.#sliceStart = performance.now()
  }

  async #runSlice(): Promise<void> {
    for (const work of this.#waiting) {
      if (this.isOver) return
      this.#waiting.delete(work)
      work.doNext()
      if (work.isReady) this.#waiting.add(work)
      // Runs the promise continuations of the work. Thus their time belongs to the same slice.
      await Promise.resolve()
    }
  }
}

function busy(): RegistryError {
  return new RegistryError('BUSY', 'Too many requests wait to be answered: try again in a moment', { retryAfter: 1 })
}
