import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A TCP proxy in front of a server, until the end of the test. A test can cut the connections of the proxy. */
export interface TcpProxy {
  /** The port of the proxy, on 127.0.0.1. */
  port: number
  /** The numbers of bytes that were sent to the server, and received from the server. */
  transferred: { sent: number; received: number }
  /** Closes all connections, and refuses new connections. */
  down(): Promise<void>
  /** Accepts connections again, on the same port. */
  up(): Promise<void>
  /** Closes all connections once, as soon as this many more bytes have been sent to the server or received from the server. */
  cutAfter(bytes: number, direction: 'sent' | 'received'): void
}

/** Starts a proxy for the server that listens on `port` of `host`. */
export async function startTcpProxy(port: number, host = '127.0.0.1'): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  const transferred = { sent: 0, received: 0 }
  const left = { sent: Infinity, received: Infinity }
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  const pass = (from: Socket, to: Socket, direction: 'sent' | 'received'): void => {
    sockets.add(from)
    from.once('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    from.on('error', () => undefined).pipe(to)
    from.on('data', (bytes) => {
      transferred[direction] += bytes.length
      left[direction] -= bytes.length
      if (left[direction] > 0) return
      left[direction] = Infinity
      cut()
    })
  }
  const listen = async (proxyPort: number): Promise<Server> => {
    const server = createServer((client) => {
      const target = connect(port, host)
      pass(client, target, 'sent')
      pass(target, client, 'received')
    }).listen(proxyPort, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  let server = await listen(0)
  const address = server.address()
  const proxyPort = typeof address === 'object' && address ? address.port : 0
  const down = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    cut()
    await closed
  }
  onTestFinished(async () => {
    if (server.listening) await down()
  })
  return {
    port: proxyPort,
    transferred,
    down,
    async up() {
      server = await listen(proxyPort)
    },
    cutAfter(bytes, direction) {
      left[direction] = bytes
    },
  }
}
