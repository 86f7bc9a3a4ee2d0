import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import getRawBody from 'raw-body'
import { ClientLeftError } from '../registry/errors.js'
import { utf8TextOf } from '../utf8.js'

/**
 * The error for the body of a request that can't be read: it is over the limit, not complete in time, shorter than its
 * `Content-Length`, or no UTF-8.
 */
export class BodyError extends Error {
  override name = 'BodyError'
  readonly reason: 'TOO_LARGE' | 'TOO_SLOW' | 'INCOMPLETE' | 'NOT_UTF8'
  constructor(reason: BodyError['reason'], options?: ErrorOptions) {
    super(`The body of the request can't be read: ${reason}`, options)
    this.reason = reason
  }
}

/**
 * Reads the body of a request as UTF-8 text.
 * @param bounds.limit in bytes
 * @param bounds.timeout in milliseconds
 * @throws BodyError; after TOO_LARGE and TOO_SLOW, the rest of the body is not read, so the connection must be closed
 * @throws ClientLeftError
 */
export async function readText(
  request: IncomingMessage,
  { limit, timeout }: { limit: number; timeout: number },
): Promise<string> {
  const done = new AbortController()
  const timedOut = sleep(timeout, undefined, { signal: done.signal, ref: false }).then(() => {
    throw new BodyError('TOO_SLOW')
  })
  const length = request.headers['content-length'] ?? null
  try {
    const bytes = await Promise.race([getRawBody(request, { limit, length }), timedOut])
    const text = utf8TextOf(bytes)
    if (text === undefined) throw new BodyError('NOT_UTF8')
    return text
  } catch (error) {
    if (error instanceof BodyError) throw error
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') {
      throw new BodyError('TOO_LARGE', { cause: error })
    }
    if (request.destroyed && !request.complete) throw new ClientLeftError()
    throw new BodyError('INCOMPLETE', { cause: error })
  } finally {
    done.abort()
  }
}
