import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { HttpClient, redirectOrigin, readText } from '../../http-client.js'
import { jsonOf, type JsonObject } from '../../json.js'
import { DatabaseMissingError } from '../documents.js'
import { CouchError, failureOf } from './error.js'

/** The URL of a CouchDB server, and the credentials for it. A user and password inside `url` are ignored. */
export interface CouchSettings {
  url: string
  user?: string
  /** Without a password no Authorization header is sent. */
  password?: string
}

/** One HTTP request. */
export interface CouchRequest {
  /** Default: `get`. */
  method?: 'get' | 'post' | 'put' | 'delete'
  database?: string
  /** The path after the database, its segments percent-encoded. */
  path?: string
  parameters?: Record<string, string | number | boolean>
  body?: JsonObject
}

/** In milliseconds, see `HttpTimeouts`. */
const timeouts = { connect: 5_000, headers: 15_000, body: 15_000 }
/** Maximum bytes of a response. A longer response could exceed the maximum length of a JavaScript string. */
const maxResponseBytes = 256 * 1024 * 1024
/** Milliseconds before the second and third attempt of an idempotent request. */
const retryPauses = [50, 250]
const retriedStatuses = new Set([429, 500, 502, 503, 504])

/** A response that is not parsed yet. */
interface RawAnswer {
  status: number
  /** The origin of the target, if the response is a redirect. */
  redirectOrigin: string | undefined
  text: string
}

/** An HTTP client for one CouchDB server, with keep-alive. It validates responses, and throws a `CouchError` for a failure. */
export class CouchConnection {
  /** The server's URL, without credentials. */
  readonly address: string
  readonly #http = new HttpClient(timeouts)
  readonly #headers: Record<string, string>

  constructor({ url, user = '', password }: CouchSettings) {
    const address = new URL(url)
    address.username = ''
    address.password = ''
    this.address = address.href
    const credentials = Buffer.from(`${user}:${password ?? ''}`).toString('base64')
    this.#headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(password && { authorization: `Basic ${credentials}` }),
    }
  }

  /**
   * Sends a request once. Writes are not retried: CouchDB may have executed a write even if the connection was lost.
   * @param shape validates the response
   * @throws DatabaseMissingError, CouchError
   */
  async send<T>(request: CouchRequest, shape: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
    const answer = await this.#exchange(request, signal)
    if (answer.status < 200 || answer.status >= 300) {
      const failure = new CouchError(
        this.address,
        request,
        failureOf(answer.status, jsonOf(answer.text), answer.redirectOrigin),
      )
      throw failure.databaseMissing ? new DatabaseMissingError(request.database ?? '') : failure
    }
    const parsed = shape.safeParse(jsonOf(answer.text))
    if (parsed.success) return parsed.data
    const message = `the body of the answer with status ${answer.status} is truncated, or not from CouchDB`
    throw new CouchError(this.address, request, { message })
  }

  /**
   * Sends an idempotent request. If the server or the connection fails, retries up to twice.
   * @throws as `send`
   */
  async sendIdempotent<T>(request: CouchRequest, shape: z.ZodType<T>): Promise<T> {
    for (const pause of retryPauses) {
      try {
        return await this.send(request, shape)
      } catch (error) {
        if (!isRetryable(error)) throw error
        await sleep(pause)
      }
    }
    return this.send(request, shape)
  }

  /** Closes all connections; running and later requests fail. */
  async close(): Promise<void> {
    this.#http.close()
  }

  async #exchange(request: CouchRequest, signal?: AbortSignal): Promise<RawAnswer> {
    const { method = 'get', body } = request
    try {
      const answer = await this.#http.send(this.#urlOf(request), {
        method: method.toUpperCase(),
        headers: this.#headers,
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      })
      return {
        status: answer.status,
        redirectOrigin: redirectOrigin(answer),
        text: await readText(answer.body, maxResponseBytes),
      }
    } catch (error) {
      throw new CouchError(this.address, request, failureOf(undefined, error))
    }
  }

  // The URL of the server may have a path, for example behind a reverse proxy.
  #urlOf({ database, path, parameters }: CouchRequest): URL {
    const parts = [this.address.replace(/\/+$/, ''), database && encodeURIComponent(database), path]
    const url = new URL(parts.filter((part) => part !== undefined && part !== '').join('/'))
    for (const [name, value] of Object.entries(parameters ?? {})) {
      // CouchDB reads `start_key` and `end_key` as JSON, and other parameters as text.
      url.searchParams.set(name, name.endsWith('_key') ? JSON.stringify(value) : String(value))
    }
    return url
  }
}

function isRetryable(error: unknown): boolean {
  if (!(error instanceof CouchError) || error.timedOut) return false
  return error.status === undefined || retriedStatuses.has(error.status)
}
