import { setImmediate as nextTurn } from 'node:timers/promises'
import { GraphQLError } from 'graphql'

// Milliseconds of work until everything else has its turn.
const slice = 10
// Node accepts one connection in each turn of the loop. Others may connect while many requests wait.
const turnsBetween = 8
// Each may hold a body of some megabytes.
const mostArrivals = 1_000

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
  #sliceStart = -Infinity
  #isRunning = false

  /**
   * Call before a request is parsed. Many that come at once would hold everything else up together.
   * @throws GraphQLError BUSY when too many wait
   */
  async begin(): Promise<void> {
    if (this.#arrivals.length >= mostArrivals) throw busy()
    const mustWait = this.#arrivals.length > 0 || (this.#isRunning && this.isOver)
    this.#start()
    if (mustWait) await new Promise<void>((resolve) => this.#arrivals.push(resolve))
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

function busy(): GraphQLError {
  const http = { status: 503, headers: { 'Retry-After': '1' } }
  const message = 'Too many requests wait to be answered: try again in a moment'
  return new GraphQLError(message, { extensions: { code: 'BUSY', http } })
}
