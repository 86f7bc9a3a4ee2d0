import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * Answers a request as soon as its head has arrived.
 * @param head the request line and the headers
 */
export type RawAnswer = (socket: Socket, head: string) => void

/** Starts a server that can send any bytes, even invalid HTTP. It runs until the end of the test. Returns its origin. */
export async function startRawServer(answer: RawAnswer): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    let seen = ''
    socket.on('data', (bytes) => {
      seen += bytes.toString('latin1')
      // Text that does not begin with a request line is part of a body, and is ignored. This assumes that no chunk contains
      // both the end of a body and the next head.
      const end = seen.indexOf('\r\n\r\n')
      if (!/^[A-Z]+ \S+ HTTP\/1.1\r\n/.test(seen)) seen = ''
      if (end < 0 || seen === '') return
      const head = seen.slice(0, end)
      seen = ''
      answer(socket, head)
    })
    socket.on('end', () => socket.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port')
  return `http://127.0.0.1:${address.port}`
}

/** The bytes of an answer, with `Content-Length`. @param headers lines, such as `Connection: close` */
export function answerOf(status: string, body: string | Buffer, headers: string[] = []): Buffer {
  const lines = [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)])
}
