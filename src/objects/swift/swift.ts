import { Readable } from 'node:stream'
import { discard } from '../../http-client.js'
import { MeasuredBody } from '../measured-body.js'
import { checkContainer, checkLength, checkKey, checkPrefix, isTooLong, whyTooLong } from '../names.js'
import { checkStored } from '../remote/check-stored.js'
import { infoOf, openObjectOf, rangeHeaders } from '../remote/object-answers.js'
import type { ByteRange, ObjectInfo, Objects, OpenObject, PutOptions } from '../objects.js'
import type { SwiftSettings } from './authenticate.js'
import { dropContainer, ensureContainer, pagesOf } from './containers.js'
import { SwiftSession } from './session.js'

/**
 * Opens an account of OpenStack Swift as `Objects`. Containers and objects keep their names. The etag is Swift's: the MD5 of
 * the content.
 * @param signal aborts the opening
 * @throws UnreachableError RefusedError
 */
export async function openSwiftObjects(settings: SwiftSettings, signal?: AbortSignal): Promise<Objects> {
  const session = new SwiftSession(settings)
  const stop = (): void => void session.close()
  signal?.addEventListener('abort', stop)
  const objects = new SwiftObjects(session)
  try {
    await objects.ping()
  } catch (error) {
    await session.close()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
  return objects
}

class SwiftObjects implements Objects {
  readonly #session: SwiftSession
  readonly #ensuring = new Map<string, Promise<void>>()

  constructor(session: SwiftSession) {
    this.#session = session
  }

  async put(container: string, key: string, body: Readable, options: PutOptions): Promise<void> {
    // Without a listener, a body that fails before it is read would end the process. Reading it reports the same error.
    body.on('error', () => undefined)
    try {
      checkKey(container, key)
      checkLength(container, key, key)
      // The body can be sent only once. So a request without a body is sent first: if the token is refused, that request renews it.
      await this.#ensure(container)
      const bytes = new MeasuredBody(body, options.size, 'md5')
      const headers = {
        // Without this header, Swift guesses the type from the name.
        'content-type': options.contentType || 'application/octet-stream',
        ...(options.size !== undefined && { 'content-length': String(options.size) }),
      }
      const sending = this.#session.send({ method: 'PUT', container, key, headers, body: Readable.from(bytes) })
      const answer = await bytes.outcomeOf(sending)
      await discard(answer.body)
      await checkStored({
        name: `"${key}" in container "${container}"`,
        tag: answer.headers.etag,
        digest: bytes.digest(),
        read: () => this.#session.send({ method: 'GET', container, key, expected: [404] }),
        remove: () => this.remove(container, key),
      })
    } finally {
      body.destroy()
    }
  }

  async whyUnstorable(container: string, key: string): Promise<string | undefined> {
    checkKey(container, key)
    return whyTooLong(key)
  }

  async open(container: string, key: string, range?: ByteRange): Promise<OpenObject | undefined> {
    checkKey(container, key)
    if (isTooLong(key)) return undefined
    const headers = rangeHeaders(range)
    return openObjectOf(
      await this.#session.send({ method: 'GET', container, key, headers, expected: [404, 416] }),
      range,
    )
  }

  async stat(container: string, key: string): Promise<ObjectInfo | undefined> {
    checkKey(container, key)
    if (isTooLong(key)) return undefined
    const answer = await this.#session.send({ method: 'HEAD', container, key, expected: [404] })
    await discard(answer.body)
    return answer.status === 404 ? undefined : infoOf(answer)
  }

  async remove(container: string, key: string): Promise<void> {
    checkKey(container, key)
    if (!isTooLong(key)) await this.#session.statusOf({ method: 'DELETE', container, key, expected: [404] })
  }

  async *list(container: string, prefix = ''): AsyncGenerator<string> {
    checkPrefix(container, prefix)
    for await (const names of pagesOf(this.#session, container, prefix)) yield* names
  }

  async ensure(container: string): Promise<void> {
    checkContainer(container)
    await this.#ensure(container)
  }

  async drop(container: string): Promise<void> {
    checkContainer(container)
    await dropContainer(this.#session, container)
  }

  async ping(): Promise<void> {
    await this.#session.statusOf({ method: 'HEAD' })
  }

  async close(): Promise<void> {
    await this.#session.close()
  }

  /**
   * Creates a container unless it exists. Concurrent callers share one creation, because a request to the container before
   * the end of the creation would make Swift cache that the container is missing.
   */
  #ensure(container: string): Promise<void> {
    const running = this.#ensuring.get(container)
    if (running) return running
    const ensuring = ensureContainer(this.#session, container).finally(() => this.#ensuring.delete(container))
    this.#ensuring.set(container, ensuring)
    return ensuring
  }
}
