import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { Outgoing } from '../../src/outgoing/client.js'
import { OutgoingError } from '../../src/outgoing/errors.js'
import { client, get, lookupOf } from '../support/outgoing-client.js'
import { startProxy, tunnel, type ProxyServer } from '../support/proxy-server.js'
import { listen, listenTls, type RecordingServer } from '../support/http-servers.js'

// The public error message for every failure of a proxy, and for every forbidden address.
const generic = 'the server could not be reached, or this registry may not connect to it'
const name = 'archives.example.test'
const address = '93.184.216.34'

/** Starts a server that answers with the host and the path of the request. The test proxy connects to it for any address. */
function startServer(): Promise<RecordingServer> {
  return listen(({ headers, url }, response) => void response.end(`${headers.host ?? ''} ${url ?? ''}`))
}

interface Options {
  /** Whether the proxy resolves host names. By default the gateway does. */
  resolves?: boolean
  noProxy?: string
  /** User information in the URL of the proxy: `name:password@`. */
  user?: string
  /** The addresses that the gateway resolves `name` to. */
  addresses?: string[]
  /** The connect timeout in milliseconds. */
  connect?: number
}

/** A client of the proxy. It trusts no private network. */
function clientThrough(proxy: ProxyServer, options: Options = {}): Outgoing {
  const { resolves = false, noProxy = '', user = '', addresses = [address], connect = 10_000 } = options
  const url = new URL(`http://${user}127.0.0.1:${proxy.port}`)
  return client([], {
    lookup: lookupOf(name, addresses),
    proxies: () => ({ http: url, https: url, noProxy, resolves }),
    timeouts: { connect, headers: 10_000, idle: 10_000 },
  })
}

/** Returns the error of a rejected request. */
async function failureOf(answer: Promise<unknown>): Promise<OutgoingError> {
  const error = await answer.catch((error: unknown) => error)
  if (!(error instanceof OutgoingError)) throw new Error('It should have failed', { cause: error })
  return error
}

