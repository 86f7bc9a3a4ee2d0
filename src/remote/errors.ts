import { settingKey } from '../setting-key.js'
import type { RemoteLimits } from './limits.js'

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

/**
 * The refusal when a definition or a part of a request is too large. Clients see the limit.
 * @param subject such as `the URL of the request`
 * @param setting the name of the limit in `limits.remote`
 */
export function tooLarge(subject: string, limit: number, setting: keyof RemoteLimits): RemoteError {
  const key = settingKey('limits', 'remote', setting)
  return new RemoteError('INVALID_REQUEST', `${subject} may have ${String(limit)} bytes at most (${key})`)
}

/** The refusal when a doctype has no definition. */
export function noDefinition(detail?: string, cause?: unknown): RemoteError {
  return new RemoteError('NO_DEFINITION', 'the doctype has no request defined', detail, { cause })
}
