import { once } from 'node:events'
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { OutgoingError, TooLargeError } from '../../src/outgoing/errors.js'
import { client, get } from '../support/outgoing-client.js'
import { listen, listenTls } from '../support/http-servers.js'

const trusted = ['127.0.0.0/8']
const tooSlow = 'the server took too long to answer'
const lost = 'the connection was lost before the end'

describe('a response', () => {
  test('has its status, its Content-Type with parameters, and its bytes', async () => {
    const { origin } = await listen((_request, response) => {
      response.writeHead(404, { 'content-type': 'application/gzip; x=y' }).end('nothing')
    })
    const answer = await get(client(trusted), `${origin}/a?b=c`)
    expect(answer).toEqual({ status: 404, contentType: 'application/gzip; x=y', content: Buffer.from('nothing') })
  })

  test('has an empty Content-Type when the server sends none', async () => {
    const { origin } = await listen((_request, response) => response.end('a'))
    expect((await get(client(trusted), origin)).contentType).toBe('')
  })

  test('is not decoded when it has a content encoding', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000))
    const { origin } = await listen((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    })
    expect((await get(client(trusted), origin, { maxBytes: bomb.length })).content).toEqual(bomb)
  })
})

test('a request has a connection of its own, no compression, and the gateway as user agent', async () => {
  let headers: IncomingHttpHeaders = {}
  const listener = await listen((request, response) => {
    headers = request.headers
    response.end()
  })
  await get(client(trusted), `${listener.origin}/a%20b?c=d#e`)
  expect(listener.paths).toEqual(['/a%20b?c=d'])
  expect(headers).toMatchObject({
    connection: 'close',
    'user-agent': 'cozy-registry-gateway',
    'accept-encoding': 'identity',
  })
})

describe('redirects', () => {
  /**
   * A listener that redirects `count` times. Each redirect sets a cookie. `seen` records the headers of the requests.
   */
  function redirectChain(count: number, seen: IncomingHttpHeaders[] = []): RequestListener {
    return (request, response) => {
      seen.push(request.headers)
      const step = Number(request.url?.slice(1))
      if (step >= count) return void response.end('arrived')
      response.writeHead(302, { location: `./${step + 1}`, 'set-cookie': 'a=b' }).end('not this')
    }
  }

  test('are followed 10 times, without cookie and referrer', async () => {
    const seen: IncomingHttpHeaders[] = []
    const { origin } = await listen(redirectChain(10, seen))
    expect((await get(client(trusted), `${origin}/0`)).content.toString()).toBe('arrived')
    expect(seen).toHaveLength(11)
    expect(seen.filter(({ cookie, referer }) => cookie !== undefined || referer !== undefined)).toEqual([])
  })

  test('are not followed an 11th time', async () => {
    const listener = await listen(redirectChain(11))
    await expect(get(client(trusted), `${listener.origin}/0`)).rejects.toMatchObject({
      message: 'too many redirects: 10 are followed at most',
      limit: 'redirects',
      retryable: false,
    })
    expect(listener.paths).toHaveLength(11)
  })

  test('fail when they form a loop', async () => {
    const listener = await listen((_request, response) => response.writeHead(301, { location: '/' }).end())
    await expect(get(client(trusted), listener.origin)).rejects.toThrow('too many redirects')
    expect(listener.paths).toHaveLength(11)
  })

  test('are not followed without a Location header', async () => {
    const { origin } = await listen((request, response) => {
      if (request.url === '/302') return void response.writeHead(302).end()
      response.writeHead(201, { location: '/elsewhere' }).end()
    })
    expect((await get(client(trusted), `${origin}/302`)).status).toBe(302)
    expect((await get(client(trusted), `${origin}/201`)).status).toBe(201)
  })

  test('are followed without reading their body', async () => {
    let connectionClosed: Promise<unknown> | undefined
    const { origin } = await listen((request, response) => {
      if (request.url === '/target') return void response.end('arrived')
      connectionClosed = once(response, 'close')
      response.writeHead(302, { location: '/target' })
      writeForever(response)
    })
    expect((await get(client(trusted), origin)).content.toString()).toBe('arrived')
    await connectionClosed
  })
})

describe('a response body', () => {
  test('is accepted with exactly the size limit, and refused with one byte more', async () => {
    const { origin } = await listen((request, response) => {
      if (request.url === '/announced') response.setHeader('content-length', 1000)
      else response.setHeader('transfer-encoding', 'chunked')
      response.end(Buffer.alloc(1000))
    })
    for (const path of ['/announced', '/chunked']) {
      expect((await get(client(trusted), origin + path, { maxBytes: 1000 })).content).toHaveLength(1000)
      await expect(get(client(trusted), origin + path, { maxBytes: 999 })).rejects.toThrow(TooLargeError)
    }
  })

  test('is refused before it arrives when its Content-Length is above the limit', async () => {
    const { origin } = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': 1001 }).flushHeaders()
    })
    await expect(get(client(trusted), origin, { maxBytes: 1000 })).rejects.toThrow(TooLargeError)
  })

  test('is refused when it has no end', async () => {
    let connectionClosed: Promise<unknown> | undefined
    const { origin } = await listen((_request, response) => {
      connectionClosed = once(response, 'close')
      writeForever(response)
    })
    await expect(get(client(trusted), origin)).rejects.toThrow(TooLargeError)
    await connectionClosed
  })
})

