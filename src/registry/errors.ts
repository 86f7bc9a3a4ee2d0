/**
 * The closed list of what can be refused. The texts are part of the REST contract; they stand where the refusal is made.
 */
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
  | 'FILE_NOT_FOUND'
  | 'SPACE_NOT_FOUND'
  | 'APP_EXISTS'
  | 'VERSION_EXISTS'
  | 'EDITOR_EXISTS'
  | 'ARCHIVE_UNREACHABLE'
  | 'ARCHIVE_TOO_LARGE'
  | 'CHECKSUM_MISMATCH'
  | 'ARCHIVE_INVALID'
  | 'BUSY'
  | 'STORAGE_UNAVAILABLE'
  | 'STORAGE_FULL'

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
