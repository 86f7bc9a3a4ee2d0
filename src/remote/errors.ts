/**
 * The reasons why a call of a remote doctype is refused. `stack/errors.ts` has the HTTP status of each code. INVALID_SECRET is for
 * the commands of operators.
 */
export type RemoteErrorCode =
  | 'FORBIDDEN'
  | 'NO_DEFINITION'
  | 'INVALID_REQUEST'
  | 'INVALID_VARIABLES'
  | 'VARIABLES_TOO_LARGE'
  | 'MISSING_VARIABLE'
  | 'WRONG_VERB'
  | 'TOO_MANY_CALLS'
  | 'UNREACHABLE'
  | 'REFUSED_TYPE'
  | 'ANSWER_TOO_LARGE'
  | 'NO_ASSET'
  | 'INVALID_SECRET'

/** A refused or failed call of a remote doctype. `message` is sent to the client as it is. */
export class RemoteError extends Error {
  override name = 'RemoteError'
  readonly code: RemoteErrorCode
  /** The exact problem, for the operator. It may quote the definition, so it is not sent to applications. */
  readonly detail: string | undefined
  constructor(code: RemoteErrorCode, message: string, detail?: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.detail = detail
  }
}

/** The refusal when a definition is invalid, or when its values make an invalid request. */
export function invalidRequest(detail: string): RemoteError {
  return new RemoteError('INVALID_REQUEST', 'the request is not valid', detail)
}

/** The refusal when a doctype has no definition. */
export function noDefinition(detail?: string, cause?: unknown): RemoteError {
  return new RemoteError('NO_DEFINITION', 'the doctype has no request defined', detail, { cause })
}
