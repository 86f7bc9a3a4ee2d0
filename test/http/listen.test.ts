import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { Agent, request, type RequestListener } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { listen, type Limits } from '../../src/http/listen.js'
import { send } from '../support/http.js'

const generous: Limits = {
  headers: 60_000,
  request: 60_000,
  unreadBodyTimeout: 60_000,
  idle: 60_000,
  closing: 60_000,
  unsentBytes: 1e9,
}

async function start(listener: RequestListener, limits: Partial<Limits> = {}) {
  const server = await listen(listener, { host: '127.0.0.1', port: 0 }, { ...generous, ...limits })
  onTestFinished(server.close)
  return server
}

/** A connection on which a request, or a part of one, was sent. */
function open(port: number, sent: string): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(sent)
  onTestFinished(() => void socket.destroy())
  return socket
}

const hello: RequestListener = (_request, response) => void response.end('hello')
const get = 'GET / HTTP/1.1\r\nHost: here\r\n'

test.each(['::1', '[::1]'])('the address of %s has brackets', async (host) => {
  const server = await listen(hello, { host, port: 0 })
  onTestFinished(server.close)
  const { url, port } = server.address
  expect(server.address).toMatchObject({ host: '[::1]', url: `http://[::1]:${String(port)}` })
  expect(await (await fetch(url)).text()).toBe('hello')
})

test('the backlog of connections is as long as the system allows', async (context) => {
  const run = promisify(execFile)
  const { address } = await start(hello)
  const sockets = run('ss', ['-Hltn', `sport = :${String(address.port)}`])
  const found = await sockets.catch(() => undefined)
  if (!found) return context.skip('needs ss(8)')
  const allowed = (await readFile('/proc/sys/net/core/somaxconn', 'utf8')).trim()
  // State, connections that wait, and how many may.
  expect(found.stdout.split(/\s+/)[2]).toBe(allowed)
})

test('a connection ends when the headers do not arrive', async () => {
  const { address } = await start(hello, { headers: 300 })
  expect(await text(open(address.port, get))).toMatch(/^HTTP\/1\.1 408 /)
})

test('a connection ends when the body does not arrive', async () => {
  const { address } = await start(() => undefined, { headers: 300, request: 600 })
  const socket = open(address.port, 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nab')
  socket.resume()
  await once(socket, 'close')
})

test('a body that trickles in after its answer is not awaited', async () => {
  const { address } = await start(hello, { unreadBodyTimeout: 500 })
  const socket = open(address.port, 'GET / HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n')
  const trickle = setInterval(() => socket.write('x'), 50)
  onTestFinished(() => clearInterval(trickle))
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 .*hello$/s)
})

test('a body that is still being read is awaited, and its answer is sent', async () => {
  const slow: RequestListener = (request, response) => {
    void text(request).then((body) => setTimeout(() => response.end(body), 300))
  }
  const { address } = await start(slow, { unreadBodyTimeout: 200 })
  const socket = open(address.port, 'POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 4\r\n\r\nab')
  setTimeout(() => socket.write('cd'), 400)
  expect(await text(socket)).toMatch(/abcd$/)
})

test('an answer may be late', async () => {
  const late: RequestListener = (_request, response) => void setTimeout(() => response.end('late'), 600)
  const { address } = await start(late, { idle: 200, request: 300, headers: 200 })
  expect((await send(address.url, '/')).text).toBe('late')
})

test('a client that does not read its answer is cut off, and one that reads slowly is not', async () => {
  const endless = Buffer.alloc(50_000_000)
  let gone = false
  const large: RequestListener = (_request, response) => {
    response.on('close', () => (gone = true))
    response.end(endless)
  }
  const { address } = await start(large, { idle: 500 })
  const socket = open(address.port, `${get}\r\n`)
  socket.pause()
  await expect.poll(() => gone, { timeout: 10_000 }).toBe(true)

  const slow = open(address.port, `${get}Connection: close\r\n\r\n`)
  let bytes = 0
  for await (const chunk of slow) {
    if (Buffer.isBuffer(chunk)) bytes += chunk.length
    if (bytes < 5_000_000) await pause(10)
  }
  expect(bytes).toBeGreaterThan(endless.length)
})

test('clients that do not read their answers are cut off when those take too much memory', async () => {
  const large = Buffer.alloc(30_000_000)
  const ended: string[] = []
  const listener: RequestListener = ({ url = '' }, response) => {
    response.once('close', () => ended.push(url))
    response.end(url === '/small' ? 'small' : large)
  }
  const { address } = await start(listener, { unsentBytes: 70_000_000 })
  for (let i = 0; i < 4; i++)
    await once(open(address.port, `GET /${String(i)} HTTP/1.1\r\nHost: here\r\n\r\n`), 'readable')
  await expect.poll(() => ended.toSorted(), { timeout: 10_000 }).toEqual(['/0', '/1'])
  expect((await send(address.url, '/small')).text).toBe('small')
  expect((await send(address.url, '/whole')).bytes.length).toBe(large.length)
})

