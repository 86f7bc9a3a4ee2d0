import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import PQueue from 'p-queue'
import { discard, HttpClient, readText, type HttpAnswer, type HttpTimeouts } from '../../http-client.js'
import { UnreachableError } from './store-errors.js'

/** A request to a store. */
export interface StoreRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Uint8Array | Readable
  /** Whether a POST is idempotent, so that it may be retried. All other methods are idempotent. */
  idempotent?: boolean
}

/** Timeouts, and the limit of concurrent requests. */
export interface StoreLimits extends HttpTimeouts {
  /**
   * The maximum number of sent requests whose answer has not begun. Further requests are queued for at most `headers`
   * milliseconds. Slow readers of answers don't block other requests.
   *
   * A busy server accepts a few hundred connections (the backlog of its socket), and fails the rest. A server usually answers
   * within milliseconds, so more requests at once would not be faster.
   */
  maxUnanswered: number
}

const defaultLimits: StoreLimits = { connect: 5_000, headers: 60_000, body: 30_000, maxUnanswered: 64 }
const retryableStatuses = [429, 500, 502, 503, 504]
const connectionErrors = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE']
/** Milliseconds before the second and third attempt. */
const pauses = [100, 400]

/** An HTTP client for a store, with keep-alive and timeouts. It sends an idempotent request up to three times. */
export class StoreClient {
  readonly #http: HttpClient
  readonly #queue: PQueue
  readonly #limits: StoreLimits

  constructor(limits = defaultLimits) {
    this.#limits = limits
    this.#queue = new PQueue({ concurrency: limits.maxUnanswered })
    this.#http = new HttpClient(limits)
  }

  /**
   * Sends a request. If its body is a stream, the stream is read as fast as the server accepts it. If the stream fails, the
   * server gets no complete request.
   * @param url an absolute URL, or a function that returns one for each attempt
   * @throws UnreachableError
   */
  async send(url: string | (() => Promise<string>), request: StoreRequest): Promise<HttpAnswer> {
    const idempotent = (request.idempotent ?? request.method !== 'POST') && !(request.body instanceof Readable)
    for (let attempt = 0; ; attempt++) {
      const wait = idempotent ? pauses[attempt] : undefined
      const target = new URL(typeof url === 'string' ? url : await url())
      try {
        const answer = await this.#enqueue(() => this.#http.send(target, request))
        if (wait === undefined || !retryableStatuses.includes(answer.status)) return answer
        await discard(answer.body)
      } catch (error) {
        if (wait === undefined || !isConnectionError(error)) throw new UnreachableError(target.origin, error)
      }
      await pause(wait * (1 + Math.random()))
    }
  }

  /** Queues a request. Fails if the request waits in the queue for longer than an answer may take. */
  #enqueue(send: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
    const { headers, maxUnanswered } = this.#limits
    const deadline = performance.now() + headers
    return this.#queue.add(() => {
      if (performance.now() > deadline) throw new Error(`it did not answer ${maxUnanswered} earlier requests in time`)
      return send()
    })
  }

  /** Closes all connections; running requests fail. */
  async close(): Promise<void> {
    this.#http.close()
  }
}

/** Maximum bytes of an answer that is not an object. A list of 1 000 names of maximum length has about 4 MB. */
const maxAnswerBytes = 16 * 1024 * 1024

/**
 * The text of an answer.
 * @param address the address of the store, for the error
 * @throws UnreachableError
 */
export async function textOf({ body }: HttpAnswer, address: string): Promise<string> {
  try {
    return await readText(body, maxAnswerBytes)
  } catch (error) {
    throw new UnreachableError(address, error)
  }
}

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && connectionErrors.includes(String(error.code))
}
