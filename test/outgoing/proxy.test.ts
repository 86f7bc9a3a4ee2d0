import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { Outgoing } from '../../src/outgoing/client.js'
import { OutgoingError } from '../../src/outgoing/errors.js'
import { client, get, lookupOf } from '../support/outgoing-client.js'
import { startProxy, tunnel, type ProxyServer } from '../support/proxy-server.js'
import { listen, listenTls, type Listener } from '../support/http-servers.js'

const generic = 'the server could not be reached, or is none that this registry connects to'
const name = 'archives.example.test'
const address = '93.184.216.34'

/** A server, which a proxy takes for any public one. */
function archives(): Promise<Listener> {
  return listen(({ headers, url }, response) => void response.end(`${headers.host ?? ''} ${url ?? ''}`))
}

interface Setting {
  resolves?: boolean
  noProxy?: string
  user?: string
  addresses?: string[]
  connect?: number
}

function through(proxy: ProxyServer, setting: Setting = {}): Outgoing {
  const { resolves = false, noProxy = '', user = '', addresses = [address], connect = 10_000 } = setting
  const url = new URL(`http://${user}127.0.0.1:${proxy.port}`)
  return client([], {
    lookup: lookupOf(name, addresses),
    proxies: () => ({ http: url, https: url, noProxy, resolves }),
    timeouts: { connect, headers: 10_000, idle: 10_000 },
  })
}

async function failureOf(answer: Promise<unknown>): Promise<OutgoingError> {
  const error = await answer.catch((error: unknown) => error)
  if (!(error instanceof OutgoingError)) throw new Error('It should have failed', { cause: error })
  return error
}

describe('a proxy', () => {
  test('is asked for a connection to the locally resolved address', async () => {
    const proxy = await startProxy(await archives())
    const answer = await get(through(proxy), `http://${name}/a?b#c`)
    expect(answer.content.toString()).toBe(`${name} /a?b`)
    expect(proxy.asked).toEqual([`CONNECT ${address}:80`])
  })

  test('is asked for another address of the server when it cannot reach the first', async () => {
    const target = await archives()
    const proxy = await startProxy(target, {
      onConnect(authority, socket) {
        if (authority === `${address}:80`) socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n')
        else tunnel(socket, target.port)
      },
    })
    const addresses = ['2606:4700::1111', address]
    expect((await get(through(proxy, { addresses }), `http://${name}/a`)).content.toString()).toBe(`${name} /a`)
    expect(proxy.asked).toEqual([`CONNECT ${address}:80`, 'CONNECT [2606:4700::1111]:80'])
  })

  test('does not see TLS traffic, and the certificate of the server is checked by its name', async () => {
    const target = await listenTls((_request, response) => void response.end('secret'))
    const proxy = await startProxy(target)
    const failure = await failureOf(get(through(proxy), `https://${name}/a`))
    expect(failure.message).toBe('the certificate of the server is not valid')
    expect(proxy.asked).toEqual([`CONNECT ${address}:443`])
    expect(target.paths).toEqual([])
  })

  test('with an invalid address makes each request fail: none bypasses it', async () => {
    const server = await listen((_request, response) => void response.end())
    const outgoing = client(['127.0.0.0/8'], {
      proxies: () => {
        throw new Error('no address of a proxy')
      },
    })
    for (let time = 0; time < 2; time++) await expect(get(outgoing, server.origin)).rejects.toThrow('no address')
    expect(server.connections).toBe(0)
  })

  test('gets the decoded user and password', async () => {
    const proxy = await startProxy(await archives(), { wants: 'me:p@ss' })
    await get(through(proxy, { user: 'me:p%40ss@' }), `http://${name}/a`)
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`])
  })

  test('over TLS needs a certificate for its own name, not for that of the server', async () => {
    const proxy = await startProxy(await archives(), { tls: true })
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
    expect(proxy.names).toEqual(['localhost', 'localhost', 'localhost', 'localhost'])
  })

  test('is chosen again at each redirect', async () => {
    const target = await listen(({ url }, response) => {
      if (url === '/a') response.writeHead(302, { location: `http://${address}:8080/b` }).end()
      else response.end('arrived')
    })
    const proxy = await startProxy(target)
    expect((await get(through(proxy), `http://${name}/a`)).content.toString()).toBe('arrived')
    expect(proxy.asked).toEqual([`CONNECT ${address}:80`, `CONNECT ${address}:8080`])
  })

  test('is not used for hosts in NO_PROXY, where the guard applies as usual', async () => {
    const target = await archives()
    const proxy = await startProxy(target)
    const [outside, inside] = [through(proxy, { noProxy: '.test', addresses: ['10.1.2.3'] }), client(['127.0.0.0/8'])]
    expect(await failureOf(get(outside, `http://${name}/a`))).toMatchObject({ message: generic, retryable: false })
    expect((await get(inside, `http://127.0.0.1:${target.port}/a`)).status).toBe(200)
    expect(proxy.asked).toEqual([])
  })

  test('may have any address, though its targets may not', async () => {
    const target = await archives()
    const proxy = await startProxy(target)
    const private4 = through(proxy, { addresses: ['10.1.2.3'] })
    const mixed = through(proxy, { addresses: [address, '10.1.2.3'] })
    const refused: [Outgoing, string][] = [
      [private4, `http://${name}/a`],
      [private4, `https://${name}/a`],
      [mixed, `http://${name}/a`],
      [private4, 'http://10.1.2.3/a'],
      [private4, 'https://169.254.169.254/a'],
      [private4, 'http://[fd00::1]/a'],
      [private4, `http://127.0.0.1:${target.port}/a`],
      [private4, `http://localhost:${target.port}/a`],
      [through(proxy, { resolves: true }), 'http://10.1.2.3/a'],
      [through(proxy, { resolves: true }), 'https://[fd00::1]/a'],
      [through(proxy, { resolves: true }), `http://127.0.0.1:${target.port}/a`],
    ]
    for (const [outgoing, url] of refused) {
      expect(await failureOf(get(outgoing, url))).toMatchObject({ message: generic, retryable: false })
    }
    expect([proxy.asked, target.connections]).toEqual([[], 0])
  })

  test('does not follow a redirect to a private address', async () => {
    const target = await listen((_request, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    })
    const proxy = await startProxy(target)
    const failure = await failureOf(get(through(proxy), `http://${name}/a`))
    expect(failure).toMatchObject({ message: generic, retryable: false })
    expect(proxy.asked).toEqual([`CONNECT ${address}:80`])
  })
})

