import { busy } from './time-slices.js'

/** A bound on the memory that several requests hold together. */
export class ByteBudget {
  readonly #limit: number
  #used = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * Counts these bytes as used while the work runs.
   * @throws RegistryError BUSY when they do not fit beside those of other work
   */
  async during<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.#used > 0 && this.#used + bytes > this.#limit) throw busy()
    this.#used += bytes
    try {
      return await work()
    } finally {
      this.#used -= bytes
    }
  }
}