describe('a proxy', () => {
  test('gets CONNECT with the address that the gateway resolved', async () => {
    const proxy = await startProxy(await startServer())
    const answer = await get(clientThrough(proxy), `http://${name}/a?b#c`)
    expect(answer.content.toString()).toBe(`${name} /a?b`)
    expect(proxy.requests).toEqual([`CONNECT ${address}:80`])
  })

  test('gets CONNECT with the second address of the server when it cannot reach the first', async () => {
    const target = await startServer()
    const proxy = await startProxy(target, {
      onConnect(authority, socket) {
        if (authority === `${address}:80`) socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n')
        else tunnel(socket, target.port)
      },
    })
    // IPv4 addresses are tried first.
    const addresses = ['2606:4700::1111', address]
    expect((await get(clientThrough(proxy, { addresses }), `http://${name}/a`)).content.toString()).toBe(`${name} /a`)
    expect(proxy.requests).toEqual([`CONNECT ${address}:80`, 'CONNECT [2606:4700::1111]:80'])
  })

  test('lets the gateway check the certificate of an https server', async () => {
    const target = await listenTls((_request, response) => void response.end('secret'))
    const proxy = await startProxy(target)
    const failure = await failureOf(get(clientThrough(proxy), `https://${name}/a`))
    expect(failure.message).toBe('the certificate of the server is not valid')
    expect(proxy.requests).toEqual([`CONNECT ${address}:443`])
    expect(target.paths).toEqual([])
  })

  test('makes each request fail when its configuration is invalid', async () => {
    const server = await listen((_request, response) => void response.end())
    const outgoing = client(['127.0.0.0/8'], {
      proxies: () => {
        throw new Error('no address of a proxy')
      },
    })
    for (let attempt = 0; attempt < 2; attempt++)
      await expect(get(outgoing, server.origin)).rejects.toThrow('no address')
    expect(server.connections).toBe(0)
  })

  test('gets the decoded user and password from its URL', async () => {
    const proxy = await startProxy(await startServer(), { requiredCredentials: 'me:p@ss' })
    await get(clientThrough(proxy, { user: 'me:p%40ss@' }), `http://${name}/a`)
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`])
  })

  test('must have a certificate for its own name when it uses TLS', async () => {
    const proxy = await startProxy(await startServer(), { tls: true })
    const url = new URL(`https://localhost:${proxy.port}`)
    for (const resolves of [false, true]) {
      const proxies = () => ({ http: url, https: url, noProxy: '', resolves })
      const outgoing = client([], { lookup: lookupOf(name, [address]), proxies })
      for (const scheme of ['http', 'https']) {
        const failure = await failureOf(get(outgoing, `${scheme}://${name}/a`))
        expect(failure.message).toBe(generic)
        expect(String(failure.cause)).toMatch(/^ProxyError: The proxy localhost:\d+ can't be used: .*certificate/)
      }
    }
    expect(proxy.serverNames).toEqual(['localhost', 'localhost', 'localhost', 'localhost'])
  })

  test('is used for redirects, too', async () => {
    const target = await listen(({ url }, response) => {
      if (url === '/a') response.writeHead(302, { location: `http://${address}:8080/b` }).end()
      else response.end('arrived')
    })
    const proxy = await startProxy(target)
    expect((await get(clientThrough(proxy), `http://${name}/a`)).content.toString()).toBe('arrived')
    expect(proxy.requests).toEqual([`CONNECT ${address}:80`, `CONNECT ${address}:8080`])
  })

  test('is used neither for hosts in NO_PROXY nor for this machine', async () => {
    const target = await startServer()
    const proxy = await startProxy(target)
    const excluding = clientThrough(proxy, { noProxy: '.test', addresses: ['10.1.2.3'] })
    expect(await failureOf(get(excluding, `http://${name}/a`))).toMatchObject({ message: generic, retryable: false })
    expect((await get(client(['127.0.0.0/8']), `http://127.0.0.1:${target.port}/a`)).status).toBe(200)
    expect(proxy.requests).toEqual([])
  })

  test('is never asked to connect to a private address', async () => {
    const target = await startServer()
    const proxy = await startProxy(target)
    const resolvingPrivate = clientThrough(proxy, { addresses: ['10.1.2.3'] })
    const resolvingMixed = clientThrough(proxy, { addresses: [address, '10.1.2.3'] })
    const refused: [Outgoing, string][] = [
      [resolvingPrivate, `http://${name}/a`],
      [resolvingPrivate, `https://${name}/a`],
      [resolvingMixed, `http://${name}/a`],
      [resolvingPrivate, 'http://10.1.2.3/a'],
      [resolvingPrivate, 'https://169.254.169.254/a'],
      [resolvingPrivate, 'http://[fd00::1]/a'],
      [resolvingPrivate, `http://127.0.0.1:${target.port}/a`],
      [resolvingPrivate, `http://localhost:${target.port}/a`],
      [clientThrough(proxy, { resolves: true }), 'http://10.1.2.3/a'],
      [clientThrough(proxy, { resolves: true }), 'https://[fd00::1]/a'],
      [clientThrough(proxy, { resolves: true }), `http://127.0.0.1:${target.port}/a`],
    ]
    for (const [outgoing, url] of refused) {
      expect(await failureOf(get(outgoing, url))).toMatchObject({ message: generic, retryable: false })
    }
    expect([proxy.requests, target.connections]).toEqual([[], 0])
  })

  test('is not asked to follow a redirect to a private address', async () => {
    const target = await listen((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    })
    const proxy = await startProxy(target)
    const failure = await failureOf(get(clientThrough(proxy), `http://${name}/a`))
    expect(failure).toMatchObject({ message: generic, retryable: false })
    expect(proxy.requests).toEqual([`CONNECT ${address}:80`])
  })
})

describe('a proxy that resolves names', () => {
  test('gets a GET request with an absolute URL for http', async () => {
    const proxy = await startProxy(await startServer(), { requiredCredentials: 'me:word' })
    const outgoing = clientThrough(proxy, { resolves: true, user: 'me:word@', addresses: [] })
    const answer = await get(outgoing, `http://${name}:8080/a#b`)
    expect(answer.content.toString()).toBe(`${name}:8080 /a`)
    expect(proxy.requests).toEqual([`GET http://${name}:8080/a`])
  })

  test('gets CONNECT with the host name for https', async () => {
    const proxy = await startProxy(await listenTls((_request, response) => void response.end('secret')))
    await failureOf(get(clientThrough(proxy, { resolves: true, addresses: [] }), `https://${name}/a`))
    expect(proxy.requests).toEqual([`CONNECT ${name}:443`])
  })
})

describe('a request fails', () => {
  test.each([false, true])(
    'and is not retryable when the proxy refuses the password (the proxy resolves names: %s)',
    async (resolves) => {
      const proxy = await startProxy(await startServer(), { requiredCredentials: 'me:word' })
      const failure = await failureOf(get(clientThrough(proxy, { resolves, user: 'me:other@' }), `http://${name}/a`))
      expect(failure).toMatchObject({ message: generic, retryable: false })
      expect(String(failure.cause)).toMatch(/^ProxyError: The proxy 127\.0\.0\.1:\d+ answered .* with status 407$/)
    },
  )

  test.each([
    ['403 Forbidden', false],
    ['502 Bad Gateway', true],
  ])('when the proxy answers %s to CONNECT (retryable: %s)', async (line, retryable) => {
    const proxy = await startProxy(await startServer(), {
      onConnect: (_authority, socket) => void socket.end(`HTTP/1.1 ${line}\r\n\r\n<html>`),
    })
    expect(await failureOf(get(clientThrough(proxy), `http://${name}/a`))).toMatchObject({
      message: generic,
      retryable,
    })
  })

  test.each([
    ['closes the connection', (socket: { destroy(): unknown }) => socket.destroy()],
    [
      'speaks another protocol',
      (socket: { end(text: string): unknown }) => socket.end('220 mail.example.org ESMTP\r\n'),
    ],
  ])('when the proxy %s', async (_case, onSocket) => {
    const proxy = await startProxy(await startServer(), { onConnect: (_authority, socket) => void onSocket(socket) })
    const failure = await failureOf(get(clientThrough(proxy), `http://${name}/a`))
    expect(failure).toMatchObject({ message: generic, retryable: true })
    expect(String(failure.cause)).toMatch(/^ProxyError: The proxy 127\.0\.0\.1:\d+ can't be used: /)
  })

  test('when nothing listens at the address of the proxy', async () => {
    const proxy = { port: 1, url: new URL('http://127.0.0.1:1'), requests: [], credentials: [], serverNames: [] }
    for (const resolves of [false, true]) {
      const failure = await failureOf(get(clientThrough(proxy, { resolves }), `http://${name}/a`))
      expect(failure).toMatchObject({ message: generic, retryable: true })
      expect(String(failure.cause)).toMatch(/^ProxyError: The proxy 127\.0\.0\.1:1 can't be used: .*ECONNREFUSED/)
    }
  })

  test('when the proxy does not answer in time, or the caller aborts', async () => {
    const proxy = await startProxy(await startServer(), { onConnect: () => undefined })
    const slow = await failureOf(get(clientThrough(proxy, { connect: 50 }), `http://${name}/a`))
    expect(slow).toMatchObject({ message: 'the server took too long to answer', retryable: true })
    const reason = new Error('the caller gave up')
    const controller = new AbortController()
    const answer = get(clientThrough(proxy), `http://${name}/a`, { signal: controller.signal })
    await expect.poll(() => proxy.requests).toHaveLength(2)
    controller.abort(reason)
    await expect(answer).rejects.toBe(reason)
  })

  test('when the proxy closes the connection in the middle of a body', async () => {
    const target = await listen(
      (_request, response) => void response.writeHead(200, { 'content-length': 10 }).write('a'),
    )
    const proxy = await startProxy(target, {
      onConnect(_authority, socket) {
        tunnel(socket, target.port)
        socket.once('data', () => setTimeout(() => socket.destroy(), 20))
      },
    })
    const failure = await failureOf(get(clientThrough(proxy), `http://${name}/a`))
    expect(failure.retryable).toBe(true)
  })

  test('when the proxy answers with too many headers', async () => {
    const proxy = await startProxy(await startServer(), {
      onConnect: (_authority, socket) => void socket.end(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(100_000)}\r\n`),
    })
    expect(await failureOf(get(clientThrough(proxy), `http://${name}/a`))).toMatchObject({ message: generic })
  })
})

describe('a request with a body', () => {
  const request = {
    method: 'POST',
    url: `http://${name}`,
    target: '//a/./{b}',
    headers: [],
    body: Buffer.from('b'),
  } as const
  const bounds = { maxBytes: 1000, timeout: 20_000 }

  test('is sent unchanged through a tunnel', async () => {
    const seen: string[] = []
    const target = await listen(async (incoming, response) => {
      seen.push(`${incoming.method ?? ''} ${incoming.headers.host ?? ''} ${incoming.url ?? ''} ${await text(incoming)}`)
      response.end()
    })
    const proxy = await startProxy(target)
    await clientThrough(proxy).open(request, bounds)
    expect(seen).toEqual([`POST ${name} //a/./{b} b`])
  })

  test('is sent to a proxy that resolves names, unless its port is not allowed', async () => {
    const proxy = await startProxy(await startServer())
    const guardRules = { trustsOnlyPrivate: true, ports: [80, 443] }
    const proxies = () => ({ http: proxy.url, https: proxy.url, noProxy: '', resolves: true })
    const outgoing = client([], { lookup: lookupOf(name, []), proxies, guardRules })
    await outgoing.open(request, bounds)
    expect(proxy.requests).toEqual([`POST http://${name}//a/./{b}`])
    for (const scheme of ['http', 'https']) {
      const failure = await failureOf(outgoing.open({ ...request, url: `${scheme}://${name}:8080` }, bounds))
      expect(failure).toMatchObject({ message: generic, retryable: false })
    }
    expect(proxy.requests).toHaveLength(1)
  })
})
