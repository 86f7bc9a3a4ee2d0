import { OutgoingError, TooLargeError, type OutgoingLimit } from '../outgoing/errors.js'
import { RemoteError } from './errors.js'

/**
 * Converts an error of the HTTP client to a RemoteError. Returns any other error unchanged. All failures of a connection have
 * the same message: otherwise, applications could use the messages to scan a network.
 * The cause is in `detail`, which only the operator sees.
 * @param maxBytes the limit of the answer's size
 * @param setting the configuration key of this limit
 */
export function remoteFailure(error: unknown, maxBytes: number, setting: string): unknown {
  if (error instanceof TooLargeError) {
    const message = `the answer of the remote host is larger than ${String(maxBytes)} bytes (${setting})`
    return new RemoteError('ANSWER_TOO_LARGE', message, undefined, { cause: error })
  }
  if (!(error instanceof OutgoingError)) return error
  return new RemoteError('UNREACHABLE', "can't connect to the remote host", detailOf(error), { cause: error })
}

const limitKeys: Readonly<Record<OutgoingLimit, string>> = {
  connect: 'limits.remote.connect_timeout',
  headers: 'limits.remote.idle_timeout',
  idle: 'limits.remote.idle_timeout',
  timeout: 'limits.remote.timeout',
  redirects: 'limits.remote.redirects',
}

function detailOf({ message, cause, limit }: OutgoingError): string {
  if (limit) return `${message} (${limitKeys[limit]})`
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message
}
