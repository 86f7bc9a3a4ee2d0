import { setImmediate as nextTurn } from 'node:timers/promises'
import { RegistryError } from '../registry/errors.js'

// Milliseconds of work until everything else has its turn.
const slice = 10
// Node accepts one connection in each turn of the loop. Others may connect while many requests wait.
const turnsBetween = 8
// What requests that wait may hold together, and what each takes beside its body.
const mostWaitingBytes = 64 * 1024 * 1024
const requestBytes = 32 * 1024

/** The work of one operation that waits. */
export interface WaitingWork {
  /** Does one piece of it. */
  doNext: () => void
  /** Whether another piece can be done now. */
  readonly isReady: boolean
}

/**
 * Shares the event loop between requests. Work goes on at once while the slice of this turn lasts, and waits for the next
 * turn of the loop then. Requests that have just arrived, and operations that wait, have slices in alternation; operations
 * take turns among themselves.
 */
export class TimeSlices {
  readonly #waiting = new Set<WaitingWork>()
  readonly #arrivals: (() => void)[] = []
  #waitingBytes = 0
  #sliceStart = -Infinity
  #isRunning = false

  /**
   * Call before a request is parsed. Many that come at once would hold everything else up together.
   * @param bodyBytes what the request holds while it waits
   * @throws RegistryError BUSY when those that wait hold too much
   */
  async begin(bodyBytes = 0): Promise<void> {
    const mustWait = this.#arrivals.length > 0 || (this.#isRunning && this.isOver)
    this.#start()
    if (!mustWait) return
    const bytes = requestBytes + bodyBytes
    if (this.#waitingBytes + bytes > mostWaitingBytes) throw busy()
    this.#waitingBytes += bytes
    await new Promise<void>((resolve) => this.#arrivals.push(resolve))
    this.#waitingBytes -= bytes
  }

  /** Whether work has to wait for its turn. */
  get isOver(): boolean {
    return performance.now() - this.#sliceStart > slice
  }

  /** Work of an operation has been added to what waits, or is ready again. */
  ask(work: WaitingWork): void {
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
      // Parsing one may take long: all else that has come is looked at in between.
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

/** Refuses a request because many others are being answered. */
export function busy(): RegistryError {
  return new RegistryError('BUSY', 'Too many requests wait to be answered: try again in a moment', { retryAfter: 1 })
}
