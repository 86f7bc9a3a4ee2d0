import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { Agent, type Dispatcher } from 'undici'
import { UnreachableError } from './store-errors.js'

/** A request to a store. */
export interface StoreRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Uint8Array | Readable
  /** For a POST: that sending it twice does what sending it once does. Other methods are so by definition. */
  repeatable?: boolean
}

/** The answer to a request, whatever its status. Its body must be read, dumped or destroyed. */
export type StoreAnswer = Pick<Dispatcher.ResponseData, 'headers' | 'body'> & { status: number }

/** Milliseconds without a sign of the other side after which a request has failed. */
export interface StoreTimeouts {
  connect: number
  headers: number
  body: number
}

const defaultTimeouts: StoreTimeouts = { connect: 5_000, headers: 60_000, body: 30_000 }
const passing = [429, 500, 502, 503, 504]
const brokenLines = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']
/** Milliseconds before the second and third attempt. */
const pauses = [100, 400]

/** HTTP to the servers of a store: connections are kept, silence is bounded, and what can be sent again is sent up to three times. */
export class StoreClient {
  readonly #agent: Agent

  constructor(timeouts = defaultTimeouts) {
    this.#agent = new Agent({
      connect: { timeout: timeouts.connect },
      headersTimeout: timeouts.headers,
      bodyTimeout: timeouts.body,
    })
  }

  /**
   * Sends a request. A body that is a stream is read as fast as the server takes it; when it fails, the server gets no complete
   * request.
   * @param url absolute, or made for each attempt
   * @throws UnreachableError
   */
  async send(url: string | (() => Promise<string>), request: StoreRequest): Promise<StoreAnswer> {
    const repeatable = (request.repeatable ?? request.method !== 'POST') && !(request.body instanceof Readable)
    for (let attempt = 0; ; attempt++) {
      const wait = repeatable ? pauses[attempt] : undefined
      const target = new URL(typeof url === 'string' ? url : await url())
      try {
        const answer = await this.#sendOnce(target, request)
        if (wait === undefined || !passing.includes(answer.status)) return answer
        await answer.body.dump()
      } catch (error) {
        if (wait === undefined || !isBrokenLine(error)) throw new UnreachableError(target.origin, error)
      }
      await pause(wait * (1 + Math.random()))
    }
  }

  async #sendOnce(url: URL, { method, headers, body }: StoreRequest): Promise<StoreAnswer> {
    const answer = await this.#agent.request({
      ...{ origin: url.origin, path: url.pathname + url.search, method },
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
    })
    // Whoever reads the body meets its failure; one that is let go unread must not end the process.
    answer.body.on('error', () => undefined)
    return { status: answer.statusCode, headers: answer.headers, body: answer.body }
  }

  /** Ends all connections, and what runs on them. */
  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}

function isBrokenLine(error: unknown): boolean {
  return error instanceof Error && 'code' in error && brokenLines.includes(String(error.code))
}