test('unread answers are dropped before a larger one that has just begun', async () => {
  const ended: string[] = []
  const listener: RequestListener = ({ url = '' }, response) => {
    response.once('close', () => ended.push(url))
    response.end(Buffer.alloc(url === '/large' ? 40_000_000 : 30_000_000))
  }
  const { address } = await start(listener, { unsentBytes: 75_000_000 })
  const ask = (path: string) => open(address.port, `GET ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`)
  for (const path of ['/0', '/1']) await once(ask(path), 'readable')
  await pause(500)
  const large = ask('/large')
  await expect.poll(() => ended, { timeout: 10_000 }).toEqual(['/0'])
  expect((await text(large)).length).toBeGreaterThan(40_000_000)
})

test('a client that sends very many requests without waiting loses its connection', async () => {
  const { address } = await start(() => undefined)
  const socket = open(address.port, `${get}\r\n`.repeat(1_000))
  socket.resume()
  await once(socket, 'close')
})

test('pipelined requests are answered one by one', async () => {
  let [running, most] = [0, 0]
  const listener: RequestListener = ({ url }, response) => {
    most = Math.max(most, ++running)
    setImmediate(() => {
      running--
      response.end(`<${url ?? ''}>`)
    })
  }
  const { address } = await start(listener)
  const paths = Array.from({ length: 30 }, (_, i) => `/${String(i)}`)
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`).join('')
  const answers = await text(open(address.port, `${requests}GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`))
  expect(answers.match(/<.*?>/g)).toEqual([...paths, '/'].map((path) => `<${path}>`))
  expect(most).toBe(1)
})

test('a client that sends thousands of requests before it has an answer is cut off', async () => {
  let begun = 0
  const { address } = await start(() => begun++)
  const socket = open(address.port, `${get}\r\n`.repeat(5_000))
  await new Promise((resolve) => socket.once('close', resolve))
  expect(begun).toBe(1)
})

test('closing: running requests are finished, their connections end, and new ones are refused', async () => {
  let answer: () => void = () => undefined
  const waiting: RequestListener = ({ url }, response) => {
    if (url === '/streamed') response.write('first ')
    answer = () => void response.end('done')
  }
  for (const path of ['/', '/streamed']) {
    const server = await start(waiting)
    const agent = new Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    const asked = request(server.address.url + path, { agent })
    const answered = new Promise<string>((resolve, reject) => {
      asked.on('error', reject).on('response', (response) => void text(response).then(resolve, reject))
    })
    asked.end()
    answer = () => undefined
    const unset = answer
    await expect.poll(() => answer !== unset).toBe(true)
    const closed = server.close()
    await expect(send(server.address.url, '/')).rejects.toThrow('ECONNREFUSED')
    answer()
    expect(await answered).toMatch(/done$/)
    await closed
  }
})

test('closing: idle connections end at once, and long requests after a timeout', async () => {
  const server = await start((_request, response) => void response.write('never'), { closing: 200 })
  const idle = open(server.address.port, '')
  const hanging = open(server.address.port, `${get}\r\n`)
  idle.resume()
  hanging.resume()
  await once(hanging, 'data')
  await server.close()
})

test('draining: all requests are answered, on connections that close, until new connections are refused', async () => {
  const server = await start(hello)
  const idle = open(server.address.port, '')
  await once(idle, 'connect')
  const draining = server.drain(200)
  const headers: (string | undefined)[] = []
  let refused = 0
  const clients = Array.from({ length: 5 }, async () => {
    while (refused === 0) {
      // Whatever is not refused has an answer: nothing is reset.
      const answer = await send(server.address.url, '/').catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'ECONNREFUSED' })
        refused++
      })
      if (answer) headers.push(answer.headers.connection)
    }
  })
  await Promise.all([draining, ...clients])
  expect(headers.length).toBeGreaterThan(5)
  expect(new Set(headers)).toEqual(new Set(['close']))
  // A connection that was there before has its answer, too.
  idle.write(`${get}\r\n`)
  expect(await text(idle)).toMatch(/^HTTP\/1\.1 200 /)
  await server.close()
})

test('draining: requests at its end are answered after new connections are refused', async () => {
  const connectsAgain: RequestListener = (_request, response) => {
    const { port } = server.address
    connect(port, '127.0.0.1')
      .on('connect', () => response.end('accepted'))
      .on('error', ({ message }) => response.end(message))
  }
  const server = await start(connectsAgain)
  const client = open(server.address.port, '')
  await once(client, 'connect')
  const draining = server.drain(0)
  // Later than the timer of `drain`, which was set before: the request comes when answers are held back.
  await pause(10)
  client.write(`${get}\r\n`)
  expect(await text(client)).toContain('ECONNREFUSED')
  await draining
})
