import { once } from 'node:events'
import { createServer, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { assert, describe, expect, onTestFinished, test } from 'vitest'
import { beginningOf, discard, HttpClient, readText, SilenceError, type HttpTimeouts } from '../src/http-client.js'
import { failingStream } from './contracts/streams.js'
import { answerOf, startRawServer } from './support/raw-server.js'

const longTimeouts: HttpTimeouts = { connect: 60_000, headers: 60_000, body: 60_000 }

function clientWith(timeouts: Partial<HttpTimeouts> = {}): HttpClient {
  const client = new HttpClient({ ...longTimeouts, ...timeouts })
  onTestFinished(() => client.close())
  return client
}

const get = (client: HttpClient, origin: string) => client.send(new URL(origin), { method: 'GET' })

describe('when a server closes the connection', () => {
  test.each([1_000, 64_000, 65_000, 65_536, 100_000, 131_072, 5_000_000])(
    'after a complete answer of %i bytes, slow readers lose no bytes',
    async (size) => {
      const body = Buffer.alloc(size, 'x')
      const origin = await startRawServer((socket) => socket.end(answerOf('200 OK', body, ['Connection: close'])))
      const client = clientWith()
      const read = async (): Promise<number> => {
        const answer = await get(client, origin)
        let seen = 0
        const chunks: AsyncIterable<Buffer> = answer.body
        for await (const chunk of chunks) {
          if (seen === 0) await pause(300)
          seen += chunk.length
        }
        return seen
      }
      expect(await Promise.all(Array.from({ length: 20 }, read))).toEqual(Array.from({ length: 20 }, () => size))
    },
  )

  test('before the end of the answer, reading the body fails', async () => {
    const origin = await startRawServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello'))
    const { body } = await get(clientWith(), origin)
    await expect(buffer(body)).rejects.toThrow('aborted')
  })

  test('before the end of an unread answer, the process does not crash', async () => {
    const origin = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello')
      setTimeout(() => socket.resetAndDestroy(), 50)
    })
    const { body } = await get(clientWith(), origin)
    await new Promise((resolve) => body.once('close', resolve))
    await discard(body)
  })
})

describe('the timeouts for a silent server', () => {
  test('do not include time in which this process is too busy to read data that has arrived', async () => {
    const origin = await startRawServer((socket) => socket.end(answerOf('200 OK', 'hello')))
    const answer = get(clientWith({ connect: 100 }), origin)
    setImmediate(() => {
      const end = Date.now() + 500
      while (Date.now() < end);
    })
    expect((await answer).status).toBe(200)
  })

  test('fail the request when the server is silent in the middle of a body', async () => {
    const origin = await startRawServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello'))
    const { body } = await get(clientWith({ body: 100 }), origin)
    await expect(buffer(body)).rejects.toThrow(SilenceError)
  })

  test('do not apply while the reader pauses, even for longer than the timeout', async () => {
    const bytes = Buffer.alloc(5_000_000, 'x')
    const origin = await startRawServer((socket) => socket.write(answerOf('200 OK', bytes)))
    const { body } = await get(clientWith({ body: 2_000 }), origin)
    await once(body, 'readable')
    await pause(5_000)
    expect((await buffer(body)).equals(bytes)).toBe(true)
  })

  test('fail the request when only interim answers (1xx) arrive', async () => {
    const origin = await startRawServer((socket) => {
      const interim = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 20)
      socket.on('close', () => clearInterval(interim))
    })
    await expect(get(clientWith({ headers: 300 }), origin)).rejects.toThrow(SilenceError)
  })
})

test('an answer after interim answers (1xx) is received', async () => {
  const origin = await startRawServer((socket) => {
    socket.write('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')
    socket.write(answerOf('200 OK', 'hello'))
  })
  const answer = await get(clientWith(), origin)
  expect([answer.status, await readText(answer.body, 100)]).toEqual([200, 'hello'])
})

