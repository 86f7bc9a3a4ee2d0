import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** The bytes of a body, hashed as they pass; fails when they are not as many as announced. */
export class MeasuredBody implements AsyncIterable<Uint8Array> {
  readonly #body: Readable
  readonly #size: number | undefined
  readonly #hash = createHash('sha256')

  constructor(body: Readable, size: number | undefined) {
    this.#body = body
    this.#size = size
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const chunks: AsyncIterable<Uint8Array | string> = this.#body
    let seen = 0
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      seen += bytes.length
      this.#hash.update(bytes)
      if (this.#size !== undefined && seen > this.#size) break
      yield bytes
    }
    if (this.#size === undefined || seen === this.#size) return
    const found = seen > this.#size ? 'more' : `only ${seen}`
    throw new Error(`The body was announced with ${this.#size} bytes and has ${found}`)
  }

  /** SHA-256 in hexadecimal of all that has passed. To be asked once. */
  sha256(): string {
    return this.#hash.digest('hex')
  }
}
