/** One mutex for each name: work on the same name runs one after another, in the order of the calls. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>()

  /** As `run`, but holds the mutexes of several names. */
  runAll<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    // Mutexes are always taken in the same order, which rules out deadlocks.
    const ordered = [...new Set(names)].sort()
    return ordered.reduceRight((inner, name) => () => this.run(name, inner), work)()
  }

  /** Runs `work` when all earlier work on `name` has ended, whether it succeeded or not. Returns the result of `work`. */
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
