import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { certificate, key, startListening, type RecordingServer } from './http-servers.js'

/** A proxy on a loopback address, until the end of the test. */
export interface ProxyServer {
  port: number
  url: URL
  /** The requests so far: `CONNECT <host>:<port>`, or `GET <address>`. */
  requests: string[]
  /** The `Proxy-Authorization` header of each request. */
  credentials: (string | undefined)[]
  /** The server names that clients sent in TLS handshakes (SNI). */
  serverNames: string[]
}

/** The behaviour of a proxy. By default it opens tunnels for CONNECT, and forwards other requests. */
export interface ProxyBehaviour {
  /** The required credentials, as `user:password`. */
  requiredCredentials?: string
  /** Whether clients connect to the proxy with TLS. */
  tls?: boolean
  /** Replaces the answer to CONNECT: the proxy then sends nothing itself. */
  onConnect?: (authority: string, socket: Duplex) => void
}

/** Starts a proxy that always connects to the server `target` on this machine. It ignores the address in the request. */
export async function startProxy(
  target: RecordingServer,
  { requiredCredentials, tls = false, onConnect }: ProxyBehaviour = {},
): Promise<ProxyServer> {
  const [requests, credentials]: [string[], (string | undefined)[]] = [[], []]
  const expected = requiredCredentials && `Basic ${Buffer.from(requiredCredentials).toString('base64')}`
  const isAuthorized = ({ headers, method = '', url = '' }: IncomingMessage): boolean => {
    const sent = headers['proxy-authorization']
    requests.push(`${method} ${url}`)
    credentials.push(sent)
    return expected === undefined || sent === expected
  }
  const forward: RequestListener = (incoming, response) => {
    if (!isAuthorized(incoming)) return void response.writeHead(407).end('who are you?')
    const { pathname } = new URL(incoming.url ?? '')
    const onward = request(
      { port: target.port, path: pathname, headers: { host: incoming.headers.host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
      },
    )
    onward.end()
  }
  const serverNames: string[] = []
  const onServerName = (name: string, done: (error: null) => void) => {
    serverNames.push(name)
    done(null)
  }
  const server = tls
    ? createTlsServer({ key, cert: certificate, SNICallback: onServerName }, forward)
    : createServer(forward)
  server.on('connect', (incoming, socket: Duplex) => {
    socket.on('error', () => undefined)
    if (!isAuthorized(incoming)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    if (onConnect) return onConnect(incoming.url ?? '', socket)
    tunnel(socket, target.port)
  })
  const { port, origin } = await startListening(server, tls ? 'https' : 'http', '127.0.0.1', 0)
  return { port, url: new URL(origin), requests, credentials, serverNames }
}

/** Accepts a CONNECT request, and forwards bytes in both directions. */
export function tunnel(socket: Duplex, port: number): void {
  const onward = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.pipe(onward).pipe(socket)
  })
  onward.on('error', () => socket.destroy())
  socket.on('close', () => onward.destroy())
}
