/** One mutex for each name. Calls with the same name run one after another, in their order. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Like `run`, but holds the mutexes of all `names` while `work` runs. */
  runAll<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    // All callers lock mutexes in the same order, so no deadlock is possible.
    const ordered = [...new Set(names)].sort()
    return ordered.reduceRight((inner, name) => () => this.run(name, inner), work)()
  }

  /** Runs `work` after all earlier calls with this name, even after failed ones. Returns the result of `work`. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const previous = this.#last.get(name) ?? Promise.resolve()
    const current = previous.then(work, work)
    this.#last.set(name, current)
    try {
      return await current
    } finally {
      if (this.#last.get(name) === current) this.#last.delete(name)
    }
  }
}
