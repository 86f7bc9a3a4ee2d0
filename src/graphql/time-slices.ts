// Milliseconds of work between two looks at what else has come.
const slice = 10

/** The work of one operation that waits; the last is done first. */
export type WaitingWork = (() => void)[]

/**
 * Shares the event loop: work goes on at once while its slice lasts, and waits for the next turn of the loop then. Operations
 * that wait take turns.
 */
export class TimeSlices {
  readonly #waiting = new Set<WaitingWork>()
  #sliceStart = 0
  #isTurnAsked = false

  /** Call when a request begins, which is in a turn of its own. */
  begin(): void {
    if (this.#waiting.size === 0) this.#sliceStart = performance.now()
  }

  /** Whether work has to wait for its turn. */
  get isOver(): boolean {
    return performance.now() - this.#sliceStart > slice
  }

  /** Work of an operation has been added to what waits. */
  ask(work: WaitingWork): void {
    this.#waiting.add(work)
    if (this.#isTurnAsked) return
    this.#isTurnAsked = true
    setImmediate(() => {
      this.#isTurnAsked = false
      this.#sliceStart = performance.now()
      this.#run()
    })
  }

  // What the work itself goes on to do runs when this has returned.
  #run(): void {
    while (this.#waiting.size > 0) {
      for (const work of this.#waiting) {
        this.#waiting.delete(work)
        work.pop()?.()
        if (work.length > 0) this.ask(work)
        if (this.isOver) return
      }
    }
  }
}
