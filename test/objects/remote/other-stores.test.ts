import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Objects } from '../../../src/objects/objects.js'
import { openS3Objects } from '../../../src/objects/s3/s3.js'
import { openSwiftObjects } from '../../../src/objects/swift/swift.js'
import type { SwiftSettings } from '../../../src/objects/swift/authenticate.js'
import { collect } from '../../contracts/streams.js'
import { listen } from '../../support/http-servers.js'

// Stores that differ from those of the contract tests: they support other requests, or send other answers.

/** Answers a request for the bulk removal of `keys`. Can also remove them from `objects`. */
type BulkAnswer = (keys: string[], objects: Set<string>) => { status: number; body: string }

/** Starts an S3 store with three objects, and opens the adapter on it. `bulk` answers requests for bulk removal. */
async function openStore(bulk: BulkAnswer): Promise<{ store: Objects; objects: Set<string> }> {
  const objects = new Set(['space/a', 'space/b', 'space/c<&>'])
  const { origin } = await listen(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://store')
    const name = decodeURIComponent(pathname.slice('/bucket/'.length))
    if (request.method === 'POST' && searchParams.has('delete')) {
      const requestBody = await text(request)
      const keys = [...objects].filter((key) => requestBody.includes(`<Key>${escaped(key)}</Key>`))
      const { status, body } = bulk(keys, objects)
      return response.writeHead(status).end(body)
    }
    if (request.method === 'DELETE') {
      objects.delete(name)
      return response.writeHead(204).end()
    }
    const last = searchParams.get('start-after') ?? ''
    const keys = [...objects].filter((key) => key > last)
    const list = keys.map((key) => `<Contents><Key>${encodeURIComponent(key)}</Key></Contents>`).join('')
    return response.end(
      `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>${list}</ListBucketResult>`,
    )
  })
  return { store: await openS3At(origin), objects }
}

async function openS3At(endpoint: string): Promise<Objects> {
  const settings = { region: 'us-east-1', pathStyle: true, presignedDownloads: false, bucket: 'bucket' }
  const store = await openS3Objects({ ...settings, endpoint, accessKey: 'key', secretKey: 'secret' })
  onTestFinished(() => store.close())
  return store
}

const escaped = (name: string): string => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const refuseWith =
  (status: number): BulkAnswer =>
  () => ({ status, body: '<Error><Code>Refused</Code></Error>' })
const deleteResult = (body: string): { status: number; body: string } => ({
  status: 200,
  body: `<DeleteResult>${body}</DeleteResult>`,
})

test.each<[string, BulkAnswer]>([
  ...[400, 403, 404, 405, 411, 501].map((status): [string, BulkAnswer] => [
    `is refused with ${status}`,
    refuseWith(status),
  ]),
  ['is answered with an error and 200', () => ({ status: 200, body: '<Error><Code>InternalError</Code></Error>' })],
  ['is answered with an HTML page', () => ({ status: 200, body: '<html>hello' })],
  ['is answered with an empty body', () => ({ status: 200, body: '' })],
  ['reports no removed object', () => deleteResult('')],
  [
    'removes one object and refuses the others',
    ([first = '', ...others], objects) => {
      objects.delete(first)
      const errors = others.map((key) => `<Error><Key>${escaped(key)}</Key><Code>SlowDown</Code></Error>`).join('')
      return deleteResult(`<Deleted><Key>${escaped(first)}</Key></Deleted>${errors}`)
    },
  ],
])('a container is dropped even if its bulk removal %s', async (_, bulk) => {
  const { store, objects } = await openStore(bulk)
  await store.drop('space')
  expect([...objects]).toEqual([])
})

test('a list fails, instead of looping, when the store repeats its first page', async () => {
  const { origin } = await listen((_, response) =>
    response.end(
      '<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>space/a</Key></Contents></ListBucketResult>',
    ),
  )
  const store = await openS3At(origin)
  await expect(collect(store.list('space'))).rejects.toThrow('wrongly')
})

