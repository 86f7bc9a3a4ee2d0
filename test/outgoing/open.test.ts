import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { RequestBounds } from '../../src/outgoing/client.js'
import { OutgoingError, TooLargeError } from '../../src/outgoing/errors.js'
import type { OutgoingRequest } from '../../src/outgoing/redirects.js'
import { listen, type RecordingServer } from '../support/http-servers.js'
import { answerOf, startRawServer } from '../support/raw-server.js'
import { client, lookupOf } from '../support/outgoing-client.js'

// Longer than a test may take, so that a test fails if only this timeout would close its connection.
const endless = 600_000
const timeouts = { connect: 10_000, headers: endless, idle: endless }
const outgoing = client(['127.0.0.0/8'], { timeouts })

function open(request: Partial<OutgoingRequest> & { url: string }, bounds: Partial<RequestBounds> = {}) {
  return outgoing.open({ method: 'GET', headers: [], ...request }, { maxBytes: 1000, timeout: endless, ...bounds })
}

/** A request that a server received. */
interface ReceivedRequest {
  method: string | undefined
  path: string | undefined
  headers: IncomingHttpHeaders
  body: string
}

/** Starts a server that records its requests. It answers the path `/<status>/<location>` with this redirect. */
async function startRedirectServer(host = '127.0.0.1'): Promise<RecordingServer & { seen: ReceivedRequest[] }> {
  const seen: ReceivedRequest[] = []
  const listener = await listen(async (request, response) => {
    seen.push({ method: request.method, path: request.url, headers: request.headers, body: await text(request) })
    const [, status, location] = /^\/(30\d)\/(.*)$/.exec(request.url ?? '') ?? []
    if (location === undefined) response.end('arrived')
    else response.writeHead(Number(status), { location: decodeURIComponent(location) }).end()
  }, host)
  return Object.assign(listener, { seen })
}

describe('a request', () => {
  test('has the given target and headers, and otherwise only the headers Host, Connection and Accept-Encoding', async () => {
    const server = await startRedirectServer()
    const target = "//a/./b/../%2e%2e/c;d,(e)'!*?x={y}&z=a+b"
    await open({ url: server.origin, target, headers: [['X-A', 'b']] }).then(({ body }) => buffer(body))
    const headers = { host: `127.0.0.1:${server.port}`, connection: 'close', 'x-a': 'b', 'accept-encoding': 'gzip' }
    expect(server.seen).toEqual([{ method: 'GET', path: target, headers, body: '' }])
  })

  test.each(['', 'été'])('sends the body "%s" with its length', async (body) => {
    const server = await startRedirectServer()
    await open({ url: server.origin, method: 'POST', body: Buffer.from(body) })
    expect(server.seen[0]).toMatchObject({ method: 'POST', body })
    expect(server.seen[0]?.headers).toMatchObject({ 'content-length': String(Buffer.byteLength(body)) })
    expect(server.seen[0]?.headers).not.toHaveProperty('transfer-encoding')
  })
})

describe('an answer', () => {
  test('has its status, and its headers in order', async () => {
    const { origin } = await listen((_request, response) => {
      response.writeHead(418, ['X-A', '1', 'Set-Cookie', 'a=b', 'x-a', '2', 'Content-Length', '1']).end('a')
    })
    const { status, headers, body } = await open({ url: origin })
    expect(status).toBe(418)
    expect(headers.slice(0, 4)).toEqual([
      ['X-A', '1'],
      ['Set-Cookie', 'a=b'],
      ['x-a', '2'],
      ['Content-Length', '1'],
    ])
    expect(await text(body)).toBe('a')
  })

  test('in gzip is decoded', async () => {
    const { origin } = await listen((_request, response) => {
      const body = gzipSync('decoded')
      response.writeHead(200, { 'Content-Encoding': 'GZIP', 'Content-Length': body.length, 'X-A': 'b' }).end(body)
    })
    const { headers, body } = await open({ url: origin })
    expect(headers.map(([name]) => name)).not.toContain('Content-Encoding')
    expect(headers.map(([name]) => name)).not.toContain('Content-Length')
    expect(headers).toContainEqual(['X-A', 'b'])
    expect(await text(body)).toBe('decoded')
  })

  test.each(['gzip', 'identity', 'br'])(
    'is not decoded when the request has its own Accept-Encoding (%s)',
    async (encoding) => {
      let accepted: string | undefined
      const body = gzipSync('as it is')
      const { origin } = await listen((request, response) => {
        accepted = request.headers['accept-encoding']
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(body)
      })
      const answer = await open({ url: origin, headers: [['accept-Encoding', encoding]] })
      expect(accepted).toBe(encoding)
      expect(answer.headers).toContainEqual(['Content-Encoding', 'gzip'])
      expect(await buffer(answer.body)).toEqual(body)
    },
  )

  test.each([204, 304, 200])('with status %i, gzip encoding and an empty body is accepted', async (status) => {
    const { origin } = await listen((_request, response) => {
      response.writeHead(status, { 'Content-Encoding': 'gzip', 'Content-Length': 0 }).end()
    })
    expect(await text((await open({ url: origin })).body)).toBe('')
  })

  test('without a valid status is an error', async () => {
    const url = await startRawServer((socket) => socket.end(answerOf('099 Strange', 'x')))
    await expect(open({ url })).rejects.toThrow(OutgoingError)
  })

  test('that is damaged or incomplete is an error', async () => {
    const { origin } = await listen((request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' })
      if (request.url === '/damaged') return void response.end('this is no gzip')
      response.write(gzipSync(Buffer.alloc(1000)).subarray(0, 20), () => response.destroy())
    })
    for (const target of ['/damaged', '/broken']) {
      const { body } = await open({ url: origin, target })
      await expect(buffer(body)).rejects.toThrow(OutgoingError)
    }
  })
})

