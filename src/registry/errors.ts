/**
 * The closed list of what can be refused, each with the HTTP status that the REST door gives it.
 * The texts are part of the REST contract; they stand where the refusal is made.
 */
export const statusOf = {
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
  FILE_NOT_FOUND: 404,
  SPACE_NOT_FOUND: 404,
  APP_EXISTS: 409,
  VERSION_EXISTS: 409,
  EDITOR_EXISTS: 409,
  ARCHIVE_UNREACHABLE: 422,
  ARCHIVE_TOO_LARGE: 422,
  CHECKSUM_MISMATCH: 422,
  ARCHIVE_INVALID: 422,
  BUSY: 503,
  STORAGE_UNAVAILABLE: 503,
  STORAGE_FULL: 507,
} as const

/** One code of the closed list. */
export type ErrorCode = keyof typeof statusOf

/** All codes. */
export const errorCodes = Object.freeze(Object.keys(statusOf).filter((code) => isErrorCode(code)))

function isErrorCode(code: string): code is ErrorCode {
  return code in statusOf
}

/** The end of work that nobody waits for any more: its client closed the connection. No failure, and nobody reads an answer. */
export class ClientLeftError extends Error {
  override name = 'ClientLeftError'
  constructor() {
    super('The client left before it had the answer')
  }
}

/** What some refusals say besides their text. */
export interface ErrorDetails {
  /** Each thing that is wrong, where several were found. */
  problems?: string[]
  /** A sentence that says more than `message`, where clients know that by its text. */
  detail?: string | undefined
  /** Seconds to wait before trying again. */
  retryAfter?: number
}

/** A refusal: bad input or a state that forbids what was asked. `message` goes to the client as it is. */
export class RegistryError extends Error {
  override name = 'RegistryError'
  readonly code: ErrorCode
  readonly details: ErrorDetails
  /** @param options `cause` is for the log */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}
