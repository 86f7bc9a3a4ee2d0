import type { ChangeLog } from './change-log.js'

/** Keeps a cache up to date with a log of changes, when the cache is used. Concurrent callers share one update. */
export class Refresher {
  readonly #log: ChangeLog
  readonly #update: (changed: ReadonlySet<string> | undefined) => Promise<void>
  #position = -1
  #running: Promise<void> | undefined

  /** @param update updates the entries of the slugs `changed`. `undefined` means all entries, as at the first call. */
  constructor(log: ChangeLog, update: (changed: ReadonlySet<string> | undefined) => Promise<void>) {
    this.#log = log
    this.#update = update
  }

  /** Waits until the cache has all changes from before the call. After a failure, the next call tries again. */
  async refresh(): Promise<void> {
    const target = this.#log.position
    while (this.#position < target) {
      this.#running ??= this.#run()
      await this.#running
    }
  }

  async #run(): Promise<void> {
    const { position } = this.#log
    try {
      await this.#update(this.#log.since(this.#position))
      this.#position = position
    } finally {
      this.#running = undefined
    }
  }
}