describe('the size limit', () => {
  test('applies to the decoded body, and a larger body closes the connection', async () => {
    let connectionClosed: Promise<unknown> | undefined
    const { origin } = await listen((request, response) => {
      connectionClosed = once(response, 'close')
      response.writeHead(200, { 'Content-Encoding': 'gzip' })
      response.write(gzipSync(Buffer.alloc(request.url === '/fits' ? 1000 : 1001)))
      if (request.url === '/fits') response.end()
    })
    expect(await buffer((await open({ url: origin, target: '/fits' })).body)).toHaveLength(1000)
    const answer = await open({ url: origin, target: '/bomb' })
    await expect(buffer(answer.body)).rejects.toThrow(TooLargeError)
    await connectionClosed
    await answer.closed
  })

  test('refuses a larger Content-Length before any byte of the body', async () => {
    let connectionClosed: Promise<unknown> | undefined
    const { origin } = await listen((_request, response) => {
      connectionClosed = once(response, 'close')
      response.writeHead(200, { 'Content-Length': 1001 }).flushHeaders()
    })
    await expect(open({ url: origin })).rejects.toThrow(TooLargeError)
    await connectionClosed
  })
})

describe('the connection', () => {
  test('is closed after the body, by `close`, by a reader that stops, and by the timeout of an unread body', async () => {
    const closings: Promise<unknown>[] = []
    const { origin } = await listen((request, response) => {
      closings.push(once(response, 'close'))
      response.write('a')
      if (request.url === '/ends') response.end()
    })
    const read = await open({ url: origin, target: '/ends' })
    await buffer(read.body)
    await read.closed
    const closed = await open({ url: origin })
    closed.close()
    await closed.closed
    const stopped = await open({ url: origin })
    for await (const chunk of stopped.body) if (chunk.length > 0) break
    await stopped.closed
    await (
      await open({ url: origin }, { timeout: 200 })
    ).closed
    await Promise.all(closings)
  })

  test('is closed when the caller aborts, and the body fails with the reason', async () => {
    const reason = new Error('the client has gone')
    const { origin } = await listen((_request, response) => void response.write('a'))
    const controller = new AbortController()
    const { body, closed } = await open({ url: origin }, { signal: controller.signal })
    controller.abort(reason)
    await closed
    await expect(buffer(body)).rejects.toBe(reason)
  })

  test('waits no longer than the timeout for an answer', async () => {
    const { origin } = await listen(() => undefined)
    await expect(open({ url: origin }, { timeout: 100 })).rejects.toThrow('the server took too long to answer')
  })
})

