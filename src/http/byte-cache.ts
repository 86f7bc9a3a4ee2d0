import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Middleware, ParameterizedContext } from 'koa'
import { LRUCache } from 'lru-cache'
import { answerOf, etagOf, sendAnswer, type Answer } from './answer.js'
import { hasBody } from '../http-semantics/has-body.js'
import { etagMatches } from '../http-semantics/conditional.js'

/** What the cache knows of a request whose answer may be shared. */
export interface CacheKey {
  /** Everything that the answer depends on, but the data: equal keys have equal answers. */
  key: string
  /** Where the data stand that the answer depends on: another number after every change. */
  revision: () => number
  /** For data whose changes nobody notices: how long to keep an answer, in milliseconds. */
  lifetime?: number
}

/** Tells what a request asks for; `undefined` when its answer is not to be shared. */
export type CacheKeyOf = (request: IncomingMessage) => CacheKey | undefined

/** Answers a request; resolves when it has. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

interface Kept {
  answer: Answer
  revision: number
  /** Milliseconds since 1970. */
  until: number
}

const bytesKept = 64 * 1024 * 1024
// Bytes of an entry beside its body and its key: headers, bookkeeping.
const overhead = 2048

/**
 * Keeps finished answers in front of the application, and sends them as they are. It knows no rule: what may be kept says
 * the route (`ctx.state.cacheable`), and an answer is good for one revision of the data. Clients that ask for the same at the
 * same time share one computation.
 */
export class ByteCache {
  readonly #wantedOf: CacheKeyOf
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: bytesKept,
    // A character takes up to two bytes.
    sizeCalculation: ({ answer }, key) => answer.body.length + 2 * key.length + overhead,
  })
  readonly #flights = new Map<string, Promise<Answer | undefined>>()
  readonly #leaders = new WeakMap<IncomingMessage, (answer: Answer | undefined) => void>()
  /** How many requests were answered from the cache, had to be computed, or can't be shared. */
  readonly counts = { hit: 0, miss: 0, pass: 0 }

  constructor(wantedOf: CacheKeyOf) {
    this.#wantedOf = wantedOf
  }

  /** What listens in front of an application that has the `middleware`. */
  listener(handle: Handler): RequestListener {
    return (request, response) => {
      const wanted = isPublicRead(request) ? this.#wantedOf(request) : undefined
      if (!wanted) {
        this.counts.pass++
        void handle(request, response)
        return
      }
      const revision = wanted.revision()
      const kept = this.#keptAt(revision, wanted.key)
      if (kept) {
        this.counts.hit++
        sendAnswer(kept, request, response)
        return
      }
      this.counts.miss++
      // An answer that was begun at this revision holds everything that was written before this request came.
      const id = `${String(revision)} ${wanted.key}`
      const flight = this.#flights.get(id)
      if (!flight) this.#lead(id, wanted, revision, () => handle(request, response), request)
      else void flight.then((answer) => (answer ? sendAnswer(answer, request, response) : handle(request, response)))
    }
  }

  /** The outermost middleware: sees finished answers before they leave, and turns them into 304 for who has them. */
  readonly middleware: Middleware = async (ctx, next) => {
    await next()
    const cacheable: unknown = ctx.state.cacheable
    this.#leaders.get(ctx.req)?.(cacheable === true ? answerOf(ctx) : undefined)
    validate(ctx)
  }

  #keptAt(revision: number, key: string): Answer | undefined {
    const kept = this.#kept.get(key)
    return kept?.revision === revision && kept.until > Date.now() ? kept.answer : undefined
  }

  #lead(id: string, wanted: CacheKey, revision: number, run: () => Promise<void>, request: IncomingMessage): void {
    const flight = new Promise<Answer | undefined>((resolve) => {
      this.#leaders.set(request, resolve)
      // However it ends: nobody may wait for ever.
      void run().finally(() => {
        resolve(undefined)
      })
    })
    this.#flights.set(id, flight)
    void flight.then((answer) => {
      this.#flights.delete(id)
      // The answer may lack changes that were made meanwhile.
      if (!answer || wanted.revision() !== revision) return
      const until = wanted.lifetime === undefined ? Infinity : Date.now() + wanted.lifetime
      this.#kept.set(wanted.key, { answer, revision, until })
    })
  }
}

// Requests with credentials, a body, or conditions other than a tag go to the application.
const personal = [
  ...['authorization', 'cookie', 'range', 'if-range'],
  ...['if-match', 'if-modified-since', 'if-unmodified-since'],
]

function isPublicRead(request: IncomingMessage): boolean {
  const { method, headers } = request
  if ((method !== 'GET' && method !== 'HEAD') || hasBody(request)) return false
  return personal.every((name) => headers[name] === undefined)
}

function validate(ctx: ParameterizedContext): void {
  const etag = etagOf(ctx)
  const reads = ctx.method === 'GET' || ctx.method === 'HEAD'
  if (!reads || ctx.status !== 200 || etag === undefined || !etagMatches(ctx.get('If-None-Match'), etag)) return
  ctx.body = null
  ctx.status = 304
  ctx.remove('Content-Encoding')
}