describe('a proxy that resolves names', () => {
  test('gets a plain request for http', async () => {
    const proxy = await startProxy(await archives(), { wants: 'me:word' })
    const outgoing = through(proxy, { resolves: true, user: 'me:word@', addresses: [] })
    const answer = await get(outgoing, `http://${name}:8080/a#b`)
    expect(answer.content.toString()).toBe(`${name}:8080 /a`)
    expect(proxy.asked).toEqual([`GET http://${name}:8080/a`])
  })

  test('is asked for a connection to the name for https', async () => {
    const proxy = await startProxy(await listenTls((_request, response) => void response.end('secret')))
    await failureOf(get(through(proxy, { resolves: true, addresses: [] }), `https://${name}/a`))
    expect(proxy.asked).toEqual([`CONNECT ${name}:443`])
  })
})

describe('a proxy that fails', () => {
  test.each([false, true])('by requiring a password fails without retries (it resolves: %s)', async (resolves) => {
    const proxy = await startProxy(await archives(), { wants: 'me:word' })
    const failure = await failureOf(get(through(proxy, { resolves, user: 'me:other@' }), `http://${name}/a`))
    expect(failure).toMatchObject({ message: generic, retryable: false })
    expect(String(failure.cause)).toMatch(/^ProxyError: The proxy 127\.0\.0\.1:\d+ answered .* with status 407$/)
  })

  test.each([
    ['403 Forbidden', false],
    ['502 Bad Gateway', true],
  ])('with %s', async (line, retryable) => {
    const proxy = await startProxy(await archives(), {
      onConnect: (_authority, socket) => void socket.end(`HTTP/1.1 ${line}\r\n\r\n<html>`),
    })
    expect(await failureOf(get(through(proxy), `http://${name}/a`))).toMatchObject({ message: generic, retryable })
  })

  test.each([
    ['hangs up', (socket: { destroy(): unknown }) => socket.destroy()],
    ['speaks something else', (socket: { end(text: string): unknown }) => socket.end('220 mail.example.org ESMTP\r\n')],
  ])('because it %s', async (_what, onSocket) => {
    const proxy = await startProxy(await archives(), { onConnect: (_authority, socket) => void onSocket(socket) })
    const failure = await failureOf(get(through(proxy), `http://${name}/a`))
    expect(failure).toMatchObject({ message: generic, retryable: true })
    expect(String(failure.cause)).toMatch(/^ProxyError: The proxy 127\.0\.0\.1:\d+ can't be used: /)
  })

  test('because it does not listen', async () => {
    const proxy = { port: 1, url: new URL('http://127.0.0.1:1'), asked: [], credentials: [], names: [] }
    for (const resolves of [false, true]) {
      const failure = await failureOf(get(through(proxy, { resolves }), `http://${name}/a`))
      expect(failure).toMatchObject({ message: generic, retryable: true })
      expect(String(failure.cause)).toMatch(/^ProxyError: The proxy 127\.0\.0\.1:1 can't be used: .*ECONNREFUSED/)
    }
  })

  test('by not answering is abandoned after a timeout, and when the caller aborts', async () => {
    const proxy = await startProxy(await archives(), { onConnect: () => undefined })
    const slow = await failureOf(get(through(proxy, { connect: 50 }), `http://${name}/a`))
    expect(slow).toMatchObject({ message: 'the server took too long to answer', retryable: true })
    const reason = new Error('not wanted any more')
    const controller = new AbortController()
    const answer = get(through(proxy), `http://${name}/a`, { signal: controller.signal })
    await expect.poll(() => proxy.asked).toHaveLength(2)
    controller.abort(reason)
    await expect(answer).rejects.toBe(reason)
  })

  test('in the middle of an archive loses the connection', async () => {
    const target = await listen(
      (_request, response) => void response.writeHead(200, { 'content-length': 10 }).write('a'),
    )
    const proxy = await startProxy(target, {
      onConnect(_authority, socket) {
        tunnel(socket, target.port)
        socket.once('data', () => setTimeout(() => socket.destroy(), 20))
      },
    })
    const failure = await failureOf(get(through(proxy), `http://${name}/a`))
    expect(failure.retryable).toBe(true)
  })

  test('with too many headers', async () => {
    const proxy = await startProxy(await archives(), {
      onConnect: (_authority, socket) => void socket.end(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(100_000)}\r\n`),
    })
    expect(await failureOf(get(through(proxy), `http://${name}/a`))).toMatchObject({ message: generic })
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

  test('goes through a tunnel as it is', async () => {
    const seen: string[] = []
    const target = await listen(async (incoming, response) => {
      seen.push(`${incoming.method ?? ''} ${incoming.headers.host ?? ''} ${incoming.url ?? ''} ${await text(incoming)}`)
      response.end()
    })
    const proxy = await startProxy(target)
    await through(proxy).open(request, bounds)
    expect(seen).toEqual([`POST ${name} //a/./{b} b`])
  })

  test('is sent to a proxy that resolves names, unless a port is not allowed', async () => {
    const proxy = await startProxy(await archives())
    const guardRules = { trustsOnlyPrivate: true, ports: [80, 443] }
    const proxies = () => ({ http: proxy.url, https: proxy.url, noProxy: '', resolves: true })
    const outgoing = client([], { lookup: lookupOf(name, []), proxies, guardRules })
    await outgoing.open(request, bounds)
    expect(proxy.asked).toEqual([`POST http://${name}//a/./{b}`])
    for (const scheme of ['http', 'https']) {
      const failure = await failureOf(outgoing.open({ ...request, url: `${scheme}://${name}:8080` }, bounds))
      expect(failure).toMatchObject({ message: generic, retryable: false })
    }
    expect(proxy.asked).toHaveLength(1)
  })
})
