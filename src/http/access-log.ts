import type { IncomingMessage, RequestListener } from 'node:http'
import type { Logger } from 'pino'

// The logged part of a path, in characters.
const maxPathLength = 1000
// The characters of the longest host name with the longest port.
const maxHostLength = 253 + ':65535'.length

/**
 * Logs each request when its answer has ended, even if the answer comes from the cache. Headers and the query may contain
 * secrets, so they are not logged.
 * @param addressOf returns the address of the client
 */
export function logRequests(
  listener: RequestListener,
  log: Logger,
  addressOf: (request: IncomingMessage) => string,
): RequestListener {
  return (request, response) => {
    const start = performance.now()
    const { method, url = '', socket, headers } = request
    const sentBefore = socket.bytesWritten
    const [path = ''] = url.split(/[?#]/, 1)
    response.once('close', () => {
      const line = {
        method,
        // Instances, and spaces that have their own domains, differ only in the host.
        host: headers.host?.slice(0, maxHostLength),
        path: path.slice(0, maxPathLength),
        status: response.headersSent ? response.statusCode : undefined,
        // Includes the bytes of the headers. If the connection was lost, the client may have received fewer bytes.
        bytes: socket.bytesWritten - sentBefore,
        ms: Math.round((performance.now() - start) * 10) / 10,
        from: addressOf(request),
      }
      log.info(response.writableFinished ? line : { ...line, outcome: 'the client left' }, 'a request')
    })
    listener(request, response)
  }
}