test('a request without timeouts waits for the response', async () => {
  const { origin } = await listen(async (_request, response) => {
    await pause(20)
    response.write('a')
    await pause(20)
    response.end('b')
  })
  const timeouts = { connect: Infinity, headers: Infinity, idle: Infinity }
  expect((await get(client(trusted, { timeouts }), origin)).content.toString()).toBe('ab')
})

describe('a request fails', () => {
  const shortTimeouts = { connect: 10_000, headers: 100, idle: 100 }

  test('when the headers do not arrive in time', async () => {
    const { origin } = await listen(() => undefined)
    const answer = get(client(trusted, { timeouts: shortTimeouts }), origin)
    await expect(answer).rejects.toMatchObject({ message: tooSlow, retryable: true })
  })

  test('when the body pauses for too long', async () => {
    const { origin } = await listen((_request, response) => void response.write('a'))
    const answer = get(client(trusted, { timeouts: shortTimeouts }), origin)
    await expect(answer).rejects.toMatchObject({ message: tooSlow, retryable: true })
  })

  test('when it takes too long in total although bytes arrive steadily', async () => {
    const { origin } = await listen(async (_request, response) => {
      while (!response.destroyed) {
        response.write('a')
        await pause(10)
      }
    })
    const answer = get(client(trusted), origin, { timeout: 200 })
    await expect(answer).rejects.toMatchObject({ message: tooSlow, retryable: true })
  })

  test('when its redirects take too long in total', async () => {
    const listener = await listen(async (_request, response) => {
      await pause(40)
      response.writeHead(302, { location: '/' }).end()
    })
    await expect(get(client(trusted), listener.origin, { timeout: 150 })).rejects.toThrow(tooSlow)
    expect(listener.paths.length).toBeLessThan(5)
  })
})

test("a request fails with the reason of the caller's signal when this signal aborts", async () => {
  const reason = new Error('the caller gave up')
  const { origin } = await listen((_request, response) => void response.write('a'))
  const aborted = AbortSignal.abort(reason)
  await expect(get(client(trusted), origin, { signal: aborted })).rejects.toBe(reason)
  const controller = new AbortController()
  const answer = client(trusted).get(
    origin,
    { maxBytes: 10, timeout: 20_000, signal: controller.signal },
    async ({ body }) => {
      for await (const chunk of body) if (chunk.length > 0) controller.abort(reason)
    },
  )
  await expect(answer).rejects.toBe(reason)
})

describe('a connection', () => {
  test('that is lost in the middle of the body makes the request fail', async () => {
    const { origin } = await listen((request, response) => {
      if (request.url === '/announced') response.setHeader('content-length', 1000)
      response.write('a', () => response.destroy())
    })
    for (const path of ['/announced', '/chunked']) {
      await expect(get(client(trusted), origin + path)).rejects.toMatchObject({ message: lost, retryable: true })
    }
  })

  test('that is lost before the caller reads the body makes the request fail', async () => {
    const { origin } = await listen((_request, response) => {
      response.write('a', () => setTimeout(() => response.socket?.resetAndDestroy(), 10))
    })
    const answer = client(trusted).get(origin, { maxBytes: 10, timeout: 20_000 }, async ({ body }) => {
      await pause(100)
      return buffer(body)
    })
    await expect(answer).rejects.toMatchObject({ message: lost, retryable: true })
  })

  test('is closed when the caller fails without reading the body', async () => {
    let connectionClosed: Promise<unknown> | undefined
    const { origin } = await listen((_request, response) => {
      connectionClosed = once(response, 'close')
      writeForever(response)
    })
    const failure = new Error('no space left')
    const answer = client(trusted).get(origin, { maxBytes: 10, timeout: 20_000 }, () => Promise.reject(failure))
    await expect(answer).rejects.toBe(failure)
    await connectionClosed
  })

  // If nothing handles the upgrade, Node.js closes the connection without an event.
  test('is refused when the server switches to another protocol', async () => {
    const { origin } = await listen((_request, response) => {
      response.writeHead(101, { connection: 'upgrade', upgrade: 'websocket' }).flushHeaders()
    })
    await expect(get(client(trusted), origin)).rejects.toMatchObject({
      message: 'the server could not be reached, or this registry may not connect to it',
    })
  })

  test('is refused when the certificate of the server is not trusted', async () => {
    const listener = await listenTls((_request, response) => response.end('secret'))
    await expect(get(client(trusted), listener.origin)).rejects.toMatchObject({
      message: 'the certificate of the server is not valid',
      retryable: false,
    })
    expect(listener.paths).toEqual([])
  })
})

test('error messages contain neither an address nor a cause', async () => {
  const { origin, port } = await listen((_request, response) => void response.destroy())
  const tls = `https://127.0.0.1:${port}`
  const unknown = () => Promise.resolve([])
  for (const url of [origin, tls, 'http://127.0.0.1:1', 'http://[::1]:1', 'http://localhost']) {
    const error = await get(client(trusted, { lookup: unknown }), url).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(OutgoingError)
    expect(String(error)).not.toMatch(/\d|::|ECONN|ENOTFOUND|localhost|socket/)
  }
})

/** Writes to the response until it is closed. */
function writeForever(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024)
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', more)
  more()
}
