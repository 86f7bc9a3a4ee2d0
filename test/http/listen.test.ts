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

const longLimits: Limits = {
  headersTimeout: 60_000,
  requestTimeout: 60_000,
  unreadBodyTimeout: 60_000,
  idleTimeout: 60_000,
  closingTimeout: 60_000,
  answerTimeout: 60_000,
  unsentBytes: 1e9,
}

async function start(listener: RequestListener, limits: Partial<Limits> = {}) {
  const server = await listen(listener, { host: '127.0.0.1', port: 0 }, { ...longLimits, ...limits })
  onTestFinished(server.close)
  return server
}

/** Opens a connection, and sends a request or a part of a request. */
function open(port: number, data: string): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(data)
  onTestFinished(() => void socket.destroy())
  return socket
}

const hello: RequestListener = (_request, response) => void response.end('hello')
const get = 'GET / HTTP/1.1\r\nHost: here\r\n'

test.each(['::1', '[::1]'])('the address of a server on %s has brackets', async (host) => {
  const server = await listen(hello, { host, port: 0 })
  onTestFinished(server.close)
  const { url, port } = server.address
  expect(server.address).toMatchObject({ host: '[::1]', url: `http://[::1]:${String(port)}` })
  expect(await (await fetch(url)).text()).toBe('hello')
})

test('the backlog of connections is as long as the system allows', async (context) => {
  const run = promisify(execFile)
  const { address } = await start(hello)
  const output = run('ss', ['-Hltn', `sport = :${String(address.port)}`])
  const listening = await output.catch(() => undefined)
  if (!listening) return context.skip('needs ss(8)')
  const maximum = (await readFile('/proc/sys/net/core/somaxconn', 'utf8')).trim()
  // The columns of `ss -l` are: state, connections in the backlog, maximum backlog.
  expect(listening.stdout.split(/\s+/)[2]).toBe(maximum)
})

test('a request is answered with 408 when its headers do not arrive in time', async () => {
  const { address } = await start(hello, { headersTimeout: 300 })
  expect(await text(open(address.port, get))).toMatch(/^HTTP\/1\.1 408 /)
})

