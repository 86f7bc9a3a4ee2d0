import { OutgoingError, TooLargeError } from '../outgoing/errors.js'
import { RemoteError } from './errors.js'

/**
 * The refusal for a failed request. Apps get one text for all failures of the connection, so that they can't scan a network.
 * @param error of the HTTP client; any other error is returned as it is
 * @param maxBytes the limit of the answer, and the key of its setting
 */
export function remoteFailure(error: unknown, maxBytes: number, setting: string): unknown {
  if (error instanceof TooLargeError) {
    const message = `the answer of the remote host is larger than ${String(maxBytes)} bytes (${setting})`
    return new RemoteError('ANSWER_TOO_LARGE', message, undefined, { cause: error })
  }
  if (!(error instanceof OutgoingError)) return error
  return new RemoteError('UNREACHABLE', "can't connect to the remote host", detailOf(error), { cause: error })
}

function detailOf({ message, cause }: OutgoingError): string {
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message
}
