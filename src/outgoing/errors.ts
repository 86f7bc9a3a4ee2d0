/** The limits that can end a request: of its steps (`StepTimeouts`), of its whole time, and of its redirects. */
export type OutgoingLimit = 'connect' | 'headers' | 'idle' | 'timeout' | 'redirects'

/**
 * A request that failed. The message is for untrusted users, and reveals nothing about the registry's network. A forbidden
 * address and an address that does not answer have the same message. The details are in `cause`.
 */
export class OutgoingError extends Error {
  override name = 'OutgoingError'
  /** Whether the same request may succeed a little later. */
  readonly retryable: boolean
  /** The limit that ended the request, if it was one. */
  readonly limit: OutgoingLimit | undefined
  constructor(message: string, retryable: boolean, cause?: unknown, limit?: OutgoingLimit) {
    super(message, { cause })
    this.retryable = retryable
    this.limit = limit
  }
}

/** A body with more bytes than allowed, according to its `Content-Length`, or found while reading. */
export class TooLargeError extends Error {
  override name = 'TooLargeError'
  constructor(maxBytes: number) {
    super(`More than ${maxBytes} bytes`)
  }
}

/** An address that the guard does not allow. For the log only: untrusted users see an `OutgoingError`. */
export class ForbiddenAddressError extends Error {
  override name = 'ForbiddenAddressError'
  constructor(host: string, addresses: readonly string[]) {
    super(
      `Connections to ${host} (${addresses.join(', ')}) are not allowed: see publish.trusted_networks, or for remote doctypes safe_http.trusted_private_networks`,
    )
  }
}

/** A proxy can't be used, or it refuses a request. For the log only: untrusted users see an `OutgoingError`. */
export class ProxyError extends Error {
  override name = 'ProxyError'
  /** Whether the same request may succeed a little later. For example, the proxy may fail to reach the server for a moment. */
  readonly retryable: boolean
  constructor(proxy: string, problem: string, retryable: boolean, cause?: unknown) {
    super(`The proxy ${proxy} ${problem}`, { cause })
    this.retryable = retryable
  }
}

/** The error for a proxy that refused a request. */
export function proxyRefusal(proxy: string, request: string, status: number): ProxyError {
  return new ProxyError(proxy, `answered ${request} with status ${status}`, status >= 500 || status === 429)
}

/** The error for a failed connection to a proxy, or for the proxy's invalid certificate. The target server is not the cause. */
export function proxyFailure(proxy: string, cause: unknown): Error {
  if (cause instanceof OutgoingError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ProxyError(proxy, `can't be used: ${reason}`, true, cause)
}

/** The message for a server that can't be reached, or whose address is not allowed. */
export const unreachable = 'the server could not be reached, or this registry may not connect to it'
const tooSlow = 'the server took too long to answer'
const connectionLost = 'the connection was lost before the end'
const badCertificate = 'the certificate of the server is not valid'

// Matches the codes of OpenSSL for failed X.509 verification.
const certificateCode = /CERT|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH/

/** The error for a request that exceeded a timeout. */
export function timeoutError(limit: OutgoingLimit): OutgoingError {
  return new OutgoingError(tooSlow, true, undefined, limit)
}

/** The error for a request with more redirects than are followed. */
export function tooManyRedirects(max: number): OutgoingError {
  return new OutgoingError(`too many redirects: ${max} are followed at most`, false, undefined, 'redirects')
}

/** Converts an error that occurred before the headers of the answer to an error for users. */
export function requestError(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error
  const code = codeOf(error)
  if (certificateCode.test(code)) return new OutgoingError(badCertificate, false, error)
  // Users must not be able to distinguish an unknown name from a forbidden address. So neither error is retryable.
  const isFinal =
    error instanceof ForbiddenAddressError || code === 'ENOTFOUND' || (error instanceof ProxyError && !error.retryable)
  return new OutgoingError(unreachable, !isFinal, error)
}

/** Converts an error that occurred while the body of the answer was read to an error for users. */
export function bodyError(error: unknown): OutgoingError {
  return error instanceof OutgoingError ? error : new OutgoingError(connectionLost, true, error)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
