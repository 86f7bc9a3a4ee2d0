import { Readable } from 'node:stream'
import type { z } from 'zod'
import { beginningOf, discard, type HttpAnswer } from '../../http-client.js'
import { jsonOf } from '../../json.js'
import { StoreClient, textOf, type StoreRequest } from '../remote/store-client.js'
import { RefusedError } from '../remote/store-errors.js'
import { authenticate, type Access, type SwiftSettings } from './authenticate.js'

/** A request about the account, a container or an object. */
export interface SwiftRequest extends StoreRequest {
  container?: string
  /** Key of an object in the container. */
  key?: string
  /** The query of the URL, percent-encoded. */
  query?: string
  /** Other statuses than 2xx for which `send` returns the answer, instead of throwing a `RefusedError`. */
  expected?: number[]
}

/** A token is renewed this many milliseconds before its expiry, because a request takes time to arrive. */
const expiryMargin = 60_000

/** Sends requests to one account. Renews the token when it expires or is refused. */
export class SwiftSession {
  readonly #client = new StoreClient()
  readonly #settings: SwiftSettings
  /** The running or finished log-in. */
  #logIn: Promise<Access> | undefined
  /** The result of the finished log-in. */
  #access: Access | undefined

  constructor(settings: SwiftSettings) {
    this.#settings = settings
  }

  /**
   * Sends a request. Returns an answer with status 2xx or an expected one. If the token is refused (401), sends the request
   * once more with a new token. A request with a stream as its body is not sent again.
   * @throws RefusedError UnreachableError
   */
  async send(request: SwiftRequest): Promise<HttpAnswer> {
    const access = await this.logIn()
    const answer = await this.#sendWith(access, request)
    if (answer.status !== 401) return this.#requireExpected(access, request, answer)
    if (this.#access === access) this.#forget()
    if (request.body instanceof Readable) return this.#requireExpected(access, request, answer)
    await discard(answer.body)
    const renewed = await this.logIn()
    return this.#requireExpected(renewed, request, await this.#sendWith(renewed, request))
  }

  /**
   * The JSON of an answer.
   * @throws RefusedError UnreachableError
   */
  async parse<T>(request: SwiftRequest, answer: HttpAnswer, shape: z.ZodType<T>): Promise<T> {
    const { origin } = new URL((await this.logIn()).storageUrl)
    const found = shape.safeParse(jsonOf(await textOf(answer, origin)))
    if (!found.success)
      throw new RefusedError(origin, describeRequest(request), answer.status, 'with an unexpected answer')
    return found.data
  }

  /** Like `send`, but returns only the status. */
  async statusOf(request: SwiftRequest): Promise<number> {
    const answer = await this.send(request)
    await discard(answer.body)
    return answer.status
  }

  /** Logs in, unless there is a valid token. Concurrent callers share one log-in. */
  async logIn(): Promise<Access> {
    if (this.#access && this.#access.expiresAt - expiryMargin < Date.now()) this.#forget()
    this.#logIn ??= this.#authenticate()
    return this.#logIn
  }

  /** Frees the connections. */
  close(): Promise<void> {
    return this.#client.close()
  }

  async #authenticate(): Promise<Access> {
    try {
      this.#access = await authenticate(this.#client, this.#settings)
      return this.#access
    } catch (error) {
      this.#forget()
      throw error
    }
  }

  #forget(): void {
    this.#logIn = undefined
    this.#access = undefined
  }

  #sendWith({ token, storageUrl }: Access, request: SwiftRequest): Promise<HttpAnswer> {
    const headers = { ...request.headers, 'x-auth-token': token }
    return this.#client.send(storageUrl + pathOf(request), { ...request, headers })
  }

  async #requireExpected({ storageUrl }: Access, request: SwiftRequest, answer: HttpAnswer): Promise<HttpAnswer> {
    const { status, body } = answer
    if ((status >= 200 && status < 300) || request.expected?.includes(status)) return answer
    const { origin } = new URL(storageUrl)
    throw new RefusedError(
      origin,
      describeRequest(request),
      status,
      textOfHtml(await beginningOf(body, 1_000)).slice(0, 200),
    )
  }
}

/** The request in error messages. */
function describeRequest({ method, container, key }: SwiftRequest): string {
  return `${method} ${[container, key].filter(Boolean).join('/') || 'account'}`
}

/** The text of an HTML page, in one line. */
function textOfHtml(page: string): string {
  return page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function pathOf({ container, key, query }: SwiftRequest): string {
  const path = container === undefined ? '' : `/${encodePath(key === undefined ? container : `${container}/${key}`)}`
  return query === undefined ? path : `${path}?${query}`
}

/** Percent-encodes a name, except for its slashes. */
export function encodePath(name: string): string {
  return encodeURIComponent(name).replaceAll('%2F', '/')
}
