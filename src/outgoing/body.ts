import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { bodyError, TooLargeError } from './errors.js'

/**
 * Yields the bytes of a body, up to a limit.
 * @param contentLength the value of `Content-Length`, if known; if it exceeds the limit, nothing is read
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

/**
 * Decodes a body with `Content-Encoding: gzip`. Bytes that are not gzip cause the same error as a lost connection.
 * @param signal the signal of the request; if it aborts, its reason is thrown
 */
export async function* decodedBody(chunks: AsyncIterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer> {
  const decoded = createGunzip()
  // `pipeline` forwards an error of `chunks` to `decoded`, where it is caught below.
  pipeline(Readable.from(chunks), decoded, () => undefined)
  try {
    yield* decoded
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof TooLargeError ? error : bodyError(error)
  }
}

/** Closes the connection of a body that was not read to its end. Does nothing after the end of the body. */
export function abandonBody(body: Readable): void {
  // Destroying a body early emits an error. It is expected here.
  body.on('error', () => undefined).destroy()
}
