/**
 * A request that failed. The message is for untrusted users: it reveals nothing about the registry's network, and is the same
 * for a forbidden address as for one that does not answer. The details are in `cause`.
 */
export class OutgoingError extends Error {
  override name = 'OutgoingError'
  /** Whether the same request may succeed a little later. */
  readonly retryable: boolean
  constructor(message: string, retryable: boolean, cause?: unknown) {
    super(message, { cause })
    this.retryable = retryable
  }
}

/** A body of more bytes than allowed, announced or found while reading. */
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

/** A proxy that can't be used, or refuses a request. */
export class ProxyError extends Error {
  override name = 'ProxyError'
  /** Whether the same request may succeed a little later, for example when the proxy can't reach the server now. */
  readonly retryable: boolean
  constructor(proxy: string, what: string, retryable: boolean, cause?: unknown) {
    super(`The proxy ${proxy} ${what}`, { cause })
    this.retryable = retryable
  }
}

/** The error for a proxy that refused a request. */
export function proxyRefusal(proxy: string, asked: string, status: number): ProxyError {
  return new ProxyError(proxy, `answered ${asked} with status ${status}`, status >= 500 || status === 429)
}

/** The error for a failed connection to a proxy, or for the proxy's own bad certificate; the target server is not at fault. */
export function proxyFailure(proxy: string, cause: unknown): Error {
  if (cause instanceof OutgoingError) return cause
  const why = cause instanceof Error ? cause.message : String(cause)
  return new ProxyError(proxy, `can't be used: ${why}`, true, cause)
}

/** The message for a server that can't be reached, or whose address is not allowed. */
export const unreachable = 'the server could not be reached, or is none that this registry connects to'
const tooSlow = 'the server took too long to answer'
const lost = 'the connection was lost before the end'
const badCertificate = 'the certificate of the server is not valid'

// Codes of X.509 verification, as OpenSSL names them.
const certificateCode = /CERT|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH/

/** The error for a request that exceeded a timeout. */
export function timeoutError(cause?: unknown): OutgoingError {
  return new OutgoingError(tooSlow, true, cause)
}

/** Maps an error that occurred before the headers of the answer to an error for users. */
export function requestError(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error
  const code = codeOf(error)
  if (certificateCode.test(code)) return new OutgoingError(badCertificate, false, error)
  // Users must not be able to tell an unknown name from a forbidden address, so neither of them is retried.
  const isFinal =
    error instanceof ForbiddenAddressError || code === 'ENOTFOUND' || (error instanceof ProxyError && !error.retryable)
  return new OutgoingError(unreachable, !isFinal, error)
}

/** Maps an error that occurred while the body of the answer was read to an error for users. */
export function bodyError(error: unknown): OutgoingError {
  return error instanceof OutgoingError ? error : new OutgoingError(lost, true, error)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
