import { RegistryError, type ErrorCode } from '../registry/errors.js'

// The HTTP status for each error code of the registry.
const statusOf: Record<ErrorCode, number> = {
  INVALID_SLUG: 400,
  INVALID_APP: 400,
  INVALID_EDITOR_NAME: 400,
  INVALID_VERSION: 400,
  INVALID_CHANNEL: 400,
  INVALID_INPUT: 400,
  SLUG_MISMATCH: 400,
  UNAUTHORIZED: 401,
  APP_NOT_FOUND: 404,
  VERSION_NOT_FOUND: 404,
  EDITOR_NOT_FOUND: 404,
  TOKEN_NOT_FOUND: 404,
  FILE_NOT_FOUND: 404,
  SPACE_NOT_FOUND: 404,
  APP_EXISTS: 409,
  VERSION_EXISTS: 409,
  EDITOR_EXISTS: 409,
  INSTANCE_NOT_FOUND: 404,
  INSTANCE_EXISTS: 409,
  ARCHIVE_UNREACHABLE: 422,
  ARCHIVE_TOO_LARGE: 422,
  CHECKSUM_MISMATCH: 422,
  ARCHIVE_INVALID: 422,
  BUSY: 503,
  STORAGE_UNAVAILABLE: 503,
  STORAGE_FULL: 507,
  RATE_LIMITED: 429,
}

/** A refusal by the REST interface itself, before or instead of an operation of the registry. */
export class HttpError extends Error {
  override name = 'HttpError'
  readonly status: number
  readonly headers: Record<string, string>
  readonly detail: string | undefined
  constructor(status: number, message: string, { headers = {}, detail, cause }: HttpErrorOptions = {}) {
    super(message, { cause })
    this.status = status
    this.headers = headers
    this.detail = detail
  }
}

/** The optional parts of an `HttpError`. */
export interface HttpErrorOptions {
  headers?: Record<string, string>
  /** A sentence with more details. It is not in the message: clients compare the message with known texts. */
  detail?: string | undefined
  /** A failure that is logged, and not shown to the client. */
  cause?: unknown
}

/** The answer to an error. */
export interface ErrorAnswer {
  status: number
  message: string
  /** A sentence with more details. */
  detail?: string | undefined
  headers: Record<string, string>
  /** For an internal error: the id under which the log has the cause. */
  id?: string
}

/** The answer to a thrown error. `undefined` for an internal error: clients must not see its message. */
export function answerTo(error: unknown): ErrorAnswer | undefined {
  if (error instanceof RegistryError) {
    const { code, message, details } = error
    const retry = details.retryAfter === undefined ? undefined : { 'Retry-After': String(details.retryAfter) }
    return {
      status: statusOf[code],
      message,
      detail: details.detail,
      headers: { ...cacheControl(code), ...challenge(code), ...retry },
    }
  }
  if (!(error instanceof HttpError)) return undefined
  const { status, message, detail, headers } = error
  return { status, message, detail, headers: { ...cacheControl(undefined), ...headers } }
}

// Cozy servers may cache for a minute that an application or a version is missing.
function cacheControl(code: ErrorCode | undefined): Record<string, string> {
  const brief = code === 'APP_NOT_FOUND' || code === 'VERSION_NOT_FOUND'
  return { 'Cache-Control': brief ? 'max-age=60' : 'no-cache' }
}

function challenge(code: ErrorCode): Record<string, string> {
  return code === 'UNAUTHORIZED' ? { 'WWW-Authenticate': 'Token' } : {}
}
