import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { certificate, key, started, type Listener } from './http-servers.js'

/** A proxy on a loopback address, until the end of the test. */
export interface ProxyServer {
  port: number
  url: URL
  /** The requests so far: `CONNECT <host>:<port>`, or `GET <address>`. */
  asked: string[]
  /** The `Proxy-Authorization` headers that it got. */
  credentials: (string | undefined)[]
  /** The names by which clients reached it over TLS. */
  names: string[]
}

/** The behaviour of a proxy, which tunnels and forwards by default. */
export interface ProxyBehaviour {
  /** User and password that it wants. */
  wants?: string
  /** Whether it is reached over TLS. */
  tls?: boolean
  /** Does something else with a CONNECT; nothing is sent by itself then. */
  onConnect?: (authority: string, socket: Duplex) => void
}

/** Starts a proxy that leads to one server on this machine, whatever public address it is asked for. */
export async function startProxy(
  target: Listener,
  { wants, tls = false, onConnect }: ProxyBehaviour = {},
): Promise<ProxyServer> {
  const [asked, credentials]: [string[], (string | undefined)[]] = [[], []]
  const isWelcome = ({ headers, method = '', url = '' }: IncomingMessage): boolean => {
    const given = headers['proxy-authorization']
    asked.push(`${method} ${url}`)
    credentials.push(given)
    return wants === undefined || given === `Basic ${Buffer.from(wants).toString('base64')}`
  }
  const forward: RequestListener = (incoming, response) => {
    if (!isWelcome(incoming)) return void response.writeHead(407).end('who are you?')
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
  const names: string[] = []
  const onName = (name: string, done: (error: null) => void) => {
    names.push(name)
    done(null)
  }
  const server = tls ? createTlsServer({ key, cert: certificate, SNICallback: onName }, forward) : createServer(forward)
  server.on('connect', (incoming, socket: Duplex) => {
    socket.on('error', () => undefined)
    if (!isWelcome(incoming)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    if (onConnect) return onConnect(incoming.url ?? '', socket)
    tunnel(socket, target.port)
  })
  const { port, origin } = await started(server, tls ? 'https' : 'http', '127.0.0.1', 0)
  return { port, url: new URL(origin), asked, credentials, names }
}

/** Accepts a CONNECT, and passes bytes on in both directions. */
export function tunnel(socket: Duplex, port: number): void {
  const onward = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.pipe(onward).pipe(socket)
  })
  onward.on('error', () => socket.destroy())
  socket.on('close', () => onward.destroy())
}
