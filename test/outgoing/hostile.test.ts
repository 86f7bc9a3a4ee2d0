import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { OutgoingError } from '../../src/outgoing/errors.js'
import { client, get, lookupOf } from '../support/outgoing-client.js'
import { listen, listenOnThreeAddresses, type RecordingServer } from '../support/http-servers.js'

// Forbidden addresses have the same message as addresses that do not answer. So clients can't probe the network.
const generic = 'the server could not be reached, or this registry may not connect to it'

// Three servers with one port and different loopback addresses. A refused request must not connect to a server.
let port: number
let first: RecordingServer
let second: RecordingServer
let ipv6: RecordingServer

beforeEach(async () => {
  const answer = (_request: unknown, response: { end(text: string): unknown }) => response.end('inside')
  ;[first, second, ipv6] = await listenOnThreeAddresses(answer)
  port = first.port
})

afterEach(() => vi.unstubAllEnvs())

const connections = () => first.connections + second.connections + ipv6.connections

async function expectRefused(refused: Promise<unknown>, text = generic): Promise<void> {
  const error = await refused.catch((error: unknown) => error)
  expect(error).toBeInstanceOf(OutgoingError)
  expect(error).toMatchObject({ message: text, retryable: false })
  expect(connections()).toBe(0)
}

const spellings = [
  '127.0.0.1',
  '127.0.0.2',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7F.1',
  '0x7f.0x0.0x0.0x2',
  '0177.0.0.1',
  '0177.0.0.02',
  '017700000001',
  '%31%32%37.0.0.1',
  '１２７.0.0.1',
  '①②⑦。0。0。1',
  '0',
  '0.0.0.0',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:2]',
  'localhost',
  'LOCALHOST',
]

describe('an address of this machine', () => {
  test.each(spellings)('is refused in the spelling %s', (host) =>
    expectRefused(get(client([]), `http://${host}:${port}/`)),
  )

  test('is refused with https, too', () => expectRefused(get(client([]), `https://127.0.0.1:${port}/`)))

  test.each(spellings)('is reached in the spelling %s when it is trusted', async (host) => {
    const { content } = await get(client(['127.0.0.0/8', '::1', '0.0.0.0', '::']), `http://${host}:${port}/`)
    expect(content.toString()).toBe('inside')
    expect(connections()).toBe(1)
  })

  test('is refused when only another address is trusted', async () => {
    await expectRefused(get(client(['127.0.0.3']), first.origin))
    await expectRefused(get(client(['127.0.0.3']), second.origin))
    await expectRefused(get(client(['127.0.0.3']), ipv6.origin))
  })
})

describe('host names', () => {
  const url = () => `http://localhost:${port}/`

  test.each([[['127.0.0.1']], [['::1']], [['::ffff:127.0.0.2']], [['127.0.0.2', '127.0.0.1']], [['::1', '127.0.0.1']]])(
    'are refused when one of their addresses is forbidden: %j',
    (addresses) => {
      const trusted = addresses.length > 1 ? addresses.slice(0, 1) : []
      return expectRefused(get(client(trusted, { lookup: lookupOf('localhost', addresses) }), url()))
    },
  )

  test('are reached when they resolve to trusted addresses', async () => {
    const outgoing = client(['127.0.0.2'], { lookup: lookupOf('localhost', ['127.0.0.2']) })
    expect((await get(outgoing, url())).content.toString()).toBe('inside')
    expect(second.connections).toBe(1)
  })

  test('are resolved and checked again for each request', async () => {
    const outgoing = client(['127.0.0.2'], { lookup: lookupOf('localhost', ['127.0.0.2'], ['127.0.0.1']) })
    await get(outgoing, url())
    expect([first.connections, second.connections]).toEqual([0, 1])
    await expect(get(outgoing, url())).rejects.toThrow(generic)
    expect([first.connections, second.connections]).toEqual([0, 1])
  })

  test('fail like forbidden addresses when they are unknown or have no address', async () => {
    await expectRefused(get(client([], { lookup: lookupOf('other.example', ['127.0.0.1']) }), url()))
    await expectRefused(get(client([], { lookup: lookupOf('localhost', []) }), url()))
  })
})

test('an allowed address without a listener fails like a forbidden address', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  const closed = typeof address === 'object' && address ? address.port : 0
  await expect(get(client(['127.0.0.1']), `http://127.0.0.1:${closed}/`)).rejects.toThrow(generic)
})

describe('invalid URLs', () => {
  const trusting = client(['127.0.0.0/8', '::1'])
  const badScheme = 'only http and https addresses are allowed'
  const noUser = 'addresses with a user name or password are not allowed'
  const notAbsolute = 'this is not an absolute URL'

  test.each([
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'ftp://127.0.0.1/a',
    'data:,a',
    'gopher://127.0.0.1:70/_',
    'blob:x',
  ])('with another scheme than http and https are refused: %s', (url) => expectRefused(get(trusting, url), badScheme))
  test.each(['user@', 'user:password@', ':password@', 'example.com%40', 'example.com:80@'])(
    'with "@" or its encoding before the host are refused: %s',
    (user) =>
      expectRefused(get(trusting, `http://${user}127.0.0.1:${port}/`), user.endsWith('@') ? noUser : notAbsolute),
  )
  test.each(['', 'archive.tgz', '/archive.tgz', '//127.0.0.1/archive.tgz', 'http://', 'http://[::1', 'http://a b/'])(
    'that are not absolute are refused: "%s"',
    (url) => expectRefused(get(trusting, url), notAbsolute),
  )
})

describe('redirects', () => {
  const redirecting = (location: string, status = 302) =>
    listen((_request, response) => response.writeHead(status, { location: utf8AsLatin1(location) }).end(), '127.0.0.3')

  test.each(spellings)('to the forbidden host %s are refused', async (host) => {
    const start = await redirecting(`http://${host}:${port}/`)
    await expectRefused(get(client(['127.0.0.3']), start.origin))
    expect(start.connections).toBe(1)
  })

  test.each([301, 302, 303, 307, 308])('with status %i to a forbidden address are refused', async (status) => {
    const start = await redirecting(first.origin, status)
    await expectRefused(get(client(['127.0.0.3']), start.origin))
  })

  test.each([
    ['file:///etc/passwd', 'only http and https addresses are allowed'],
    ['//user@127.0.0.1/', 'addresses with a user name or password are not allowed'],
    ['http://', 'this is not an absolute URL'],
  ])('to the invalid URL %s are refused', async (location, text) => {
    const start = await redirecting(location)
    await expectRefused(get(client(['127.0.0.0/8']), start.origin), text)
  })
})

test('proxy environment variables are ignored', async () => {
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']) {
    vi.stubEnv(name, first.origin)
  }
  vi.stubEnv('NODE_USE_ENV_PROXY', '1')
  await get(client(['127.0.0.0/8']), second.origin)
  expect([first.connections, second.connections]).toEqual([0, 1])
})

/** The UTF-8 bytes of a text, with one character per byte. Node.js writes headers in this form. */
function utf8AsLatin1(text: string): string {
  return Buffer.from(text).toString('latin1')
}
