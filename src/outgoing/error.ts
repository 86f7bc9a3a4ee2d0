/**
 * A request that failed. The message goes to strangers: it tells nothing about the network that the registry runs in, and
 * the same for an address that is not allowed as for one where nobody answers. What happened is in `cause`.
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

/** An address that the guard does not allow. It stays inside: strangers get an `OutgoingError`. */
export class ForbiddenAddressError extends Error {
  override name = 'ForbiddenAddressError'
  constructor(host: string, addresses: readonly string[]) {
    super(`Connections to ${host} (${addresses.join(', ')}) are not allowed: see publish.trusted_networks`)
  }
}

/** A proxy that can't be used, or does not let a request pass. */
export class ProxyError extends Error {
  override name = 'ProxyError'
  /** Whether it may let it pass a little later, as when it can't reach the server. */
  readonly retryable: boolean
  constructor(proxy: string, what: string, retryable: boolean, cause?: unknown) {
    super(`The proxy ${proxy} ${what}`, { cause })
    this.retryable = retryable
  }
}

/** What a proxy answered instead of what was asked for. */
export function proxyRefusal(proxy: string, asked: string, status: number): ProxyError {
  return new ProxyError(proxy, `answered ${asked} with status ${status}`, status >= 500 || status === 429)
}

/** A failure of the connection to a proxy, its certificate too: it says nothing of the server behind it. */
export function proxyFailure(proxy: string, cause: unknown): Error {
  if (cause instanceof OutgoingError) return cause
  const why = cause instanceof Error ? cause.message : String(cause)
  return new ProxyError(proxy, `can't be used: ${why}`, true, cause)
}

/** What is said of a server that can't be reached, or that may not be. */
export const unreachable = 'the server could not be reached, or is none that this registry connects to'
const tooSlow = 'the server took too long to answer'
const lost = 'the connection was lost before the end'
const badCertificate = 'the certificate of the server is not valid'

// Codes of X.509 verification, as OpenSSL names them.
const certificateCode = /CERT|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH/

/** The failure to say when a request took longer than it may. */
export function tookTooLong(cause?: unknown): OutgoingError {
  return new OutgoingError(tooSlow, true, cause)
}

/** What to say about an error before the headers of the answer had come. */
export function requestError(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error
  const code = codeOf(error)
  if (certificateCode.test(code)) return new OutgoingError(badCertificate, false, error)
  // A name that nobody knows and one that leads to a forbidden address must look alike, in what follows, too.
  const isFinal =
    error instanceof ForbiddenAddressError || code === 'ENOTFOUND' || (error instanceof ProxyError && !error.retryable)
  return new OutgoingError(unreachable, !isFinal, error)
}

/** What to say about an error while the body of the answer was read. */
export function bodyError(error: unknown): OutgoingError {
  return error instanceof OutgoingError ? error : new OutgoingError(lost, true, error)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
