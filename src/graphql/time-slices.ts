import { setImmediate as nextTurn } from 'node:timers/promises'

// Milliseconds of work between two turns of the event loop.
const slice = 10

/** The work of one operation that waits; the last is done first. */
export type WaitingWork = (() => void)[]

/**
 * Shares the event loop: work goes on at once while the slice of this turn lasts, and waits for the next turn of the loop
 * then. Operations that wait take turns, and one request begins in each turn.
 */
export class TimeSlices {
  readonly #waiting = new Set<WaitingWork>()
  readonly #arrivals: (() => void)[] = []
  #sliceStart = -Infinity
  #isTurnAsked = false

  /** Call before a request is parsed. Many that come at once would hold everything else up together. */
  async begin(): Promise<void> {
    const isBusy = this.#arrivals.length > 0 || (this.#isTurnAsked && this.isOver)
    this.#askTurn()
    if (isBusy) await new Promise<void>((resolve) => this.#arrivals.push(resolve))
  }

  /** Whether work has to wait for its turn. */
  get isOver(): boolean {
    return performance.now() - this.#sliceStart > slice
  }

  /** Work of an operation has been added to what waits. */
  ask(work: WaitingWork): void {
    this.#waiting.add(work)
    this.#askTurn()
  }

  #askTurn(): void {
    if (this.#isTurnAsked) return
    this.#isTurnAsked = true
    if (this.isOver) this.#sliceStart = performance.now()
    void this.#takeTurns()
  }

  async #takeTurns(): Promise<void> {
    do {
      await nextTurn()
      this.#sliceStart = performance.now()
      this.#arrivals.shift()?.()
      await this.#runSlice()
    } while (this.#waiting.size > 0 || this.#arrivals.length > 0)
    this.#isTurnAsked = false
  }

  async #runSlice(): Promise<void> {
    for (const work of this.#waiting) {
      if (this.isOver) return
      this.#waiting.delete(work)
      work.pop()?.()
      if (work.length > 0) this.#waiting.add(work)
      // Promise continuations of the work belong to the same slice.
      await Promise.resolve()
    }
  }
}
