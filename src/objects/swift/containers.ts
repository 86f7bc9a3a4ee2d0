import { setTimeout as pause } from 'node:timers/promises'
import PQueue from 'p-queue'
import { z } from 'zod'
import { discard } from '../../http-client.js'
import { compareBytes } from '../names.js'
import { RefusedError } from '../remote/store-errors.js'
import { encodePath, type SwiftRequest, type SwiftSession } from './session.js'

const pageSize = 1000
const removalsAtOnce = 8
/**
 * Milliseconds to wait before each further attempt to delete a container. Swift's listings are only eventually consistent, so
 * an attempt may miss objects.
 */
const waits = [2_000, 4_000, 8_000, 16_000]

const page = z.array(z.object({ name: z.string() }))
const bulkAnswer = z.object({
  Errors: z.array(z.unknown()),
  'Number Deleted': z.number(),
  'Number Not Found': z.number(),
})

/**
 * The names in a container that begin with `prefix`, in byte order, page by page. A missing container has no names.
 */
export async function* pagesOf(session: SwiftSession, container: string, prefix: string): AsyncGenerator<string[]> {
  for (let marker = '', more = true; more;) {
    const query = new URLSearchParams({ format: 'json', limit: String(pageSize), prefix, marker }).toString()
    const request: SwiftRequest = { method: 'GET', container, query, expected: [404] }
    const answer = await session.send(request)
    const isMissing = answer.status === 404
    if (isMissing) await discard(answer.body)
    const found = isMissing ? [] : await session.parse(request, answer, page)
    const names = found.map(({ name }) => name)
    // A server that ignores `marker` would return the same page for ever.
    if (names[0] !== undefined && compareBytes(names[0], marker) <= 0) {
      throw new Error(`The store lists "${container}" wrongly: a page does not follow the one before`)
    }
    yield names
    marker = names.at(-1) ?? ''
    // A server may return fewer names than `limit`. Only an empty page is the last.
    more = names.length > 0
  }
}

/** Creates a container unless it exists. */
export async function ensureContainer(session: SwiftSession, container: string): Promise<void> {
  const status = await session.statusOf({ method: 'HEAD', container, expected: [404] })
  if (status !== 404) return
  await session.statusOf({ method: 'PUT', container })
  // Swift caches for some seconds that a container is missing. This request refreshes the cache.
  await session.statusOf({ method: 'HEAD', container })
}

/** Removes a container and its objects. */
export async function dropContainer(session: SwiftSession, container: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    for await (const names of pagesOf(session, container, '')) await removeAll(session, container, names)
    const wait = waits[attempt]
    const status = await session.statusOf({
      method: 'DELETE',
      container,
      expected: wait === undefined ? [404] : [404, 409],
    })
    if (status !== 409) return
    await pause(wait)
  }
}

async function removeAll(session: SwiftSession, container: string, keys: string[]): Promise<void> {
  if (keys.length === 0 || (await removeInBulk(session, container, keys))) return
  const queue = new PQueue({ concurrency: removalsAtOnce })
  await queue.addAll(keys.map((key) => () => session.statusOf({ method: 'DELETE', container, key, expected: [404] })))
}

/**
 * Removes objects with one request. A server without bulk delete treats the request as a POST to the account, which changes
 * nothing.
 * @returns whether the server confirms that all objects are gone
 */
async function removeInBulk(session: SwiftSession, container: string, keys: string[]): Promise<boolean> {
  const request: SwiftRequest = {
    method: 'POST',
    query: 'bulk-delete',
    expected: [400, 403, 404, 405, 411, 413, 500, 501, 502, 503],
    idempotent: true,
    headers: { 'content-type': 'text/plain', accept: 'application/json' },
    body: keys.map((key) => encodePath(`${container}/${key}`)).join('\n'),
  }
  const answer = await session.send(request)
  if (answer.status !== 200) {
    await discard(answer.body)
    return false
  }
  try {
    const result = await session.parse(request, answer, bulkAnswer)
    return result.Errors.length === 0 && result['Number Deleted'] + result['Number Not Found'] === keys.length
  } catch (error) {
    if (error instanceof RefusedError) return false
    throw error
  }
}
