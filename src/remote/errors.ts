/** The codes of the refusals of a call of a remote doctype. */
export type RemoteErrorCode =
  | 'NO_DEFINITION'
  | 'INVALID_REQUEST'
  | 'INVALID_VARIABLES'
  | 'MISSING_VARIABLE'
  | 'WRONG_VERB'
  | 'UNREACHABLE'
  | 'REFUSED_TYPE'

/** A refused or failed call of a remote doctype. `message` is sent to the client as it is. */
export class RemoteError extends Error {
  override name = 'RemoteError'
  readonly code: RemoteErrorCode
  /** A sentence for the operator, with the exact problem. It may name parts of the definition, so apps don't see it. */
  readonly detail: string | undefined
  constructor(code: RemoteErrorCode, message: string, detail?: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.detail = detail
  }
}

/** The definition, or the request that results from it, can't be sent. */
export function invalidRequest(detail: string): RemoteError {
  return new RemoteError('INVALID_REQUEST', 'the request is not valid', detail)
}
