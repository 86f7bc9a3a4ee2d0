import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

/** A stream of the bytes in chunks of 64 KiB. */
export function streamOf(content: Buffer | string): Readable {
  const bytes = Buffer.from(content)
  const chunk = 64 * 1024
  return Readable.from(
    (function* () {
      for (let start = 0; start < bytes.length; start += chunk) yield bytes.subarray(start, start + chunk)
    })(),
    { objectMode: false },
  )
}

/** A stream that yields `content` and then fails. */
export function failingStream(content: string): Readable {
  return Readable.from(
    (async function* () {
      yield Buffer.from(content)
      await pause(5)
      throw new Error('The line broke')
    })(),
    { objectMode: false },
  )
}

/** Collects the items of an async iterable. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

/** The SHA-256 of the content, in hexadecimal. */
export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex')
}