test.each([
  ['that switches protocols', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
  ['that is not HTTP', 'SSH-2.0-x\r\n'],
  ['with too many headers', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`],
])('an answer %s fails the request', async (_, bytes) => {
  const origin = await startRawServer((socket) => socket.write(bytes))
  await expect(get(clientWith(), origin)).rejects.toThrow()
})

describe('surplus bytes', () => {
  test.each(['with the answer', 'after the answer'])(
    'sent %s are not taken as the answer to the next request',
    async (when) => {
      let sent = 0
      let connection: Socket | undefined
      const surplus = answerOf('200 OK', 'forged')
      const origin = await startRawServer((socket) => {
        connection = socket
        const answer = answerOf('200 OK', `answer ${String(++sent)}`)
        socket.write(when === 'with the answer' ? Buffer.concat([answer, surplus]) : answer)
      })
      const client = clientWith()
      for (const round of [1, 2, 3]) {
        const { body } = await get(client, origin)
        assert(body instanceof IncomingMessage)
        const { socket } = body
        expect(await beginningOf(body)).toBe(`answer ${String(round)}`)
        if (when === 'after the answer') connection?.write(surplus)
        // Waits for the surplus bytes. If they arrived after the next request, a client would take them for the answer.
        await expect.poll(() => socket.destroyed || socket.bytesRead === connection?.bytesWritten).toBe(true)
      }
    },
  )
})

describe('an upload', () => {
  const endless = (): Readable => Readable.from((function* () { for (;;) yield Buffer.alloc(65_536) })()) // prettier-ignore

  test('resolves with the refusal when the server refuses the upload before its end', async () => {
    const origin = await startRawServer((socket) => socket.write(answerOf('413 Too Large', 'too large')))
    const body = endless()
    const answer = await clientWith().send(new URL(origin), { method: 'PUT', body })
    expect([answer.status, await readText(answer.body, 100)]).toEqual([413, 'too large'])
    expect(body.destroyed).toBe(true)
  })

  test.each(['200 OK', '201 Created'])(
    'fails when the server answers %s before the end of the body',
    async (status) => {
      const origin = await startRawServer((socket) => socket.write(answerOf(status, '')))
      const body = endless()
      await expect(clientWith().send(new URL(origin), { method: 'PUT', body })).rejects.toThrow('whole request')
      await expect.poll(() => body.destroyed).toBe(true)
    },
  )

  test('fails and destroys the body when the server resets the connection', async () => {
    const origin = await startRawServer((socket) => setTimeout(() => socket.resetAndDestroy(), 50))
    const body = endless()
    await expect(clientWith().send(new URL(origin), { method: 'PUT', body })).rejects.toThrow()
    await expect.poll(() => body.destroyed).toBe(true)
  })

  test.each([{}, { 'content-length': '5' }])(
    'whose body fails never becomes a complete request (headers: %j)',
    async (headers) => {
      const completed: string[] = []
      let isClosed = false
      const server = createServer((request) => {
        request.on('end', () => completed.push('end')).on('error', () => undefined)
        request.on('close', () => (isClosed = true)).resume()
      }).listen(0, '127.0.0.1')
      onTestFinished(() => void server.close())
      await once(server, 'listening')
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const request = { method: 'PUT', headers, body: failingStream('hell') }
      await expect(clientWith().send(new URL(`http://127.0.0.1:${port}`), request)).rejects.toThrow('The line broke')
      await expect.poll(() => isClosed).toBe(true)
      expect(completed).toEqual([])
    },
  )
})

test('connections are reused', async () => {
  let connections = 0
  const server = createServer((_, response) => response.end('hello'))
    .on('connection', () => connections++)
    .listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const client = clientWith()
  for (let round = 0; round < 5; round++) await discard((await get(client, `http://127.0.0.1:${port}`)).body)
  expect(connections).toBe(1)
})

test('running and later requests fail after close()', async () => {
  const origin = await startRawServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello'))
  const client = clientWith()
  const { body } = await get(client, origin)
  client.close()
  await expect(buffer(body)).rejects.toThrow()
  await expect(get(client, origin)).rejects.toThrow('closed')
})

describe('a body that never ends', () => {
  test('can be discarded, and its beginning can be read', async () => {
    const origin = await startRawServer((socket) => {
      socket.write('HTTP/1.1 500 Sorry\r\nContent-Length: 1000000000\r\n\r\nsorry')
    })
    const client = clientWith()
    await discard((await get(client, origin)).body)
    expect(await beginningOf((await get(client, origin)).body, 100, 200)).toBe('sorry')
  })

  test('is read up to a limit', async () => {
    const origin = await startRawServer((socket) => {
      socket.write('HTTP/1.1 500 Sorry\r\n\r\n')
      const more = setInterval(() => socket.write(Buffer.alloc(65_536, 'x')), 1)
      socket.on('close', () => clearInterval(more))
    })
    const client = clientWith()
    await discard((await get(client, origin)).body)
    expect(await beginningOf((await get(client, origin)).body, 1_000)).toHaveLength(1_000)
    await expect(readText((await get(client, origin)).body, 100_000)).rejects.toThrow('more than 100000 bytes')
  })
})
