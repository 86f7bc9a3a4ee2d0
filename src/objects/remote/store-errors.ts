import { reasonOf, saysNoSpace } from '../../http-client.js'

/** A store that can't be reached, or closed the connection early. Trying again later may help. */
export class UnreachableError extends Error {
  override name = 'UnreachableError'

  /** @param address scheme, host and port */
  constructor(address: string, cause: unknown) {
    super(`${address} does not answer: ${reasonOf(cause)}`, { cause })
  }
}

/** A store that refuses a request, or sends an unexpected answer. */
export class RefusedError extends Error {
  override name = 'RefusedError'
  /** Status of the HTTP answer. */
  readonly status: number
  /** The code of operating systems, when the store is full. */
  readonly code: 'ENOSPC' | undefined

  /**
   * @param request describes the request in the message
   * @param reason the reason that the store gives; may be empty
   */
  constructor(address: string, request: string, status: number, reason: string) {
    super(`${address} refused ${request}: ${[String(status), reason].filter(Boolean).join(' ')}`)
    this.status = status
    this.code = saysNoSpace(status, reason) ? 'ENOSPC' : undefined
  }
}

/** A Keystone catalogue without exactly one store for the settings. Trying again does not help. */
export class AmbiguousStoreError extends Error {
  override name = 'AmbiguousStoreError'
  readonly final = true
}