test.each([
  ['without a Content-Length', 200, { etag: '"x"', 'last-modified': new Date().toUTCString() }],
  ['without an ETag', 200, { 'content-length': '5', 'last-modified': new Date().toUTCString() }],
  ['without a Last-Modified', 200, { 'content-length': '5', etag: '"x"' }],
])('an answer %s is refused', async (_, status, headers) => {
  const { origin } = await listen((request, response) =>
    request.url?.includes('list-type') ? response.end('') : response.writeHead(status, headers).end('hello'),
  )
  const store = await openS3At(origin)
  await expect(store.open('space', 'a')).rejects.toThrow('without the size, the tag or the date')
})

test.each([
  ['the whole object', 200, {}],
  ['another range', 206, { 'content-range': 'bytes 0-4/5' }],
])('%s is refused as an answer to a range request', async (_, status, extraHeaders) => {
  const headers = { 'content-length': '5', etag: '"x"', 'last-modified': new Date().toUTCString(), ...extraHeaders }
  const { origin } = await listen((request, response) =>
    request.url?.includes('list-type') ? response.end('') : response.writeHead(status, headers).end('hello'),
  )
  const store = await openS3At(origin)
  await expect(store.open('space', 'a', { start: 1, end: 2 })).rejects.toThrow('was asked for the bytes 1-2')
})

test('reading a range outside of an object throws a RangeError, even if the store sends no size', async () => {
  const { origin } = await listen((request, response) =>
    request.url?.includes('list-type') ? response.end('') : response.writeHead(416).end('<Error/>'),
  )
  const store = await openS3At(origin)
  await expect(store.open('space', 'a', { start: 5, end: 6 })).rejects.toThrow(RangeError)
})

test('a store gets at most 64 unanswered requests at once', async () => {
  let [unanswered, maxUnanswered] = [0, 0]
  const headers = { 'content-length': '5', etag: '"x"', 'last-modified': new Date().toUTCString() }
  const { origin } = await listen(async (request, response) => {
    if (request.url?.includes('list-type')) return response.end('')
    maxUnanswered = Math.max(maxUnanswered, ++unanswered)
    await pause(1_000)
    unanswered--
    return response.writeHead(200, headers).end('hello')
  })
  const store = await openS3At(origin)
  const reading = Array.from({ length: 130 }, async () => (await store.open('space', 'a'))?.body)
  for (const body of await Promise.all(reading)) expect(body && (await text(body))).toBe('hello')
  expect(maxUnanswered).toBeLessThanOrEqual(64)
})

interface Endpoint {
  interface: string
  region: string
  url: string
}

/**
 * Starts a server that is both Keystone and Swift, and opens the adapter on it. The catalogue lists `endpoints`, in
 * reverse order at every second login. `answer` returns the bodies of Swift's answers.
 */
async function openKeystone(
  endpoints: (origin: string) => Endpoint[],
  { answer, ...changes }: Partial<SwiftSettings> & { answer?: (method: string, path: string) => string } = {},
) {
  let logins = 0
  const server = await listen((request, response) => {
    const { method = '', url = '' } = request
    if (url !== '/v3/auth/tokens') return response.writeHead(answer ? 200 : 204).end(answer?.(method, url))
    const found = endpoints(`http://${request.headers.host ?? ''}`)
    const catalog = [{ type: 'object-store', endpoints: logins++ % 2 === 0 ? found : found.reverse() }]
    const token = { expires_at: new Date(Date.now() + 3_600_000).toISOString(), catalog }
    return response.writeHead(201, { 'x-subject-token': 'token' }).end(JSON.stringify({ token }))
  })
  const defaults = { username: 'u', apiKey: 'k', tenant: 't', domain: '', region: '', endpointType: 'public' } as const
  const opening = openSwiftObjects({ ...defaults, authVersion: 3, authUrl: `${server.origin}/v3`, ...changes })
  return { opening, paths: server.paths }
}

const endpointsInTwoRegions = (origin: string): Endpoint[] =>
  ['GRA', 'SBG'].flatMap((region) =>
    ['public', 'internal'].map((side) => ({ interface: side, region, url: `${origin}/v1/${side}-${region}` })),
  )

test('opening without a region fails with an error that names the regions of the catalogue', async () => {
  const { opening } = await openKeystone(endpointsInTwoRegions)
  await expect(opening).rejects.toThrow('set "swift.region" to one of GRA, SBG')
})

