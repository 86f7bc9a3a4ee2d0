import type { Readable } from 'node:stream'
import { bodyError, TooLargeError } from './error.js'

/**
 * Passes bytes on until there are too many.
 * @param announced how many there will be, if somebody said so: more than allowed fails before the first is read
 * @throws TooLargeError
 */
export async function* limited(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
  announced?: number,
): AsyncGenerator<Buffer> {
  if (announced !== undefined && announced > maxBytes) throw new TooLargeError(maxBytes)
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > maxBytes) throw new TooLargeError(maxBytes)
    yield chunk
  }
}

/**
 * The bytes of an answer, with errors of the connection told as `OutgoingError`.
 * @param signal what ends the request: its reason is what is thrown then
 */
export async function* received(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* body
  } catch (error) {
    signal.throwIfAborted()
    throw bodyError(error)
  }
}

/** Closes the connection of a body that nobody wants to the end; does nothing after the end. */
export function abandonBody(body: Readable): void {
  // Ending it early is reported as an error, which here is none.
  body.on('error', () => undefined).destroy()
}
