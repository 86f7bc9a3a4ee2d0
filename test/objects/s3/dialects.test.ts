import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Objects } from '../../../src/objects/objects.js'
import { openS3Objects } from '../../../src/objects/s3/s3.js'
import type { S3Settings } from '../../../src/objects/s3/requests.js'
import { all, streamOf } from '../../contracts/streams.js'
import { listen } from '../../support/http-servers.js'

// What stores that call themselves compatible with S3 do otherwise: see record 7.

interface Asked {
  method: string
  /** Of the object; `''` for the bucket. */
  name: string
  query: URLSearchParams
  request: IncomingMessage
}

interface Answered {
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** A store with some objects; `answer` gives what it does otherwise, and `undefined` for the usual. */
async function startStore(
  answer: (asked: Asked, objects: Map<string, Buffer>) => Answered | undefined | Promise<Answered | undefined>,
  names: string[] = [],
) {
  const objects = new Map(names.map((name) => [name, Buffer.from('x')]))
  const asked: string[] = []
  const { origin } = await listen(async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://store')
    const name = decodeURIComponent(pathname.slice('/bucket'.length).replace(/^\//, ''))
    const question = { method: request.method ?? '', name, query, request }
    asked.push(`${question.method} ${name}`)
    const { status = 200, headers, body } = (await answer(question, objects)) ?? (await usual(question, objects))
    response.writeHead(status, headers).end(body)
  })
  return { origin, objects, asked }
}

async function usual({ method, name, query, request }: Asked, objects: Map<string, Buffer>): Promise<Answered> {
  const content = objects.get(name)
  if (method === 'GET' && name === '') return page([...objects.keys()], query.get('start-after') ?? '', query)
  if (method === 'PUT' && name !== '') {
    const stored = await buffer(request)
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
const error = (status: number, code: string, more = ''): Answered => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No &#34;way&#34;</Message>${more}</Error>`,
})

/** Two names after a position. */
function page(names: string[], after: string, query: URLSearchParams, more: (last: string) => string = () => '') {
  const prefix = query.get('prefix') ?? ''
  const behind = names.sort().filter((name) => name > after && name.startsWith(prefix))
  const shown = behind.slice(0, 2)
  const list = shown.map(
    (name) => `<Contents><Key>${name.replace('&', '&amp;').replace("'", '&#39;')}</Key></Contents>`,
  )
  const isTruncated = behind.length > shown.length
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

describe('a list is complete', () => {
  const names = ['space/a', 'space/b+c%20', "space/it's & so", 'space/x', 'space/y', 'space/z']
  const keys = names.map((name) => name.slice('space/'.length))
  const isList = ({ method, name }: Asked) => method === 'GET' && name === ''

  test.each<[string, (asked: Asked) => Answered | undefined]>([
    [
      'that knows version 1 alone, and ignores what is of version 2',
      ({ query }) => page(names, query.get('marker') ?? '', query),
    ],
    [
      'that knows version 1 alone, and refuses what is of version 2',
      ({ query }) =>
        query.has('list-type') ? error(501, 'NotImplemented') : page(names, query.get('marker') ?? '', query),
    ],
    [
      'that goes on by its tokens alone',
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
      'whose tokens are broken',
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
    ['that gives no tokens', ({ query }) => page(names, query.get('start-after') ?? '', query)],
    [
      'that begins with an empty page',
      ({ query }) =>
        query.has('continuation-token') || query.has('start-after')
          ? page(names, query.get('start-after') ?? '', query)
          : {
              body: '<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>',
            },
    ],
    [
      'that does not say whether there is more',
      ({ query }) => {
        const { body } = page(names, query.get('start-after') ?? '', query)
        return { body: body.replace(/<IsTruncated>\w+<\/IsTruncated>/, '') }
      },
    ],
    [
      'that gives the names of a page in another order, and its elements a prefix',
      ({ query }) => {
        const { body } = page(names, query.get('start-after') ?? '', query)
        const [list = ''] = /<Contents>.*<\/Contents>/.exec(body) ?? []
        const turned = body.replace(
          list,
          list
            .split(/(?<=<\/Contents>)/)
            .reverse()
            .join(''),
        )
        return { body: turned.replaceAll(/<(\/?)(?=\w)/g, '<$1s3:') }
      },
    ],
  ])('by a store %s', async (_, answer) => {
    const { origin } = await startStore((asked) => (isList(asked) ? answer(asked) : undefined))
    const store = await open(origin)
    expect(await all(store.list('space'))).toEqual(keys)
  })

  test('or fails: nothing is dropped when a store lists names outside of the prefix', async () => {
    const { origin, objects } = await startStore(
      ({ query }, objects) => (query.has('prefix') ? page([...objects.keys()], '', new URLSearchParams()) : undefined),
      ['other/a', 'space/a'],
    )
    const store = await open(origin)
    await expect(store.drop('space')).rejects.toThrow('lists "space/" wrongly: "other/a" does not have this prefix')
    expect(objects.size).toBe(2)
  })

  test.each([
    ['a page for browsers', '<!DOCTYPE html><html></html>'],
    ['nothing', ''],
    ['an error', '<Error><Code>InternalError</Code></Error>'],
  ])('or fails: by a store that answers 200 with %s', async (_, body) => {
    const { origin } = await startStore(({ query }) => (query.has('prefix') ? { body } : undefined))
    const store = await open(origin)
    await expect(all(store.list('space'))).rejects.toThrow(
      /refused GET bucket: 200 (?:with an unexpected answer|InternalError)$/,
    )
  })
})

describe('opening', () => {
  const isCreation = ({ method, name }: Asked) => method === 'PUT' && name === ''
  /** A store whose bucket shows only after an attempt to create it. */
  const late = (answer: (asked: Asked, order: string) => Answered) => {
    let isThere = false
    return startStore(async (asked) => {
      if (isCreation(asked)) {
        const answered = answer(asked, await text(asked.request))
        isThere ||= answered.status !== 400
        return answered
      }
      return asked.name === '' && !isThere ? error(404, 'NoSuchBucket') : undefined
    })
  }

  test.each([
    [403, 'AccessDenied'],
    [409, 'BucketAlreadyOwnedByYou'],
    [409, 'BucketAlreadyExists'],
    [405, 'MethodNotAllowed'],
    [500, 'InternalError'],
  ])('succeeds with a usable bucket although its creation is refused with %i %s', async (status, code) => {
    const { origin } = await late(() => error(status, code))
    expect(await all((await open(origin)).list('space'))).toEqual([])
  })

  test.each(['InvalidLocationConstraint', 'MalformedXML'])(
    'creates a bucket without its region when that is refused with %s',
    async (code) => {
      const orders: string[] = []
      const { origin } = await late((_, order) => {
        orders.push(order)
        return order === '' ? {} : error(400, code)
      })
      await open(origin, { region: 'garage' })
      expect(orders).toEqual([expect.stringContaining('<LocationConstraint>garage</LocationConstraint>'), ''])
    },
  )

  test('reports why a missing bucket was not created', async () => {
    const { origin } = await startStore((asked) =>
      isCreation(asked) ? error(403, 'AccessDenied') : asked.name === '' ? error(404, 'NoSuchBucket') : undefined,
    )
    await expect(open(origin)).rejects.toThrow(`${origin} refused PUT bucket: 403 AccessDenied (No "way")`)
  })

  test.each<[string, Answered, string]>([
    [
      'a region in a header',
      { ...error(301, 'PermanentRedirect'), headers: { 'x-amz-bucket-region': 'eu-west-3' } },
      'in the region "eu-west-3" (s3.region)',
    ],
    [
      'an address',
      error(307, 'TemporaryRedirect', '<Endpoint>bucket.s3.eu-west-3.amazonaws.com</Endpoint>'),
      'at "bucket.s3.eu-west-3.amazonaws.com" (s3.endpoint)',
    ],
    [
      'a region in the answer',
      error(400, 'AuthorizationHeaderMalformed', '<Region>eu-west-3</Region>'),
      'in the region "eu-west-3" (s3.region)',
    ],
    [
      'another scheme',
      { status: 308, headers: { location: 'https://store.example/bucket?X-Amz-Signature=secret' } },
      'at "https://store.example" (s3.endpoint)',
    ],
  ])('fails with the location that a store names: %s', async (_, answer, place) => {
    const { origin } = await startStore(() => answer)
    await expect(open(origin)).rejects.toThrow(
      new RegExp(`: ${answer.status}.*the bucket is ${place.replace(/[()]/g, '\\$&')}$`),
    )
  })

  test.each(['<!DOCTYPE html><title>Console</title>', '\n<html>', '<Error><Code>InternalError</Code></Error>'])(
    'fails when the answer is %j',
    async (body) => {
      const { origin } = await startStore(() => ({ body }))
      await expect(open(origin)).rejects.toThrow('refused GET bucket: 200')
    },
  )
})

describe('an upload', () => {
  const put = (store: Objects, content: Buffer, announced = true): Promise<void> =>
    store.put('space', 'a', streamOf(content), {
      contentType: 'text/plain',
      ...(announced && { size: content.length }),
    })
  const isPut = ({ method, name }: Asked) => method === 'PUT' && name !== ''
  const content = randomBytes(100_000)

  test.each([true, false])('fails when an error comes with 200 (size announced: %j)', async (announced) => {
    const { origin } = await startStore((asked) => (isPut(asked) ? error(200, 'SlowDown') : undefined))
    await expect(put(await open(origin), content, announced)).rejects.toThrow(
      'refused PUT bucket/space/a: 200 SlowDown',
    )
  })

  test('is compared with its tag: a damaged one fails, and is removed', async () => {
    const { origin, objects } = await startStore(async (asked, objects) => {
      if (!isPut(asked)) return undefined
      const damaged = (await buffer(asked.request)).fill(0, 10, 20)
      objects.set(asked.name, damaged)
      return { headers: { etag: `"${md5(damaged)}"` } }
    })
    await expect(put(await open(origin), content)).rejects.toThrow('"space/a" arrived damaged: put it again')
    expect(objects.size).toBe(0)
  })

  test.each([`"${'0'.repeat(32)}"`, '"other"', `W/"${md5(content)}"`, undefined])(
    'may have a tag that is not its MD5: %s',
    async (etag) => {
      const headers = etag === undefined ? {} : { etag }
      const { origin, objects } = await startStore(async (asked, objects) => {
        const answer = await usual(asked, objects)
        return asked.name === '' ? answer : { ...answer, headers: { ...answer.headers, ...headers } }
      })
      const store = await open(origin)
      await put(store, content)
      expect(objects.get('space/a')?.equals(content)).toBe(true)
      // Strong, and without the quotes.
      expect((await store.stat('space', 'a'))?.etag).toMatch(/^\w+$/)
    },
  )

  const big = randomBytes(5 * 1024 * 1024 + 1)
  const inParts = (answer: (asked: Asked) => Answered | undefined) =>
    startStore(({ method, query, name, request }) => {
      const asked = { method, query, name, request }
      if (method === 'GET' && name === '') return undefined
      const own = answer(asked)
      if (own) return own
      if (query.has('uploads'))
        return { body: '<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>' }
      if (query.has('partNumber')) return { headers: { etag: '"part"' } }
      return method === 'DELETE' ? { status: 204 } : { body: '<CompleteMultipartUploadResult/>' }
    })

  test('in parts, is compared with the MD5 of each part', async () => {
    const sums: unknown[] = []
    const { origin } = await inParts(({ query, request }) => {
      if (query.has('partNumber')) sums.push(request.headers['content-md5'])
      return undefined
    })
    await put(await open(origin), big, false)
    const parts = [big.subarray(0, -1), big.subarray(-1)]
    expect(sums).toEqual(parts.map((part) => createHash('md5').update(part).digest('base64')))
  })

  test.each<[string, (asked: Asked) => boolean, Answered, string]>([
    ['beginning', ({ query }) => query.has('uploads'), { body: '<html>' }, '200 with an unexpected answer'],
    ['a part', ({ query }) => query.has('partNumber'), error(200, 'InternalError'), '200 InternalError'],
    ['a part', ({ query }) => query.has('partNumber'), {}, 'without giving a tag'],
    [
      'the end',
      ({ method, query }) => method === 'POST' && query.has('uploadId'),
      error(200, 'InternalError'),
      '200 InternalError',
    ],
    ['the end', ({ method, query }) => method === 'POST' && query.has('uploadId'), {}, '200 with an unexpected answer'],
  ])('in parts, fails when %s gets an unexpected answer', async (_, isIt, answer, reason) => {
    const { origin } = await inParts((asked) => (isIt(asked) ? answer : undefined))
    await expect(put(await open(origin), big, false)).rejects.toThrow(reason)
  })
})

test('a removal fails when an error comes with 200', async () => {
  const { origin } = await startStore(({ method }) => (method === 'DELETE' ? error(200, 'SlowDown') : undefined))
  await expect((await open(origin)).remove('space', 'a')).rejects.toThrow('refused DELETE bucket/space/a: 200 SlowDown')
})

test('the next drop tries bulk removal again after a refusal', async () => {
  let isRefusing = true
  const { origin, objects, asked } = await startStore(
    async (question, objects) => {
      if (question.method !== 'POST') return undefined
      if (isRefusing) return error(403, 'AccessDenied')
      const keys = [...(await text(question.request)).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key)
      for (const key of keys) objects.delete(key)
      return {
        body: `<DeleteResult>${keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('')}</DeleteResult>`,
      }
    },
    ['one/a', 'two/a'],
  )
  const store = await open(origin)
  await store.drop('one')
  isRefusing = false
  await store.drop('two')
  expect(objects.size).toBe(0)
  expect(asked.filter((each) => /POST|DELETE/.test(each))).toEqual(['POST ', 'DELETE one/a', 'POST '])
})
