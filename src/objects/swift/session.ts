import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { StoreClient, type StoreAnswer, type StoreRequest } from '../store-client.js'
import { RefusedError } from '../store-errors.js'
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
  async send(request: SwiftRequest): Promise<StoreAnswer> {
    const access = await this.logIn()
    const answer = await this.#sendWith(access, request)
    if (answer.status !== 401) return this.#checked(access, request, answer)
    if (this.#access === access) this.#forget()
    if (request.body instanceof Readable) return this.#checked(access, request, answer)
    await answer.body.dump()
    const renewed = await this.logIn()
    return this.#checked(renewed, request, await this.#sendWith(renewed, request))
  }

  /** As `send`, for the text of the answer. */
  async text(request: SwiftRequest): Promise<string> {
    return text((await this.send(request)).body)
  }

  /** As `send`, for the status alone. */
  async status(request: SwiftRequest): Promise<number> {
    const answer = await this.send(request)
    await answer.body.dump()
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

  #sendWith({ token, storageUrl }: Access, request: SwiftRequest): Promise<StoreAnswer> {
    const headers = { ...request.headers, 'x-auth-token': token }
    return this.#client.send(storageUrl + pathOf(request), { ...request, headers })
  }

  async #checked({ storageUrl }: Access, request: SwiftRequest, answer: StoreAnswer): Promise<StoreAnswer> {
    const { status, body } = answer
    if ((status >= 200 && status < 300) || request.expected?.includes(status)) return answer
    const { origin } = new URL(storageUrl)
    const what = [request.container, request.key].filter(Boolean).join('/')
    throw new RefusedError(origin, `${request.method} ${what || 'account'}`, status, (await text(body)).slice(0, 200))
  }
}

function pathOf({ container, key, query }: SwiftRequest): string {
  const path = container === undefined ? '' : `/${encodePath(key === undefined ? container : `${container}/${key}`)}`
  return query === undefined ? path : `${path}?${query}`
}

/** A name with all its characters escaped but the slashes. */
export function encodePath(name: string): string {
  return encodeURIComponent(name).replaceAll('%2F', '/')
}
