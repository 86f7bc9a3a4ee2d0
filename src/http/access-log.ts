import type { IncomingMessage, RequestListener } from 'node:http'
import type { Logger } from 'pino'

// As long as a path of sense is.
const longestPath = 1000

/**
 * Logs each request when its answer has ended, also those that are answered from a cache. Neither headers nor the query are
 * in it: they may hold secrets.
 * @param addressOf the client's address
 */
export function logRequests(
  listener: RequestListener,
  log: Logger,
  addressOf: (request: IncomingMessage) => string,
): RequestListener {
  return (request, response) => {
    const start = performance.now()
    const { method, url = '', socket } = request
    const sentBefore = socket.bytesWritten
    const [path = ''] = url.split(/[?#]/, 1)
    response.once('close', () => {
      const line = {
        method,
        path: path.slice(0, longestPath),
        status: response.headersSent ? response.statusCode : undefined,
        // With the headers; over a connection that ended meanwhile, what was handed to it.
        bytes: socket.bytesWritten - sentBefore,
        ms: Math.round((performance.now() - start) * 10) / 10,
        from: addressOf(request),
      }
      log.info(response.writableFinished ? line : { ...line, outcome: 'the client left' }, 'a request')
    })
    listener(request, response)
  }
}
