/** Lets work on the same name run one after another, in the order it came; work on different names is not held up. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>()

  /** As `run`, for work on several names at once. */
  runAll<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    // In one order for all, so that nobody waits for somebody who waits for him.
    const ordered = [...new Set(names)].sort()
    return ordered.reduceRight((inner, name) => () => this.run(name, inner), work)()
  }

  /** Runs `work` when all earlier work on `name` has ended, well or badly. Gives what it gives. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve()
    const turn = before.then(work, work)
    this.#last.set(name, turn)
    try {
      return await turn
    } finally {
      if (this.#last.get(name) === turn) this.#last.delete(name)
    }
  }
}
