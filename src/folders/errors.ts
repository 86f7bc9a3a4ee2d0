/** The codes of the refusals about folders. */
export type FolderErrorCode =
  | 'NOT_FOUND'
  | 'EXISTS'
  | 'INVALID_NAME'
  | 'INVALID_REFERENCE'
  | 'PROTECTED'
  | 'FORBIDDEN_MOVE'
  | 'IN_TRASH'
  | 'NOT_IN_TRASH'
  | 'STALE_REVISION'
  | 'INVALID_QUERY'
  | 'TOO_LARGE'

/** A refusal about folders. The client receives `message` unchanged. Clients know some of the messages from cozy-stack. */
export class FolderError extends Error {
  override name = 'FolderError'
  readonly code: FolderErrorCode
  constructor(code: FolderErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
