import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Objects } from '../../../src/objects/objects.js'
import { openS3Objects } from '../../../src/objects/s3/s3.js'
import type { S3Settings } from '../../../src/objects/s3/requests.js'
import { collect, streamOf } from '../../contracts/streams.js'
import { listen } from '../../support/http-servers.js'

// How stores that call themselves compatible with S3 deviate from it: see docs/decisions/0007-objects-in-s3-and-swift.md.

interface FakeRequest {
  method: string
  /** The name of the object; `''` for the bucket. */
  name: string
  query: URLSearchParams
  message: IncomingMessage
}

interface FakeResponse {
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** Starts a store with an object for each name. `answer` overrides a response; `undefined` means the default response. */
async function startStore(
  answer: (
    request: FakeRequest,
    objects: Map<string, Buffer>,
  ) => FakeResponse | undefined | Promise<FakeResponse | undefined>,
  names: string[] = [],
) {
  const objects = new Map(names.map((name) => [name, Buffer.from('x')]))
  const requestLog: string[] = []
  const { origin } = await listen(async (message, response) => {
    const { pathname, searchParams: query } = new URL(message.url ?? '', 'http://store')
    const name = decodeURIComponent(pathname.slice('/bucket'.length).replace(/^\//, ''))
    const request = { method: message.method ?? '', name, query, message }
    requestLog.push(`${request.method} ${name}`)
    const {
      status = 200,
      headers,
      body,
    } = (await answer(request, objects)) ?? (await defaultResponse(request, objects))
    response.writeHead(status, headers).end(body)
  })
  return { origin, objects, requestLog }
}

async function defaultResponse(
  { method, name, query, message }: FakeRequest,
  objects: Map<string, Buffer>,
): Promise<FakeResponse> {
  const content = objects.get(name)
  if (method === 'GET' && name === '') return page([...objects.keys()], query.get('start-after') ?? '', query)
  if (method === 'PUT' && name !== '') {
    const stored = await buffer(message)
    objects.set(name, stored)
    return { headers: { etag: `"${md5(stored)}"` } }
  }
  if (method === 'DELETE') {
    objects.delete(name)
    return { status: 204 }
  }
  if (method !== 'GET' && method !== 'HEAD') return error(501, 'NotImplemented')
  if (!content) return error(404, 'NoSuchKey')
  const headers = { etag: `"${md5(content)}"`, 'last-modified': new Date().toUTCString() }
  return { headers: { ...headers, 'content-length': String(content.length) }, body: content }
}

const md5 = (content: Buffer | string): string => createHash('md5').update(content).digest('hex')
const error = (status: number, code: string, more = ''): FakeResponse => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No &#34;way&#34;</Message>${more}</Error>`,
})

/** Lists at most two names after the name `after`. If there are further names, the XML of `more` is added. */
function page(names: string[], after: string, query: URLSearchParams, more: (last: string) => string = () => '') {
  const prefix = query.get('prefix') ?? ''
  const remaining = names.sort().filter((name) => name > after && name.startsWith(prefix))
  const shown = remaining.slice(0, 2)
  const list = shown.map(
    (name) => `<Contents><Key>${name.replace('&', '&amp;').replace("'", '&#39;')}</Key></Contents>`,
  )
  const isTruncated = remaining.length > shown.length
  const body = `<ListBucketResult xmlns="x"><IsTruncated>${isTruncated}</IsTruncated>${list.join('')}${
    isTruncated ? more(shown.at(-1) ?? '') : ''
  }</ListBucketResult>`
  return { body }
}

async function open(endpoint: string, changes: Partial<S3Settings> = {}): Promise<Objects> {
  const settings = { region: 'us-east-1', pathStyle: true, presignedDownloads: false, bucket: 'bucket' }
  const store = await openS3Objects({ ...settings, endpoint, accessKey: 'key', secretKey: 'secret', ...changes })
  onTestFinished(() => store.close())
  return store
}

describe('a list', () => {
  const names = ['space/a', 'space/b+c%20', "space/it's & so", 'space/x', 'space/y', 'space/z']
  const keys = names.map((name) => name.slice('space/'.length))
  const isList = ({ method, name }: FakeRequest) => method === 'GET' && name === ''

  test.each<[string, (request: FakeRequest) => FakeResponse | undefined]>([
    [
      'that supports only version 1 of lists, and ignores the parameters of version 2',
      ({ query }) => page(names, query.get('marker') ?? '', query),
    ],
    [
      'that supports only version 1 of lists, and refuses version 2',
      ({ query }) =>
        query.has('list-type') ? error(501, 'NotImplemented') : page(names, query.get('marker') ?? '', query),
    ],
    [
      'that continues only with its continuation tokens',
      ({ query }) => {
        const after = query.get('continuation-token')?.slice('token '.length) ?? ''
        return page(
          names,
          after,
          query,
          (last) => `<NextContinuationToken>token ${last.replace('&', '&amp;')}</NextContinuationToken>`,
        )
      },
    ],
    [
      'that refuses its own continuation tokens',
      ({ query }) =>
        query.has('continuation-token')
          ? error(400, 'InvalidArgument')
          : page(
              names,
              query.get('start-after') ?? '',
              query,
              () => '<NextContinuationToken>x</NextContinuationToken>',
            ),
    ],
    ['that sends no continuation tokens', ({ query }) => page(names, query.get('start-after') ?? '', query)],
    [
      'whose first page is empty',
      ({ query }) =>
        query.has('continuation-token') || query.has('start-after')
          ? page(names, query.get('start-after') ?? '', query)
          : {
              body: '<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>',
            },
    ],
    [
      'that does not send IsTruncated',
      ({ query }) => {
        const { body } = page(names, query.get('start-after') ?? '', query)
        return { body: body.replace(/<IsTruncated>\w+<\/IsTruncated>/, '') }
      },
    ],
    [
      'that sends its pages in reverse order and with an XML namespace prefix',
      ({ query }) => {
        const { body } = page(names, query.get('start-after') ?? '', query)
        const [list = ''] = /<Contents>.*<\/Contents>/.exec(body) ?? []
        const reversed = body.replace(
          list,
          list
            .split(/(?<=<\/Contents>)/)
            .reverse()
            .join(''),
        )
        return { body: reversed.replaceAll(/<(\/?)(?=\w)/g, '<$1s3:') }
      },
    ],
  ])('is complete when it comes from a store %s', async (_, answer) => {
    const { origin } = await startStore((request) => (isList(request) ? answer(request) : undefined))
    const store = await open(origin)
    expect(await collect(store.list('space'))).toEqual(keys)
  })

  test('with names outside of the requested prefix makes a drop fail before it removes an object', async () => {
    const { origin, objects } = await startStore(
      ({ query }, objects) => (query.has('prefix') ? page([...objects.keys()], '', new URLSearchParams()) : undefined),
      ['other/a', 'space/a'],
    )
    const store = await open(origin)
    await expect(store.drop('space')).rejects.toThrow('lists "space/" wrongly: "other/a" does not have this prefix')
    expect(objects.size).toBe(2)
  })

  test.each([
    ['an HTML page', '<!DOCTYPE html><html></html>'],
    ['an empty body', ''],
    ['an error', '<Error><Code>InternalError</Code></Error>'],
  ])('fails when a store answers 200 with %s', async (_, body) => {
    const { origin } = await startStore(({ query }) => (query.has('prefix') ? { body } : undefined))
    const store = await open(origin)
    await expect(collect(store.list('space'))).rejects.toThrow(
      /refused GET bucket: 200 (?:with an unexpected answer|InternalError)$/,
    )
  })
})

describe('opening', () => {
  const isCreation = ({ method, name }: FakeRequest) => method === 'PUT' && name === ''
  /**
   * Starts a store without a bucket. `answer` answers the requests to create the bucket. After any answer except 400, the
   * bucket exists.
   */
  const startWithoutBucket = (answer: (request: FakeRequest, requestBody: string) => FakeResponse) => {
    let exists = false
    return startStore(async (request) => {
      if (isCreation(request)) {
        const response = answer(request, await text(request.message))
        exists ||= response.status !== 400
        return response
      }
      return request.name === '' && !exists ? error(404, 'NoSuchBucket') : undefined
    })
  }

  test.each([
    [403, 'AccessDenied'],
    [409, 'BucketAlreadyOwnedByYou'],
    [409, 'BucketAlreadyExists'],
    [405, 'MethodNotAllowed'],
    [500, 'InternalError'],
  ])('succeeds when the bucket exists after its creation was refused with %i %s', async (status, code) => {
    const { origin } = await startWithoutBucket(() => error(status, code))
    expect(await collect((await open(origin)).list('space'))).toEqual([])
  })

  test.each(['InvalidLocationConstraint', 'MalformedXML'])(
    'creates a bucket without a region when the region is refused with %s',
    async (code) => {
      const requestBodies: string[] = []
      const { origin } = await startWithoutBucket((_, requestBody) => {
        requestBodies.push(requestBody)
        return requestBody === '' ? {} : error(400, code)
      })
      await open(origin, { region: 'garage' })
      expect(requestBodies).toEqual([expect.stringContaining('<LocationConstraint>garage</LocationConstraint>'), ''])
    },
  )

  test('fails with the reason when a missing bucket cannot be created', async () => {
    const { origin } = await startStore((request) =>
      isCreation(request) ? error(403, 'AccessDenied') : request.name === '' ? error(404, 'NoSuchBucket') : undefined,
    )
    await expect(open(origin)).rejects.toThrow(`${origin} refused PUT bucket: 403 AccessDenied (No "way")`)
  })

  test.each<[string, FakeResponse, string]>([
    [
      'a region in a header',
      { ...error(301, 'PermanentRedirect'), headers: { 'x-amz-bucket-region': 'eu-west-3' } },
      'in the region "eu-west-3" (s3.region)',
    ],
    [
      'an address in the body',
      error(307, 'TemporaryRedirect', '<Endpoint>bucket.s3.eu-west-3.amazonaws.com</Endpoint>'),
      'at "bucket.s3.eu-west-3.amazonaws.com" (s3.endpoint)',
    ],
    [
      'a region in the body',
      error(400, 'AuthorizationHeaderMalformed', '<Region>eu-west-3</Region>'),
      'in the region "eu-west-3" (s3.region)',
    ],
    [
      'an address in a header',
      { status: 308, headers: { location: 'https://store.example/bucket?X-Amz-Signature=secret' } },
      'at "https://store.example" (s3.endpoint)',
    ],
  ])('fails with the place of the bucket in the error when the store answers with %s', async (_, answer, place) => {
    const { origin } = await startStore(() => answer)
    await expect(open(origin)).rejects.toThrow(
      new RegExp(`: ${answer.status}.*the bucket is ${place.replace(/[()]/g, '\\$&')}$`),
    )
  })

  test.each(['<!DOCTYPE html><title>Console</title>', '\n<html>', '<Error><Code>InternalError</Code></Error>'])(
    'fails when the store answers 200 with the body %j',
    async (body) => {
      const { origin } = await startStore(() => ({ body }))
      await expect(open(origin)).rejects.toThrow('refused GET bucket: 200')
    },
  )
})

describe('an upload', () => {
  const put = (store: Objects, content: Buffer, hasSize = true): Promise<void> =>
    store.put('space', 'a', streamOf(content), {
      contentType: 'text/plain',
      ...(hasSize && { size: content.length }),
    })
  const isPut = ({ method, name }: FakeRequest) => method === 'PUT' && name !== ''
  const content = randomBytes(100_000)

  test.each([true, false])('fails when the body of a 200 is an error (known size: %j)', async (hasSize) => {
    const { origin } = await startStore((request) => (isPut(request) ? error(200, 'SlowDown') : undefined))
    await expect(put(await open(origin), content, hasSize)).rejects.toThrow('refused PUT bucket/space/a: 200 SlowDown')
  })

  test('fails when its etag differs and the stored content is damaged', async () => {
    const { origin, objects } = await startStore(async (request, objects) => {
      if (!isPut(request)) return undefined
      const damaged = (await buffer(request.message)).fill(0, 10, 20)
      objects.set(request.name, damaged)
      return { headers: { etag: `"${md5(damaged)}"` } }
    })
    await expect(put(await open(origin), content)).rejects.toThrow('"space/a" arrived damaged: put it again')
    expect(objects.size).toBe(0)
  })

  test.each([`"${'0'.repeat(32)}"`, '"other"', `W/"${md5(content)}"`, undefined])(
    'succeeds with the etag %s when the stored content is intact',
    async (etag) => {
      const headers = etag === undefined ? {} : { etag }
      const { origin, objects } = await startStore(async (request, objects) => {
        const response = await defaultResponse(request, objects)
        return request.name === '' ? response : { ...response, headers: { ...response.headers, ...headers } }
      })
      const store = await open(origin)
      await put(store, content)
      expect(objects.get('space/a')?.equals(content)).toBe(true)
      // The etag is a strong one, without quotes.
      expect((await store.stat('space', 'a'))?.etag).toMatch(/^\w+$/)
    },
  )

  const big = randomBytes(5 * 1024 * 1024 + 1)
  /** Starts a store that answers the requests of a multipart upload. `answer` overrides a response. */
  const startMultipartStore = (answer: (request: FakeRequest) => FakeResponse | undefined) =>
    startStore((request) => {
      const { method, query, name } = request
      if (method === 'GET' && name === '') return undefined
      const overridden = answer(request)
      if (overridden) return overridden
      if (query.has('uploads'))
        return { body: '<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>' }
      if (query.has('partNumber')) return { headers: { etag: '"part"' } }
      return method === 'DELETE' ? { status: 204 } : { body: '<CompleteMultipartUploadResult/>' }
    })

  test('in parts sends the MD5 of each part', async () => {
    const sums: unknown[] = []
    const { origin } = await startMultipartStore(({ query, message }) => {
      if (query.has('partNumber')) sums.push(message.headers['content-md5'])
      return undefined
    })
    await put(await open(origin), big, false)
    const parts = [big.subarray(0, -1), big.subarray(-1)]
    expect(sums).toEqual(parts.map((part) => createHash('md5').update(part).digest('base64')))
  })

  test.each<[string, (request: FakeRequest) => boolean, FakeResponse, string]>([
    [
      'its start is answered with an HTML page',
      ({ query }) => query.has('uploads'),
      { body: '<html>' },
      '200 with an unexpected answer',
    ],
    [
      'a part is answered with an error in a 200',
      ({ query }) => query.has('partNumber'),
      error(200, 'InternalError'),
      '200 InternalError',
    ],
    ['a part is answered without an etag', ({ query }) => query.has('partNumber'), {}, 'without an etag'],
    [
      'its completion is answered with an error in a 200',
      ({ method, query }) => method === 'POST' && query.has('uploadId'),
      error(200, 'InternalError'),
      '200 InternalError',
    ],
    [
      'its completion is answered with an empty body',
      ({ method, query }) => method === 'POST' && query.has('uploadId'),
      {},
      '200 with an unexpected answer',
    ],
  ])('in parts fails when %s', async (_, matches, answer, reason) => {
    const { origin } = await startMultipartStore((request) => (matches(request) ? answer : undefined))
    await expect(put(await open(origin), big, false)).rejects.toThrow(reason)
  })
})

test('a removal fails when the body of a 200 is an error', async () => {
  const { origin } = await startStore(({ method }) => (method === 'DELETE' ? error(200, 'SlowDown') : undefined))
  await expect((await open(origin)).remove('space', 'a')).rejects.toThrow('refused DELETE bucket/space/a: 200 SlowDown')
})

test('the next drop tries bulk removal again after a refusal', async () => {
  let refusesBulkRemoval = true
  const { origin, objects, requestLog } = await startStore(
    async (request, objects) => {
      if (request.method !== 'POST') return undefined
      if (refusesBulkRemoval) return error(403, 'AccessDenied')
      const keys = [...(await text(request.message)).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key)
      for (const key of keys) objects.delete(key)
      return {
        body: `<DeleteResult>${keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('')}</DeleteResult>`,
      }
    },
    ['one/a', 'two/a'],
  )
  const store = await open(origin)
  await store.drop('one')
  refusesBulkRemoval = false
  await store.drop('two')
  expect(objects.size).toBe(0)
  expect(requestLog.filter((each) => /POST|DELETE/.test(each))).toEqual(['POST ', 'DELETE one/a', 'POST '])
})
