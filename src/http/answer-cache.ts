import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Middleware, ParameterizedContext } from 'koa'
import { LRUCache } from 'lru-cache'
import { answerOf, etagOf, sendAnswer, type Answer } from './answer.js'
import { hasBody } from '../http-semantics/has-body.js'
import { etagMatches } from '../http-semantics/conditional.js'

/** The key of a request whose answer may be cached, and how long it is valid. */
export interface CacheKey {
  /** All parts of the request that the answer depends on. */
  key: string
  /** The revision of the data that the answer depends on: another number after each change. */
  revision: () => number
  /** For data without a revision: milliseconds for which an answer is cached. */
  lifetime?: number
}

/** Makes the key of a request; `undefined` when its answer must not be cached. */
export type CacheKeyOf = (request: IncomingMessage) => CacheKey | undefined

/** Answers a request; resolves when the answer is complete. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

interface CachedAnswer {
  answer: Answer
  revision: number
  /** Milliseconds since 1970. */
  expiresAt: number
}

const maxCacheBytes = 64 * 1024 * 1024
// Bytes of an entry besides its body and its key: headers, bookkeeping.
const overhead = 2048

/**
 * Caches finished answers in front of the application. The route decides what may be cached (`ctx.state.cacheable`), and an
 * answer is valid for one revision of the data. Equal requests at the same time share one computation (single flight).
 */
export class AnswerCache {
  readonly #keyOf: CacheKeyOf
  readonly #cache = new LRUCache<string, CachedAnswer>({
    maxSize: maxCacheBytes,
    // A character takes up to two bytes.
    sizeCalculation: ({ answer }, key) => answer.body.length + 2 * key.length + overhead,
  })
  readonly #flights = new Map<string, Promise<Answer | undefined>>()
  readonly #leaders = new WeakMap<IncomingMessage, (answer: Answer | undefined) => void>()
  /** Counts requests: answered from the cache, not in the cache, and not cacheable. */
  readonly counts = { hit: 0, miss: 0, pass: 0 }

  constructor(keyOf: CacheKeyOf) {
    this.#keyOf = keyOf
  }

  /** A listener in front of an application, which must use `middleware`. */
  listener(handle: Handler): RequestListener {
    return (request, response) => {
      const cacheKey = isPublicRead(request) ? this.#keyOf(request) : undefined
      if (!cacheKey) {
        this.counts.pass++
        void handle(request, response)
        return
      }
      const revision = cacheKey.revision()
      const cached = this.#find(cacheKey.key, revision)
      if (cached) {
        this.counts.hit++
        sendAnswer(cached, request, response)
        return
      }
      this.counts.miss++
      // A computation that started at this revision sees all changes that were made before this request.
      const id = `${String(revision)} ${cacheKey.key}`
      const flight = this.#flights.get(id)
      if (!flight) this.#lead(id, cacheKey, revision, () => handle(request, response), request)
      else void flight.then((answer) => (answer ? sendAnswer(answer, request, response) : handle(request, response)))
    }
  }

  /** The outermost middleware: passes finished answers to the cache, and makes them a 304 when the client has them. */
  readonly middleware: Middleware = async (ctx, next) => {
    await next()
    const cacheable: unknown = ctx.state.cacheable
    this.#leaders.get(ctx.req)?.(cacheable === true ? answerOf(ctx) : undefined)
    revalidateAnswer(ctx)
  }

  #find(key: string, revision: number): Answer | undefined {
    const cached = this.#cache.get(key)
    return cached?.revision === revision && cached.expiresAt > Date.now() ? cached.answer : undefined
  }

  #lead(id: string, cacheKey: CacheKey, revision: number, run: () => Promise<void>, request: IncomingMessage): void {
    const flight = new Promise<Answer | undefined>((resolve) => {
      this.#leaders.set(request, resolve)
      // Resolves in all cases, so that no other request waits for ever.
      void run().finally(() => {
        resolve(undefined)
      })
    })
    this.#flights.set(id, flight)
    void flight.then((answer) => {
      this.#flights.delete(id)
      // The answer may lack changes that were made in the meantime.
      if (!answer || cacheKey.revision() !== revision) return
      const expiresAt = cacheKey.lifetime === undefined ? Infinity : Date.now() + cacheKey.lifetime
      this.#cache.set(cacheKey.key, { answer, revision, expiresAt })
    })
  }
}

// Requests with credentials, a body, or conditions other than `If-None-Match` are not cached.
const uncacheableHeaders = [
  ...['authorization', 'cookie', 'range', 'if-range'],
  ...['if-match', 'if-modified-since', 'if-unmodified-since'],
]

function isPublicRead(request: IncomingMessage): boolean {
  const { method, headers } = request
  if ((method !== 'GET' && method !== 'HEAD') || hasBody(request)) return false
  return uncacheableHeaders.every((name) => headers[name] === undefined)
}

function revalidateAnswer(ctx: ParameterizedContext): void {
  const etag = etagOf(ctx)
  const reads = ctx.method === 'GET' || ctx.method === 'HEAD'
  if (!reads || ctx.status !== 200 || etag === undefined || !etagMatches(ctx.get('If-None-Match'), etag)) return
  ctx.body = null
  ctx.status = 304
  ctx.remove('Content-Encoding')
}
