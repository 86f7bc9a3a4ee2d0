import { once } from 'node:events'
import { createServer, IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** A load balancer that listens on the loopback address. */
export interface Balancer {
  /** Scheme, host and port. */
  url: string
  close(): Promise<void>
}

// A request is sent to each gateway in turn, in at most this many rounds, with a pause (in milliseconds) between them.
const rounds = 3
const pauseBetweenRounds = 100

/**
 * Starts a load balancer. It forwards each request to the next gateway (round robin), on a new connection. If a gateway
 * refuses the connection, or sends no answer to a GET or HEAD request, the balancer sends the request to the next gateway.
 * deploy/haproxy.cfg has the same rules.
 * @param ports the ports of the gateways, on the loopback address
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0
  const server = createServer((incoming, outgoing) => {
    void forward(incoming, outgoing, () => ports[turn++ % ports.length] ?? 0).catch(() => outgoing.destroy())
  })

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse, next: () => number): Promise<void> {
    const body = await buffer(incoming)
    for (let tries = 1; tries <= rounds * ports.length; tries++) {
      const answer = await sendTo(next(), incoming, body).catch((error: unknown) => error)
      if (answer instanceof IncomingMessage) {
        const { statusCode = 502, headers } = answer
        outgoing.writeHead(statusCode, { ...headers, connection: 'close' })
        return pipeline(answer, outgoing)
      }
      if (!mayRetry(incoming, answer)) break
      if (tries % ports.length === 0) await pause(pauseBetweenRounds)
    }
    outgoing.writeHead(502).end()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function sendTo(port: number, { url, method, headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port,
      path: url,
      method,
      headers: { ...headers, connection: 'close' },
      agent: false,
    })
    outgoing.once('response', resolve).once('error', reject)
    outgoing.end(body)
  })
}

function mayRetry({ method }: IncomingMessage, error: unknown): boolean {
  return (
    method === 'GET' ||
    method === 'HEAD' ||
    (error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED')
  )
}