describe('redirects', () => {
  const secretHeaders = new Set(['x-key'])
  const headers = [
    ['Authorization', 'a'],
    ['Cookie', 'b'],
    ['Proxy-Authorization', 'c'],
    ['X-Key', 'd'],
    ['X-Other', 'e'],
  ] as const

  /** Sends a request that the first server redirects. Returns the request that the last server received. */
  async function follow(
    servers: { from: RecordingServer & { seen: ReceivedRequest[] }; to: RecordingServer & { seen: ReceivedRequest[] } },
    status: number,
    request: Partial<OutgoingRequest> = {},
  ): Promise<ReceivedRequest | undefined> {
    const target = `/${status}/${encodeURIComponent(`${servers.to.origin}/end`)}`
    await open({ url: servers.from.origin, target, headers, secretHeaders, ...request })
    return servers.to.seen.at(-1)
  }

  test.each([
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'body'],
    [308, 'POST', 'body'],
  ])('with status %i of a POST to the same host are followed with %s', async (status, method, body) => {
    const server = await startRedirectServer()
    const post = { method: 'POST', body: Buffer.from('body'), hasSecret: true } as const
    const seen = await follow({ from: server, to: server }, status, post)
    expect(seen).toMatchObject({ method, body, path: '/end' })
    expect(seen?.headers).toMatchObject({ authorization: 'a', cookie: 'b', 'x-key': 'd', 'x-other': 'e' })
    expect(seen?.headers).not.toHaveProperty('referer')
  })

  test.each(['127.0.0.1', '127.0.0.2'])(
    'to another port or host (%s) are followed without credentials and secrets',
    async (host) => {
      const [from, to] = [await startRedirectServer(), await startRedirectServer(host)]
      const seen = await follow({ from, to }, 302)
      expect(seen?.headers).toEqual({
        host: `${host}:${to.port}`,
        connection: 'close',
        'x-other': 'e',
        'accept-encoding': 'gzip',
      })
      await follow({ from, to: from }, 302)
      expect(from.seen.at(-1)?.headers).toHaveProperty('x-key')
    },
  )

  test('back to the first host do not restore secrets', async () => {
    const [from, to] = [await startRedirectServer(), await startRedirectServer('127.0.0.2')]
    const back = `${to.origin}/302/${encodeURIComponent(`${from.origin}/end`)}`
    await open({ url: from.origin, target: `/302/${encodeURIComponent(back)}`, headers, secretHeaders })
    expect(from.seen.at(-1)).toMatchObject({ path: '/end' })
    expect(from.seen.at(-1)?.headers).not.toHaveProperty('x-key')
  })

  test('to another host are not followed with a secret in the URL or body', async () => {
    const [from, to] = [await startRedirectServer(), await startRedirectServer('127.0.0.2')]
    await expect(follow({ from, to }, 302, { hasSecret: true })).rejects.toThrow(OutgoingError)
    expect(to.connections).toBe(0)
  })

  test.each([307, 308])('with status %i of a POST to another host are not followed', async (status) => {
    const [from, to] = [await startRedirectServer(), await startRedirectServer('127.0.0.2')]
    const post = { method: 'POST', body: Buffer.from('body') } as const
    await expect(follow({ from, to }, status, post)).rejects.toThrow(OutgoingError)
    expect(to.connections).toBe(0)
    expect(await follow({ from, to }, 303, post)).toMatchObject({ method: 'GET', body: '' })
  })

  test('are followed at most 5 times', async () => {
    const server = await listen((request, response) => {
      const step = Number(request.url?.slice(1))
      response.writeHead(step > 0 ? 302 : 200, { location: `/${step - 1}` }).end()
    })
    expect((await open({ url: server.origin, target: '/5' })).status).toBe(200)
    await expect(open({ url: server.origin, target: '/6' })).rejects.toThrow('too many redirects')
    expect(server.paths).toEqual(['/5', '/4', '/3', '/2', '/1', '/0', '/6', '/5', '/4', '/3', '/2', '/1'])
  })

  test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'http://u:p@127.0.0.1/', 'http://'])(
    'to %s are not followed',
    async (location) => {
      const { origin } = await startRedirectServer()
      const target = `/302/${encodeURIComponent(location)}`
      await expect(open({ url: origin, target })).rejects.toThrow(OutgoingError)
    },
  )

  test('are relative to the requested path', async () => {
    const server = await startRedirectServer()
    await open({ url: server.origin, target: '/302/..%2Fx%3Fy' })
    expect(server.paths.at(-1)).toBe('/x?y')
  })
})

test('a port other than 80 and 443 is allowed only on a trusted private address', async () => {
  const server = await startRedirectServer()
  const guardRules = { trustsOnlyPrivate: true, ports: [80, 443] }
  const lookup = lookupOf('api.example', ['93.184.216.34'], ['127.0.0.1'])
  const strict = client(['127.0.0.0/8'], { guardRules, lookup })
  const request = { method: 'GET', url: `http://api.example:${server.port}/`, headers: [] } as const
  const bounds = { maxBytes: 1000, timeout: 20_000 }
  await expect(strict.open(request, bounds)).rejects.toThrow('the server could not be reached')
  expect((await strict.open(request, bounds)).status).toBe(200)
  expect(server.connections).toBe(1)
})
