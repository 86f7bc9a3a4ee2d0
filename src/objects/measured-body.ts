import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/**
 * Yields the bytes of a body, and hashes them. Fails if the number of bytes differs from the announced size. Yields the last
 * chunk only after the body has ended without a failure, so no store can mistake a failed body for a complete one.
 */
export class MeasuredBody implements AsyncIterable<Uint8Array> {
  readonly #body: Readable
  readonly #size: number | undefined
  readonly #hash
  #failure: unknown

  /** @param algorithm of the hash */
  constructor(body: Readable, size: number | undefined, algorithm: 'sha256' | 'md5') {
    this.#body = body
    this.#size = size
    this.#hash = createHash(algorithm)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#measured()
    } catch (error) {
      this.#failure = error
      throw error
    }
  }

  /** Awaits `sending`. If the body failed, rejects with the error of the body instead of the store's error. */
  async outcomeOf<T>(sending: Promise<T>): Promise<T> {
    try {
      return await sending
    } catch (error) {
      throw this.#failure ?? error
    }
  }

  /** The hash of all bytes that were read, in hexadecimal. May be called only once. */
  digest(): string {
    return this.#hash.digest('hex')
  }

  async *#measured(): AsyncGenerator<Uint8Array> {
    const chunks: AsyncIterable<Uint8Array | string> = this.#body
    let seen = 0
    let previous: Uint8Array | undefined
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      if (bytes.length === 0) continue
      seen += bytes.length
      this.#hash.update(bytes)
      if (this.#size !== undefined && seen > this.#size) break
      if (previous) yield previous
      previous = bytes
    }
    if (this.#size !== undefined && seen !== this.#size) {
      const found = seen > this.#size ? 'more' : `only ${seen}`
      throw new Error(`The body was announced with ${this.#size} bytes and has ${found}`)
    }
    if (previous) yield previous
  }
}
