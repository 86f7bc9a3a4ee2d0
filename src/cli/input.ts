import type { Readable } from 'node:stream'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const maxLineBytes = 64 * 1024

/**
 * Reads the standard input. A run of the program has only one `Input`: it keeps the bytes after an answer for the next question.
 */
export class Input {
  readonly #stream: Readable
  #chunks: AsyncIterator<unknown, unknown> | undefined
  #bytes: Buffer = Buffer.alloc(0)
  #isAfterReturn = false
  #isUnread = true

  constructor(stream: Readable) {
    this.#stream = stream
  }

  /** Whether no byte has been read yet. */
  get isUnread(): boolean {
    return this.#isUnread
  }

  /** The next byte; `undefined` at the end of the input. */
  async byte(): Promise<number | undefined> {
    const byte = await this.#nextByte()
    const isSecondOfCrLf = this.#isAfterReturn && byte === lineFeed
    this.#isAfterReturn = false
    return isSecondOfCrLf ? this.#nextByte() : byte
  }

  /** Skips the next byte if it is a line feed. To be called after an answer that ended with a carriage return. */
  skipLineFeed(): void {
    this.#isAfterReturn = true
  }

  /** The next line without its line ending (LF, CR LF, or the end of the input). At the end of the input: `undefined`. */
  async line(): Promise<Buffer | undefined> {
    const bytes: number[] = []
    let byte = await this.byte()
    if (byte === undefined) return undefined
    for (; byte !== undefined && byte !== lineFeed; byte = await this.byte()) {
      if (bytes.length === maxLineBytes) throw new Error(`The answer is longer than ${maxLineBytes} bytes`)
      bytes.push(byte)
    }
    return Buffer.from(bytes.at(-1) === carriageReturn ? bytes.slice(0, -1) : bytes)
  }

  /** The rest of the input, at most `limit` bytes. */
  async rest(limit: number): Promise<Buffer> {
    const bytes: number[] = []
    while (bytes.length < limit) {
      const byte = await this.byte()
      if (byte === undefined) break
      bytes.push(byte)
    }
    return Buffer.from(bytes)
  }

  async #nextByte(): Promise<number | undefined> {
    // The input is opened at the first question, so a command without questions does not read it.
    this.#chunks ??= this.#stream[Symbol.asyncIterator]()
    while (this.#bytes.length === 0) {
      const { done, value } = await this.#chunks.next()
      if (done) return undefined
      this.#bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value))
    }
    this.#isUnread = false
    const byte = this.#bytes[0]
    this.#bytes = this.#bytes.subarray(1)
    return byte
  }
}
