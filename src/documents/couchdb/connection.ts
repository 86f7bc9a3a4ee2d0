import { setTimeout as sleep } from 'node:timers/promises'
import nano from 'nano'
import { Agent } from 'undici'
import type { z } from 'zod'
import type { JsonObject } from '../../json.js'
import { DatabaseMissingError } from '../documents.js'
import { CouchError, couchErrorOf } from './error.js'

/** Where a CouchDB is, and as whom to talk to it. A user and password inside `url` are not used. */
export interface CouchSettings {
  url: string
  user?: string
  /** Without one, nobody is named. */
  password?: string
}

/** One HTTP request. */
export interface CouchRequest {
  /** Default: `get`. */
  method?: 'get' | 'post' | 'put' | 'delete'
  database?: string
  /** What follows the database, its parts encoded. */
  path?: string
  parameters?: Record<string, string | number | boolean>
  body?: JsonObject
}

const timeouts = { headersTimeout: 15_000, bodyTimeout: 15_000, connect: { timeout: 5_000 } }
const retryPauses = [50, 250]
const retriedStatuses = new Set([429, 500, 502, 503, 504])

/** HTTP to one CouchDB over connections that are kept alive. Answers are checked, failures are told as `CouchError`. */
export class CouchConnection {
  /** The server's URL, without credentials. */
  readonly address: string
  readonly #agent = new Agent(timeouts)
  readonly #server: nano.ServerScope

  constructor({ url, user = '', password }: CouchSettings) {
    const address = new URL(url)
    address.username = ''
    address.password = ''
    this.address = address.href
    const credentials = Buffer.from(`${user}:${password ?? ''}`).toString('base64')
    const configuration: nano.Configuration = {
      url: this.address,
      headers: password ? { Authorization: `Basic ${credentials}` } : {},
    }
    // nano's types ask for the class of an agent where its code takes an agent, and know nothing of `parseUrl`: without
    // it, the last part of a path in `url` would count as a database.
    Object.assign(configuration, { agentOptions: this.#agent, parseUrl: false })
    this.#server = nano(configuration)
  }

  /**
   * Sends a request once: for writes, where nobody knows whether a first attempt that broke off was heard.
   * @param shape what the answer has to look like
   * @throws DatabaseMissingError, CouchError
   */
  async send<T>(request: CouchRequest, shape: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
    const { database: db = '', method = 'get', path = '', parameters: qs = {}, body } = request
    const options = { method, db, path, qs, ...(body && { body }), ...(signal && { signal }) }
    let answer: unknown
    try {
      answer = await this.#server.request(options)
    } catch (error) {
      const failure = couchErrorOf(error, this.address, request)
      throw failure.databaseMissing ? new DatabaseMissingError(db) : failure
    }
    // nano gives an empty text for an answer that broke off.
    const parsed = shape.safeParse(answer)
    if (parsed.success) return parsed.data
    throw new CouchError(this.address, request, { message: 'the answer is cut off, or no answer of CouchDB' })
  }

  /**
   * Sends a request that may be heard twice, and tries again when the server or the way to it fails for a moment.
   * @throws as `send`
   */
  async sendSafely<T>(request: CouchRequest, shape: z.ZodType<T>): Promise<T> {
    for (const pause of retryPauses) {
      try {
        return await this.send(request, shape)
      } catch (error) {
        if (!isPassing(error)) throw error
        await sleep(pause)
      }
    }
    return this.send(request, shape)
  }

  /** Closes all connections; running and later requests fail. */
  close(): Promise<void> {
    return this.#agent.destroy()
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof CouchError) || error.timedOut) return false
  return error.status === undefined || retriedStatuses.has(error.status)
}
