import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { remoteLimits } from '../../src/remote/limits.js'
import { listen } from '../support/http-servers.js'
import { openRemote } from '../support/remote.js'

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

/** Opens remote doctypes with the assets `a` and `b` of one server. */
async function openAssets(answer: Answer, limits = remoteLimits) {
  const server = await listen(answer)
  const urls = ['a', 'b'].map((name): [string, string] => [name, `${server.origin}/${name}`])
  const { remote, logEntries } = await openRemote({ assets: new Map(urls), limits })
  const open = (name: string, signal = new AbortController().signal, domain = 'alice.example.org') =>
    remote.asset({ domain }, name, signal)
  const read = async (name: string) => {
    const { status, headers, body } = await open(name)
    return { status, headers: new Headers(headers), body: await text(body) }
  }
  return { server, open, read, logEntries }
}

test.each(['c', 'A', '', '__proto__', 'constructor', '../a'])('"%s" is no asset', async (name) => {
  const { server, open } = await openAssets((_request, response) => response.end())
  await expect(open(name)).rejects.toMatchObject({
    code: 'NO_ASSET',
    message: 'wanted remote asset is not part of our asset list',
  })
  expect(server.connections).toBe(0)
})

test('an asset of any type and status is returned, without dangerous headers, and not logged', async () => {
  const { read, logEntries } = await openAssets((request, response) => {
    expect(request.headers['user-agent']).toBe('cozy-stack test (node)')
    response.writeHead(404, { 'content-type': 'text/html', 'x-kept': '1', 'set-cookie': 'a=b' }).end('<h1>no</h1>')
  })
  const { status, headers, body } = await read('a')
  expect([status, body, headers.get('x-kept'), headers.get('set-cookie')]).toEqual([404, '<h1>no</h1>', '1', null])
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(await logEntries()).toEqual([])
})

test('a fresh asset comes from the cache, decoded and with its age', async () => {
  const { server, read } = await openAssets((_request, response) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', etag: '"b1"' }
    response.writeHead(200, { ...headers, 'cache-control': 'max-age=600' }).end(gzipSync('{"bank":1}'))
  })
  const [first, second] = [await read('a'), await read('a')]
  expect(second).toMatchObject({ status: 200, body: '{"bank":1}' })
  expect([first.headers.get('age'), second.headers.get('age')]).toEqual([null, expect.stringMatching(/^\d$/)])
  for (const name of ['content-type', 'etag', 'cache-control', 'date', 'content-encoding']) {
    expect(second.headers.get(name)).toBe(first.headers.get(name))
  }
  await read('b')
  expect(server.paths).toEqual(['/a', '/b'])
})

test.each(['no-store', 'max-age=0, no-store', ''])(
  'an asset with "Cache-Control: %s" is fetched each time',
  async (value) => {
    let count = 0
    const { read } = await openAssets((_request, response) => {
      if (value !== '') response.setHeader('cache-control', value)
      response.setHeader('last-modified', 'Mon, 02 Jan 2006 15:04:05 GMT').end(String(++count))
    })
    expect([(await read('a')).body, (await read('a')).body]).toEqual(['1', '2'])
  },
)

test('an answer with status 404 is not cached', async () => {
  const { server, read } = await openAssets((_request, response) => {
    response.writeHead(404, { 'cache-control': 'max-age=600' }).end('no')
  })
  for (let i = 0; i < 2; i++) expect(await read('a')).toMatchObject({ status: 404, body: 'no' })
  expect(server.paths).toHaveLength(2)
})

test('a stale asset is revalidated', async () => {
  let etag = '"1"'
  const { server, read } = await openAssets((request, response) => {
    response.setHeader('cache-control', 'no-cache').setHeader('etag', etag).setHeader('x-count', server.paths.length)
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
    else response.end(`body of ${etag}`)
  })
  expect((await read('a')).headers.get('x-count')).toBe('0')
  const validated = await read('a')
  expect(validated).toMatchObject({ status: 200, body: 'body of "1"' })
  expect(validated.headers.get('x-count')).toBe('1')
  etag = '"2"'
  expect(await read('a')).toMatchObject({ status: 200, body: 'body of "2"' })
  expect(server.paths).toHaveLength(3)
})