test('a connection is closed when the request body does not arrive in time', async () => {
  const { address } = await start(() => undefined, { headersTimeout: 300, requestTimeout: 600 })
  const socket = open(address.port, 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nab')
  socket.resume()
  await once(socket, 'close')
})

test('a connection is closed when its request body still arrives long after the response', async () => {
  const { address } = await start(hello, { unreadBodyTimeout: 500 })
  const socket = open(address.port, 'GET / HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n')
  const trickle = setInterval(() => socket.write('x'), 50)
  onTestFinished(() => clearInterval(trickle))
  let received = ''
  // The client is still sending, so its connection may be reset.
  socket.on('data', (chunk) => (received += String(chunk))).on('error', () => undefined)
  await new Promise((resolve) => socket.once('close', resolve))
  expect(received).toMatch(/^HTTP\/1\.1 200 .*hello$/s)
})

test('a request body can take longer than the timeout for unread bodies when the listener reads it', async () => {
  const slow: RequestListener = (request, response) => {
    void text(request).then((body) => setTimeout(() => response.end(body), 300))
  }
  const { address } = await start(slow, { unreadBodyTimeout: 200 })
  const socket = open(address.port, 'POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 4\r\n\r\nab')
  setTimeout(() => socket.write('cd'), 400)
  expect(await text(socket)).toMatch(/abcd$/)
})

test('a response can take longer than the timeouts for requests', async () => {
  const late: RequestListener = (_request, response) => void setTimeout(() => response.end('late'), 600)
  const { address } = await start(late, { idleTimeout: 200, requestTimeout: 300, headersTimeout: 200 })
  expect((await send(address.url, '/')).text).toBe('late')
})

test('a client is disconnected when it does not read its response, but not when it reads slowly', async () => {
  const content = Buffer.alloc(50_000_000)
  let isClosed = false
  const large: RequestListener = (_request, response) => {
    response.on('close', () => (isClosed = true))
    response.end(content)
  }
  const { address } = await start(large, { idleTimeout: 500 })
  const socket = open(address.port, `${get}\r\n`)
  socket.pause()
  await expect.poll(() => isClosed, { timeout: 10_000 }).toBe(true)

  const slow = open(address.port, `${get}Connection: close\r\n\r\n`)
  let bytes = 0
  for await (const chunk of slow) {
    if (Buffer.isBuffer(chunk)) bytes += chunk.length
    if (bytes < 5_000_000) await pause(10)
  }
  expect(bytes).toBeGreaterThan(content.length)
})

test('clients are disconnected when their unread responses take too much memory', async () => {
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

test('the oldest unread response is dropped first', async () => {
  const ended: string[] = []
  const listener: RequestListener = ({ url = '' }, response) => {
    response.once('close', () => ended.push(url))
    response.end(Buffer.alloc(url === '/large' ? 40_000_000 : 30_000_000))
  }
  const { address } = await start(listener, { unsentBytes: 75_000_000 })
  const request = (path: string) =>
    open(address.port, `GET ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`)
  for (const path of ['/0', '/1']) await once(request(path), 'readable')
  await pause(500)
  const large = request('/large')
  await expect.poll(() => ended, { timeout: 10_000 }).toEqual(['/0'])
  expect((await text(large)).length).toBeGreaterThan(40_000_000)
})

test('a client is disconnected when it pipelines a thousand requests without a response', async () => {
  const { address } = await start(() => undefined)
  const socket = open(address.port, `${get}\r\n`.repeat(1_000))
  socket.resume()
  await once(socket, 'close')
})

test('pipelined requests are handled one after the other', async () => {
  let [running, maximum] = [0, 0]
  const listener: RequestListener = ({ url }, response) => {
    maximum = Math.max(maximum, ++running)
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
  expect(maximum).toBe(1)
})

test('only the first of thousands of pipelined requests is handled when it gets no response', async () => {
  let handled = 0
  const { address } = await start(() => handled++)
  const socket = open(address.port, `${get}\r\n`.repeat(5_000))
  await new Promise((resolve) => socket.once('close', resolve))
  expect(handled).toBe(1)
})

test('close() finishes running requests, then closes their keep-alive connections', async () => {
  let respond: () => void = () => undefined
  const waiting: RequestListener = ({ url }, response) => {
    if (url === '/streamed') response.write('first ')
    respond = () => void response.end('done')
  }
  for (const path of ['/', '/streamed']) {
    const server = await start(waiting)
    const agent = new Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    const outgoing = request(server.address.url + path, { agent })
    const body = new Promise<string>((resolve, reject) => {
      outgoing.on('error', reject).on('response', (response) => void text(response).then(resolve, reject))
    })
    outgoing.end()
    respond = () => undefined
    const unset = respond
    await expect.poll(() => respond !== unset).toBe(true)
    const closed = server.close()
    await expect(send(server.address.url, '/')).rejects.toThrow('ECONNREFUSED')
    respond()
    expect(await body).toMatch(/done$/)
    await closed
  }
})

test('close() disconnects clients that do not read their responses within a timeout', async () => {
  const large = Buffer.alloc(50_000_000)
  const server = await start((_request, response) => void response.write(large), { closingTimeout: 200 })
  const idle = open(server.address.port, '')
  const hanging = open(server.address.port, `${get}\r\n`)
  idle.resume()
  await once(hanging, 'readable')
  await server.close()
})

test('close() waits for the next part of a response even after the timeout for clients that do not read', async () => {
  let finish: () => void = () => undefined
  const listener: RequestListener = (_request, response) => {
    response.write('first ')
    finish = () => void response.end('last')
  }
  const server = await start(listener, { closingTimeout: 1 })
  const [idle, client] = [open(server.address.port, ''), open(server.address.port, `${get}\r\n`)]
  await once(client, 'readable')
  const closed = server.close()
  await once(idle, 'close')
  finish()
  expect(await text(client)).toContain('last')
  await closed
})

test('close() ends requests whose responses do not start in time', async () => {
  let isHandled = false
  const server = await start(() => void (isHandled = true), { answerTimeout: 200 })
  const hanging = open(server.address.port, `${get}\r\n`)
  hanging.resume()
  await expect.poll(() => isHandled).toBe(true)
  const [ended] = await Promise.all([once(hanging, 'close'), server.close()])
  expect(ended).toBeDefined()
})

test('close() waits for a running request until its end when answerTimeout is infinite', async () => {
  let respond: () => void = () => undefined
  const server = await start((_request, response) => void (respond = () => response.end('done')), {
    answerTimeout: Infinity,
  })
  const unset = respond
  const answer = send(server.address.url, '/')
  await expect.poll(() => respond !== unset).toBe(true)
  const closed = server.close()
  await pause(50)
  respond()
  expect(await answer).toMatchObject({ status: 200 })
  await closed
})

test('drain() answers all requests with "Connection: close" until it refuses new connections', async () => {
  const server = await start(hello)
  const idle = open(server.address.port, '')
  await once(idle, 'connect')
  const draining = server.drain(200)
  const headers: (string | undefined)[] = []
  let refused = 0
  const clients = Array.from({ length: 5 }, async () => {
    while (refused === 0) {
      // Each request is answered, or its connection is refused. No connection is reset.
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
  // A connection that was opened before `drain` is still answered.
  idle.write(`${get}\r\n`)
  expect(await text(idle)).toMatch(/^HTTP\/1\.1 200 /)
  await server.close()
})

test('drain() delays the last responses until it refuses new connections', async () => {
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
  // By now the timer of `drain` has fired. The response to this request is delayed.
  await pause(10)
  client.write(`${get}\r\n`)
  expect(await text(client)).toContain('ECONNREFUSED')
  await draining
})
