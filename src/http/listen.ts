import { createServer, type RequestListener } from 'node:http'

/** A server that listens. */
export interface Listening {
  /** `url` without a slash at its end. */
  address: { host: string; port: number; url: string }
  /** Stops accepting, and waits a while for the requests that run. */
  close: () => Promise<void>
}

const seconds = 1000
// Slow clients may not hold a connection for ever; a publication is answered late, but its request is short.
const timeouts = { headersTimeout: 10 * seconds, requestTimeout: 30 * seconds, keepAliveTimeout: 75 * seconds }
const patience = 10 * seconds

/**
 * Listens for HTTP.
 * @param host as configured: `localhost` is the IPv4 loopback address, an IPv6 address may have brackets, `''` is all interfaces
 */
export async function listen(
  listener: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createServer(timeouts, listener)
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  const bound = bare === 'localhost' ? '127.0.0.1' : bare
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(bound !== '' && { host: bound }) }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  const named = host === '' ? 'localhost' : host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  return {
    address: { host, port: actual, url: `http://${named}:${String(actual)}` },
    close: () =>
      new Promise((resolve) => {
        const impatient = setTimeout(() => {
          server.closeAllConnections()
        }, patience)
        server.close(() => {
          clearTimeout(impatient)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
