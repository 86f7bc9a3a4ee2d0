import PQueue from 'p-queue'
import { RegistryError } from '../errors.js'

const mayWait = 100
const retryAfter = 30

/** Bounds how many publications run at once; some more wait for their turn, since publishing clients don't try again. */
export class PublicationQueue {
  readonly #queue: PQueue

  /** @param concurrency how many run at once */
  constructor(concurrency: number) {
    this.#queue = new PQueue({ concurrency })
  }

  /**
   * Runs a publication when its turn comes.
   * @throws RegistryError BUSY when too many wait already
   */
  async run<T>(publication: () => Promise<T>): Promise<T> {
    if (this.#queue.size >= mayWait) {
      throw new RegistryError('BUSY', 'Too many publications are waiting: try again in a while', { retryAfter })
    }
    return this.#queue.add(publication)
  }

  /** Resolves when everything that was begun has ended. */
  async settled(): Promise<void> {
    await this.#queue.onIdle()
  }
}
