import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Middleware, ParameterizedContext } from 'koa'
import { LRUCache } from 'lru-cache'
import { answerOf, etagOf, sendAnswer, type Answer } from '../http-semantics/answer.js'
import { etagMatches } from '../http-semantics/conditional.js'

/** The key of a request whose answer may be cached, and the conditions for the validity of the cached answer. */
export interface CacheKey {
  /** All parts of the request that the answer depends on. */
  key: string
  /** Returns the revision of the data that the answer depends on. Each change of the data changes this number. */
  revision: () => number
  /** For data without a revision: the milliseconds for which the answer is cached. */
  lifetime?: number
  /** Whether the answer may be a stream. Then no other request waits for it. */
  mayStream?: boolean
}

/** Makes the key of a request; `undefined` if its answer must not be cached. */
export type CacheKeyOf = (request: IncomingMessage) => CacheKey | undefined

/** What the routes tell the cache about their answers. */
export interface CacheState {
  /** Whether the answer in the Koa context may be cached. */
  cacheable?: boolean
  /** The answer to cache, if it is not in the Koa context. */
  answer?: Answer
}

/** Answers a request; resolves when the answer is complete. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

interface CachedAnswer {
  answer: Answer
  revision: number
  /** Milliseconds since 1970. */
  expiresAt: number
}

const maxCacheBytes = 64 * 1024 * 1024
// Estimated bytes of an entry besides its body and its key, for headers and bookkeeping.
const overhead = 2048

/**
 * Caches finished answers in front of Koa. Each route decides whether its answers may be cached (`ctx.state.cacheable`). An
 * answer is valid for one revision of the data. Concurrent requests with the same key share the answer to the first of them
 * (single flight).
 */
export class AnswerCache {
  readonly #keyOf: CacheKeyOf
  readonly #cache = new LRUCache<string, CachedAnswer>({
    maxSize: maxCacheBytes,
    // A character takes up to two bytes.
    sizeCalculation: ({ answer }, key) => answer.body.length + 2 * key.length + overhead,
  })
  /** The answers that are being made, by revision and key. The promise of an answer that can't be shared resolves with `undefined`. */
  readonly #pendingAnswers = new Map<string, Promise<Answer | undefined>>()
  /** By the request whose answer is being made: the function that resolves its promise in `#pendingAnswers`. */
  readonly #resolvers = new WeakMap<IncomingMessage, (answer: Answer | undefined) => void>()
  /** Counts requests: answered from the cache (`hit`), missing in the cache (`miss`), and not cacheable (`pass`). */
  readonly counts = { hit: 0, miss: 0, pass: 0 }

  constructor(keyOf: CacheKeyOf) {
    this.#keyOf = keyOf
  }

  /** Creates the listener in front of Koa's `handle`. Koa must use `middleware`. */
  listener(handle: Handler): RequestListener {
    return (request, response) => {
      const cacheKey = isCacheableRequest(request) ? this.#keyOf(request) : undefined
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
      // The id contains the revision. Thus this request shares an answer only if the answer has all earlier changes.
      const id = `${String(revision)} ${cacheKey.key}`
      const pending = cacheKey.mayStream ? undefined : this.#pendingAnswers.get(id)
      if (!pending) this.#compute(id, cacheKey, revision, () => handle(request, response), request)
      else void pending.then((answer) => (answer ? sendAnswer(answer, request, response) : handle(request, response)))
    }
  }

  /** Runs around the routes. Passes a finished answer to the cache. Then sends a 304 if the client already has this answer. */
  readonly middleware: Middleware<CacheState> = async (ctx, next) => {
    await next()
    const { cacheable, answer = cacheable ? answerOf(ctx) : undefined } = ctx.state
    this.#resolvers.get(ctx.req)?.(answer)
    revalidateAnswer(ctx)
  }

  #find(key: string, revision: number): Answer | undefined {
    const cached = this.#cache.get(key)
    return cached?.revision === revision && cached.expiresAt > Date.now() ? cached.answer : undefined
  }

  #compute(id: string, cacheKey: CacheKey, revision: number, run: () => Promise<void>, request: IncomingMessage): void {
    const pending = new Promise<Answer | undefined>((resolve) => {
      this.#resolvers.set(request, resolve)
      // The promise must resolve in all cases. Otherwise, another request would wait for ever.
      void run().finally(() => {
        resolve(undefined)
      })
    })
    if (!cacheKey.mayStream) this.#pendingAnswers.set(id, pending)
    void pending.then((answer) => {
      this.#pendingAnswers.delete(id)
      // The answer may lack changes that were made in the meantime.
      if (!answer || cacheKey.revision() !== revision) return
      const expiresAt = cacheKey.lifetime === undefined ? Infinity : Date.now() + cacheKey.lifetime
      this.#cache.set(cacheKey.key, { answer, revision, expiresAt })
    })
  }
}

// If a request has one of these headers, its answer is not cached: credentials, a range, or a condition other than
// `If-None-Match`.
const uncacheableHeaders = [
  ...['authorization', 'cookie', 'range', 'if-range'],
  ...['if-match', 'if-modified-since', 'if-unmodified-since'],
]

function isCacheableRequest({ headers }: IncomingMessage): boolean {
  return uncacheableHeaders.every((name) => headers[name] === undefined)
}

function revalidateAnswer(ctx: ParameterizedContext): void {
  const etag = etagOf(ctx)
  const isRead = ctx.method === 'GET' || ctx.method === 'HEAD'
  if (!isRead || ctx.status !== 200 || etag === undefined || !etagMatches(ctx.get('If-None-Match'), etag)) return
  ctx.body = null
  ctx.status = 304
  ctx.remove('Content-Encoding')
}
