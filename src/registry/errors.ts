/** The codes of all refusals. The messages of refusals are part of the REST contract. */
export type ErrorCode =
  | 'INVALID_SLUG'
  | 'INVALID_APP'
  | 'INVALID_EDITOR_NAME'
  | 'INVALID_VERSION'
  | 'INVALID_CHANNEL'
  | 'INVALID_INPUT'
  | 'SLUG_MISMATCH'
  | 'UNAUTHORIZED'
  | 'APP_NOT_FOUND'
  | 'VERSION_NOT_FOUND'
  | 'EDITOR_NOT_FOUND'
  | 'TOKEN_NOT_FOUND'
  | 'FILE_NOT_FOUND'
  | 'SPACE_NOT_FOUND'
  | 'APP_EXISTS'
  | 'VERSION_EXISTS'
  | 'EDITOR_EXISTS'
  | 'INSTANCE_NOT_FOUND'
  | 'INSTANCE_EXISTS'
  | 'ARCHIVE_UNREACHABLE'
  | 'ARCHIVE_TOO_LARGE'
  | 'CHECKSUM_MISMATCH'
  | 'ARCHIVE_INVALID'
  | 'BUSY'
  | 'STORAGE_UNAVAILABLE'
  | 'STORAGE_FULL'
  | 'RATE_LIMITED'

/** Thrown to stop work when its client has closed the connection. This is not a failure, and no response is sent. */
export class ClientLeftError extends Error {
  override name = 'ClientLeftError'
  constructor() {
    super('The client closed the connection before the response')
  }
}

/** Details of a refusal, beside its message. */
export interface ErrorDetails {
  /** All problems, if there can be several. */
  problems?: string[]
  /** A more helpful text, if `message` can't change because clients recognise it. */
  detail?: string | undefined
  /** Seconds to wait before trying again. */
  retryAfter?: number
  /** The key of the exceeded limit in the configuration. */
  limit?: string
}

/** A refusal: bad input, or a state that does not permit the operation. `message` is sent to the client as it is. */
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
