import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { client } from '../support/outgoing-client.js'

it('a response is read to its end although the server closes the connection earlier', async () => {
  const body = Buffer.alloc(2_000_000, 0x61)
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', () => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${String(body.length)}\r\nConnection: close\r\n\r\n`)
        socket.end(body)
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  const limits = { maxBytes: 10_000_000, timeout: 10_000 }
  const size = await client(['127.0.0.1']).get(`http://127.0.0.1:${String(address.port)}/`, limits, async (answer) => {
    let bytes = 0
    for await (const chunk of answer.body) {
      if (bytes === 0) await sleep(300)
      bytes += chunk.length
    }
    return bytes
  })
  expect(size).toBe(body.length)
  server.close()
})
