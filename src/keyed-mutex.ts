/** One mutex for each name. Calls with the same name run one after another, in their order. */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Like `run`, but holds the mutexes of all `names` while `work` runs. */
  runAll<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    // All callers lock mutexes in the same order. Thus no deadlock is possible.
    const ordered = [...new Set(names)].sort()
    return ordered.reduceRight((inner, name) => () => this.run(name, inner), work)()
  }

  /** Runs `work` after all earlier calls with this name, even after failed ones. Returns the result of `work`. */
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
