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
  /** Of an object in the container. */
  key?: string
  /** Encoded. */
  query?: string
  /** Statuses beside the good ones that are no refusal. */
  expected?: number[]
}

/** Before it ends, milliseconds in which a token is no longer used: a request takes time to arrive. */
const margin = 60_000

/** Requests to one account, with a token that is renewed when it ends or is refused. */
export class SwiftSession {
  readonly #client = new StoreClient()
  readonly #settings: SwiftSettings
  /** The log-in that runs or is done; what came of it, once it is. */
  #logIn: Promise<Access> | undefined
  #access: Access | undefined

  constructor(settings: SwiftSettings) {
    this.#settings = settings
  }

  /**
   * Sends a request and gives its answer, if it is one of those that are expected. With a token that is refused it is sent
   * again once, unless its body is a stream.
   * @throws RefusedError UnreachableError
   */
  async send(request: SwiftRequest): Promise<HttpAnswer> {
    const access = await this.logIn()
    const answer = await this.#sendWith(access, request)
    if (answer.status !== 401) return this.#checked(access, request, answer)
    if (this.#access === access) this.#forget()
    if (request.body instanceof Readable) return this.#checked(access, request, answer)
    await discard(answer.body)
    const renewed = await this.logIn()
    return this.#checked(renewed, request, await this.#sendWith(renewed, request))
  }

  /**
   * The JSON of an answer.
   * @throws RefusedError UnreachableError
   */
  async parsed<T>(request: SwiftRequest, answer: HttpAnswer, shape: z.ZodType<T>): Promise<T> {
    const { origin } = new URL((await this.logIn()).storageUrl)
    const found = shape.safeParse(jsonOf(await textOf(answer, origin)))
    if (!found.success) throw new RefusedError(origin, nameOf(request), answer.status, 'with an unexpected answer')
    return found.data
  }

  /** As `send`, for the status alone. */
  async status(request: SwiftRequest): Promise<number> {
    const answer = await this.send(request)
    await discard(answer.body)
    return answer.status
  }

  /** Logs in, unless there is a token that is still good; once for all that wait for it. */
  async logIn(): Promise<Access> {
    if (this.#access && this.#access.expiresAt - margin < Date.now()) this.#forget()
    this.#logIn ??= this.#begin()
    return this.#logIn
  }

  /** Frees the connections. */
  close(): Promise<void> {
    return this.#client.close()
  }

  async #begin(): Promise<Access> {
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

  async #checked({ storageUrl }: Access, request: SwiftRequest, answer: HttpAnswer): Promise<HttpAnswer> {
    const { status, body } = answer
    if ((status >= 200 && status < 300) || request.expected?.includes(status)) return answer
    const { origin } = new URL(storageUrl)
    throw new RefusedError(origin, nameOf(request), status, wordsOf(await beginningOf(body, 1_000)).slice(0, 200))
  }
}

/** For people. */
function nameOf({ method, container, key }: SwiftRequest): string {
  return `${method} ${[container, key].filter(Boolean).join('/') || 'account'}`
}

/** The words of a page for browsers, in one line. */
function wordsOf(page: string): string {
  return page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function pathOf({ container, key, query }: SwiftRequest): string {
  const path = container === undefined ? '' : `/${encodePath(key === undefined ? container : `${container}/${key}`)}`
  return query === undefined ? path : `${path}?${query}`
}

/** A name with all its characters escaped but the slashes. */
export function encodePath(name: string): string {
  return encodeURIComponent(name).replaceAll('%2F', '/')
}
