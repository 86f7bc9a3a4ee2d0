import { reasonOf, meansDiskFull } from '../../http-client.js'

/** The store can't be reached, or it closed the connection early. A retry may succeed. */
export class UnreachableError extends Error {
  override name = 'UnreachableError'

  /** @param address scheme, host and port */
  constructor(address: string, cause: unknown) {
    super(`${address} does not answer: ${reasonOf(cause)}`, { cause })
  }
}

/** The store refused a request, or sent an unexpected response. */
export class RefusedError extends Error {
  override name = 'RefusedError'
  /** Status of the HTTP answer. */
  readonly status: number
  /** The operating system's code for a full disk, if the store is full. */
  readonly code: 'ENOSPC' | undefined

  /**
   * @param request describes the request in the message
   * @param reason the reason that the store gives; may be empty
   */
  constructor(address: string, request: string, status: number, reason: string) {
    super(`${address} refused ${request}: ${[String(status), reason].filter(Boolean).join(' ')}`)
    this.status = status
    this.code = meansDiskFull(status, reason) ? 'ENOSPC' : undefined
  }
}

/** The answer to a log-in names no endpoint of the store, several endpoints, or an invalid one. A retry would not succeed. */
export class StorageEndpointError extends Error {
  override name = 'StorageEndpointError'
  readonly isFinal = true
}