test.each(['GRA', 'SBG'])('the configured region %s is used', async (region) => {
  for (let round = 0; round < 2; round++) {
    const { opening, paths } = await openKeystone(endpointsInTwoRegions, { region, endpointType: 'internal' })
    await (await opening).close()
    expect(paths.at(-1)).toBe(`/v1/internal-${region}`)
  }
})

test('opening with an unknown region fails with an error that names the regions of the catalogue', async () => {
  const { opening } = await openKeystone(endpointsInTwoRegions, { region: 'BHS' })
  await expect(opening).rejects.toThrow('in region "BHS" (swift.region). Regions with one: GRA, SBG')
})

test('several object stores in one region are refused', async () => {
  const { opening } = await openKeystone(
    (origin) => ['a', 'b'].map((name) => ({ interface: 'public', region: 'GRA', url: `${origin}/${name}` })),
    { region: 'GRA' },
  )
  await expect(opening).rejects.toThrow('several object stores in region "GRA"')
})

test.each(['', 'Number Deleted: 2', '[]', '<html>'])(
  'drop removes a container when Swift answers bulk removal with 200 and %j',
  async (answer) => {
    const objects = new Set(['a', 'b'])
    const { opening } = await openKeystone((origin) => [{ interface: 'public', region: '', url: `${origin}/v1/t` }], {
      answer: (method, path) => {
        if (method === 'POST') return answer
        if (method === 'DELETE') objects.delete(path.split('/').at(-1) ?? '')
        const isFirst = !path.includes('marker=a') && !path.includes('marker=b')
        return method === 'GET' ? JSON.stringify(isFirst ? [...objects].map((name) => ({ name })) : []) : ''
      },
    })
    const store = await opening
    await store.drop('space')
    await store.close()
    expect([...objects]).toEqual([])
  },
)

/**
 * Starts a Swift store. For each uploaded content, the store keeps the result of `keep`, and answers with the etag that `tagOf`
 * returns for it.
 */
async function openSwiftThatKeeps(keep: (content: Buffer) => Buffer, tagOf: (kept: Buffer) => string) {
  const objects = new Map<string, Buffer>()
  const { origin } = await listen(async (request, response) => {
    const { method, url = '' } = request
    if (url === '/auth/v1.0') {
      const headers = { 'x-auth-token': 'token', 'x-storage-url': `http://${request.headers.host ?? ''}/v1/a` }
      return response.writeHead(200, headers).end()
    }
    if (method === 'PUT') objects.set(url, keep(await buffer(request)))
    if (method === 'DELETE') objects.delete(url)
    const kept = objects.get(url)
    return response.writeHead(200, kept && { etag: tagOf(kept) }).end(method === 'GET' ? kept : undefined)
  })
  const user = { username: 'u', apiKey: 'k', tenant: '', domain: '', region: '', endpointType: 'public' } as const
  const store = await openSwiftObjects({ ...user, authVersion: 1, authUrl: `${origin}/auth/v1.0` })
  onTestFinished(() => store.close())
  return { store, objects }
}

const md5 = (content: Buffer): string => createHash('md5').update(content).digest('hex')

test('an object that arrives damaged in Swift is refused and removed', async () => {
  const { store, objects } = await openSwiftThatKeeps((content) => Buffer.alloc(content.length), md5)
  const putting = store.put('space', 'a', Readable.from([Buffer.from('hello')]), { contentType: 'text/plain', size: 5 })
  await expect(putting).rejects.toThrow('"a" in container "space" arrived damaged: put it again')
  expect(objects.get('/v1/a/space/a')).toBeUndefined()
})

test('an intact object is stored in Swift, even if its etag is not the MD5 of the content', async () => {
  const { store, objects } = await openSwiftThatKeeps(
    (content) => content,
    () => '0'.repeat(32),
  )
  await store.put('space', 'a', Readable.from([Buffer.from('hello')]), { contentType: 'text/plain', size: 5 })
  expect(objects.get('/v1/a/space/a')?.toString()).toBe('hello')
})
