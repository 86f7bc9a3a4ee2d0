import { randomUUID } from 'node:crypto'
import { UnsafeKeyError, type Objects } from '../objects/objects.js'
import { redact } from '../redact.js'
import { assetsContainer } from './spaces.js'

/** A file that was read (`undefined` when it is missing), or the reason why it can't be read. */
export type FileRead<T> = { found: T | undefined; unreadable?: undefined } | { found?: undefined; unreadable: string }

// If this many files can't be read, and none could be read before, the store itself counts as broken.
const maxFailures = 100

/**
 * Reads the files of a registry, and continues after a file that can't be read, for example because of its permissions or a
 * damaged sector. One instance serves one run of a command.
 */
export class FileReads {
  readonly #objects: Objects
  #failures = 0
  #hasRead = false

  constructor(objects: Objects) {
    this.#objects = objects
  }

  /**
   * Calls `read`, which reads one object. An object with a name that the store can't have counts as missing.
   * @throws the error of `read` if the store does not answer any more
   * @throws Error if none of the first `maxFailures` files can be read
   */
  async attempt<T>(read: () => Promise<T | undefined>): Promise<FileRead<T>> {
    try {
      const found = await read()
      this.#hasRead ||= found !== undefined
      return { found }
    } catch (error) {
      if (error instanceof UnsafeKeyError) return { found: undefined }
      return { unreadable: await this.reasonOrThrowIfStoreIsDown(error) }
    }
  }

  /**
   * Why an object can't be read.
   * @throws `error` itself if the store does not answer any more
   * @throws Error if none of the first `maxFailures` files can be read
   */
  async reasonOrThrowIfStoreIsDown(error: unknown): Promise<string> {
    // The look-up of an object that does not exist shows whether the store answers.
    await this.#objects.stat(assetsContainer, `check-${randomUUID()}`).catch(() => {
      throw error
    })
    const reason = redact(error instanceof Error ? error.message : String(error))
    if (!this.#hasRead && ++this.#failures >= maxFailures) {
      throw new Error(`None of the first ${String(maxFailures)} files can be read: ${reason}`, { cause: error })
    }
    return reason
  }
}
