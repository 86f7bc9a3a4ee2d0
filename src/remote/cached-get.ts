import CachePolicy from 'http-cache-semantics'
import { LRUCache } from 'lru-cache'
import type { OpenAnswer, Outgoing, RequestBounds } from '../outgoing/client.js'
import type { Headers } from './answer-headers.js'

/** An answer, from the network or the cache. */
export type CachedAnswer = Pick<OpenAnswer, 'status' | 'headers' | 'body' | 'closed'>

/** An answer in the cache. */
interface Entry {
  policy: CachePolicy
  headers: Headers
  body: Buffer
}

/** The dependencies and settings of `CachedGet`. */
export interface CachedGetParts {
  outgoing: Outgoing
  userAgent: string
  /** The maximum of all cached bodies together, in bytes. */
  maxBytes: number
}

const maxEntries = 32

/** Sends GET requests through a private cache in memory (RFC 9111). */
export class CachedGet {
  readonly #parts: CachedGetParts
  readonly #entries: LRUCache<string, Entry>
  // The URLs whose answer is being collected for the cache. Only one answer for each URL is collected at a time.
  readonly #collecting = new Set<string>()

  constructor(parts: CachedGetParts) {
    this.#parts = parts
    const maxSize = parts.maxBytes
    this.#entries = new LRUCache({ max: maxEntries, maxSize, sizeCalculation: ({ body }) => body.length + 1 })
  }

  /** The cached answer, if it is fresh (RFC 9111, 4.2): then no request is needed. */
  fresh(url: string): CachedAnswer | undefined {
    const entry = this.#entries.get(url)
    return entry?.policy.satisfiesWithoutRevalidation(this.#requestFor(url)) ? answerOf(entry) : undefined
  }

  /** @throws OutgoingError, TooLargeError */
  async get(url: string, bounds: RequestBounds): Promise<CachedAnswer> {
    const fresh = this.fresh(url)
    if (fresh) return fresh
    const request = this.#requestFor(url)
    const entry = this.#entries.get(url)
    const headers = headerPairs(entry ? entry.policy.revalidationHeaders(request) : request.headers)
    const answer = await this.#parts.outgoing.open({ method: 'GET', url, headers }, bounds)
    const received = { status: answer.status, headers: headerRecord(answer.headers) }
    if (entry && answer.status === 304) {
      answer.close()
      const { policy } = entry.policy.revalidatedPolicy(request, received)
      const fresh = { policy, headers: updatedHeaders(entry.headers, answer.headers), body: entry.body }
      this.#entries.set(url, fresh)
      return answerOf(fresh)
    }
    this.#entries.delete(url)
    const policy = new CachePolicy(request, received, { shared: false, cacheHeuristic: 0 })
    if (answer.status !== 200 || !policy.storable() || this.#collecting.has(url)) return answer
    this.#collecting.add(url)
    void answer.closed.then(() => this.#collecting.delete(url))
    return { ...answer, body: this.#collect(url, policy, answer) }
  }

  #requestFor(url: string) {
    return { url, method: 'GET', headers: { 'user-agent': this.#parts.userAgent } }
  }

  // Yields the chunks of a body to the client. When the body is complete, stores it in the cache.
  async *#collect(url: string, policy: CachePolicy, { headers, body }: OpenAnswer): AsyncGenerator<Buffer> {
    const chunks: Buffer[] = []
    let [size, fits] = [0, true]
    for await (const chunk of body) {
      size += chunk.length
      fits &&= size < this.#parts.maxBytes
      if (fits) chunks.push(chunk)
      else chunks.length = 0
      yield chunk
    }
    if (fits) this.#entries.set(url, { policy, headers, body: Buffer.concat(chunks) })
  }
}

function answerOf({ policy, headers, body }: Entry): CachedAnswer {
  const age: [string, string] = ['Age', String(Math.floor(policy.age()))]
  return {
    status: 200,
    headers: [...headers.filter(([name]) => name.toLowerCase() !== 'age'), age],
    body: chunksOf(body),
    closed: Promise.resolve(),
  }
}

async function* chunksOf(body: Buffer): AsyncGenerator<Buffer> {
  if (body.length > 0) yield body
}

// A 304 updates the stored headers, except those that describe the body (RFC 9111, 3.2).
function updatedHeaders(stored: Headers, received: Headers): Headers {
  const fresh = received.filter(([name]) => !/^(?:content-|transfer-encoding$|connection$)/i.test(name))
  const names = new Set(fresh.map(([name]) => name.toLowerCase()))
  return [...stored.filter(([name]) => !names.has(name.toLowerCase())), ...fresh]
}

// Headers as Node represents them: names in lower case, and several values of a name joined by commas.
function headerRecord(headers: Headers): Record<string, string> {
  const record = new Map<string, string>()
  for (const [name, value] of headers) {
    const [key, before] = [name.toLowerCase(), record.get(name.toLowerCase())]
    record.set(key, before === undefined ? value : `${before}, ${value}`)
  }
  return Object.fromEntries(record)
}

function headerPairs(record: Readonly<Record<string, string | string[] | undefined>>): [string, string][] {
  return Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
}
