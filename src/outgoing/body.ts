import type { Readable } from 'node:stream'
import { bodyError, TooLargeError } from './errors.js'

/**
 * Passes bytes on, up to a limit.
 * @param contentLength the value of the header, if known; if it exceeds the limit, nothing is read
 * @throws TooLargeError
 */
export async function* limitBytes(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
  contentLength?: number,
): AsyncGenerator<Buffer> {
  if (contentLength !== undefined && contentLength > maxBytes) throw new TooLargeError(maxBytes)
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > maxBytes) throw new TooLargeError(maxBytes)
    yield chunk
  }
}

/**
 * Reads the body of an answer. Errors of the connection become an `OutgoingError`.
 * @param signal the signal of the request; if it aborts, its reason is thrown
 */
export async function* readBody(body: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* body
  } catch (error) {
    signal.throwIfAborted()
    throw bodyError(error)
  }
}

/** Closes the connection of a body that is not read to its end. After the end, does nothing. */
export function abandonBody(body: Readable): void {
  // Destroying a body early emits an error. It is expected here.
  body.on('error', () => undefined).destroy()
}
