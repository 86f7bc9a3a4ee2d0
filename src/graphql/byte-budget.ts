import { busy } from './time-slices.js'

/** Memory that requests share while each of them needs a part of it. */
export class ByteBudget {
  readonly #limit: number
  #used = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * Does work that holds so many bytes until it is done.
   * @throws RegistryError BUSY when the others hold too much
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