test('an answer that breaks off, fails, or is larger than the cache is not cached', async () => {
  let step = 0
  const { read, open } = await openAssets(
    (_request, response) => {
      response.setHeader('cache-control', 'max-age=600')
      step++
      if (step === 1) response.setHeader('content-length', 9).write('x', () => response.destroy())
      else if (step === 2) response.writeHead(500).end('failure')
      else response.end(step === 3 ? 'x'.repeat(100) : 'right')
    },
    { ...remoteLimits, assetCache: 50 },
  )
  await expect(buffer((await open('a')).body)).rejects.toThrow()
  expect((await read('a')).status).toBe(500)
  expect((await read('a')).body).toHaveLength(100)
  expect((await read('a')).body).toBe('right')
  expect((await read('a')).body).toBe('right')
  expect(step).toBe(4)
})

test('the oldest asset is evicted from a full cache', async () => {
  const { server, read } = await openAssets(
    (_request, response) => response.setHeader('cache-control', 'max-age=600').end('x'.repeat(30)),
    { ...remoteLimits, assetCache: 50 },
  )
  for (const name of ['a', 'b', 'b', 'a']) await read(name)
  expect(server.paths).toEqual(['/a', '/b', '/a'])
})

test('an asset that is unreachable or too large is refused', async () => {
  const { open } = await openAssets(
    (request, response) => (request.url === '/a' ? response.destroy() : response.end('x'.repeat(101))),
    { ...remoteLimits, asset: 100 },
  )
  await expect(open('a')).rejects.toMatchObject({ code: 'UNREACHABLE', message: "can't connect to the remote host" })
  await expect(open('b')).rejects.toMatchObject({
    code: 'ANSWER_TOO_LARGE',
    message: 'the answer of the remote host is larger than 100 bytes (limits.remote.asset)',
  })
})

test('a client that disconnects ends only its own request, and the next request fills the cache', async () => {
  const { server, open, read } = await openAssets((_request, response) => {
    response.setHeader('cache-control', 'max-age=600').write('a', () => server.paths.length > 1 && response.end('b'))
  })
  const controller = new AbortController()
  const { body } = await open('a', controller.signal)
  controller.abort(new Error('gone'))
  await expect(buffer(body)).rejects.toThrow('gone')
  expect((await read('a')).body).toBe('ab')
  const requestsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = server.paths.length
    await work()
    return server.paths.length - before
  }
  await expect.poll(() => requestsOf(() => read('a'))).toBe(0)
})

test('the number of concurrent downloads of all instances is limited, but cached assets are always served', async () => {
  const limits = { ...remoteLimits, assetDownloads: 2 }
  const { open, read } = await openAssets((request, response) => {
    if (request.url === '/b') response.setHeader('cache-control', 'max-age=600').end('b')
    else response.write('a')
  }, limits)
  await read('b')
  const controller = new AbortController()
  for (let i = 0; i < 2; i++) await open('a', controller.signal)
  await expect(open('a')).rejects.toMatchObject({
    code: 'TOO_MANY_CALLS',
    message: 'only 2 downloads of assets may run at the same time (limits.remote.asset_downloads)',
  })
  expect(await read('b')).toMatchObject({ body: 'b' })
  controller.abort()
  await expect.poll(() => open('a').then(() => 'accepted', () => 'refused')).toBe('accepted') // prettier-ignore
})

test('the number of concurrent downloads of one instance is limited', async () => {
  const limits = { ...remoteLimits, assetDownloads: 3, assetDownloadsPerInstance: 2 }
  const { open } = await openAssets((_request, response) => response.write('a'), limits)
  const controller = new AbortController()
  for (let i = 0; i < 2; i++) await open('a', controller.signal)
  await expect(open('a')).rejects.toMatchObject({
    code: 'TOO_MANY_CALLS',
    message: 'only 2 downloads of assets may run at the same time (limits.remote.asset_downloads_per_instance)',
  })
  const { status, body } = await open('a', controller.signal, 'bob.example.org')
  expect(status).toBe(200)
  controller.abort()
  await expect(text(body)).rejects.toThrow()
})
