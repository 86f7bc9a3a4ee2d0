import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Objects } from '../../../src/objects/objects.js'
import { openS3Objects } from '../../../src/objects/s3/s3.js'
import { S3Requests, type S3Request, type S3Settings } from '../../../src/objects/s3/requests.js'
import { RefusedError } from '../../../src/objects/remote/store-errors.js'
import { objectsContract } from '../../contracts/objects.js'
import { objectsOverFaultyConnection } from '../../contracts/objects-over-faulty-connection.js'
import { collect, failingStream, streamOf } from '../../contracts/streams.js'
import { describeWith, missingServersReason } from '../../support/requirements.js'
import { s3FromEnvironment } from '../../support/object-stores.js'

const contentType = 'application/x-test'
const md5 = (content: Buffer | string) => createHash('md5').update(content).digest('hex')

describeWith('S3', s3FromEnvironment(), missingServersReason, (settings) => {
  objectsContract('S3', () => openS3Objects(settings))
  objectsOverFaultyConnection(settings.endpoint, (endpoint) => openS3Objects({ ...settings, endpoint }))

  /** Opens the adapter, with changed settings if given. `container` is new, and dropped after the test. */
  async function openObjects(changes: Partial<S3Settings> = {}): Promise<{ objects: Objects; container: string }> {
    const objects = await openS3Objects({ ...settings, ...changes })
    const container = `s3-${randomUUID()}`
    onTestFinished(async () => {
      await objects.drop(container)
      await objects.close()
    })
    return { objects, container }
  }

  function requests(bucket = settings.bucket): S3Requests {
    const requests = new S3Requests({ ...settings, bucket })
    onTestFinished(() => requests.close())
    return requests
  }

  const textAt = (request: S3Request) => requests().read(request, (text) => text)

  describe('opening', () => {
    test('creates a missing bucket, even if two clients do so at once', async () => {
      const bucket = `new-${randomUUID()}`
      onTestFinished(async () => {
        await requests(bucket).execute({ method: 'DELETE' })
      })
      const [first, second] = await Promise.all([openObjects({ bucket }), openObjects({ bucket })])
      await first.objects.put(first.container, 'a', streamOf('x'), { contentType, size: 1 })
      expect((await second.objects.stat(first.container, 'a'))?.size).toBe(1)
    })

    test.each([{ secretKey: 'wrong' }, { accessKey: 'test:nobody' }])('is refused with %j', async (wrong) => {
      const opening = openS3Objects({ ...settings, ...wrong })
      await expect(opening).rejects.toThrow(RefusedError)
      await expect(opening).rejects.toThrow(new RegExp(`${settings.endpoint} refused GET ${settings.bucket}: 403 \\w+`))
    })

    test('is refused with an invalid bucket name', async () => {
      await expect(openS3Objects({ ...settings, bucket: '__no_bucket__' })).rejects.toThrow('__no_bucket__')
    })
  })

  test('objects are stored in the bucket under container and key', async () => {
    const { objects, container } = await openObjects()
    await objects.put(container, 'notes/1.0.0/a b', streamOf('hello'), { contentType, size: 5 })
    expect(await textAt({ method: 'GET', name: `${container}/notes/1.0.0/a b` })).toBe('hello')
  })

  test.each([
    ['known', 6 * 1024 * 1024, true],
    ['unknown and small', 1000, false],
  ])('the etag is the MD5 of the content when the size is %s', async (_, length, hasSize) => {
    const { objects, container } = await openObjects()
    const bytes = randomBytes(length)
    await objects.put(container, 'a', streamOf(bytes), { contentType, ...(hasSize && { size: length }) })
    expect((await objects.stat(container, 'a'))?.etag).toBe(md5(bytes))
  })

  describe('bodies of unknown size', () => {
    const part = 5 * 1024 * 1024
    test.each([part - 1, part, part + 1, 2 * part, 12_345_678])('of %i bytes are stored completely', async (length) => {
      const { objects, container } = await openObjects()
      const bytes = randomBytes(length)
      await objects.put(container, 'a', streamOf(bytes), { contentType })
      const found = await objects.open(container, 'a')
      expect(found).toMatchObject({ size: length, contentType })
      expect(found && (await buffer(found.body)).equals(bytes)).toBe(true)
    })

    test('that fail after some parts leave no unfinished upload', async () => {
      const { objects, container } = await openObjects()
      const body = failingStream('x'.repeat(2 * part))
      await expect(objects.put(container, 'a', body, { contentType })).rejects.toThrow('The line broke')
      expect(await collect(objects.list(container))).toEqual([])
      expect(await textAt({ method: 'GET', query: { uploads: '' } })).not.toContain(container)
    })

    test('that are put concurrently under one key do not mix', async () => {
      const { objects, container } = await openObjects()
      const contents = [1, 2, 3].map((index) => Buffer.alloc(2 * part + index, index))
      await Promise.all(contents.map((bytes) => objects.put(container, 'a', streamOf(bytes), { contentType })))
      const found = await objects.open(container, 'a')
      const bytes = found ? await buffer(found.body) : Buffer.alloc(0)
      expect(contents.some((content) => content.equals(bytes))).toBe(true)
    })
  })

  test('objects whose keys XML cannot contain are dropped with their container', async () => {
    const { objects, container } = await openObjects()
    for (const key of ['bell\x07', 'line\nend', '<&>'])
      await objects.put(container, key, streamOf('x'), { contentType })
    await objects.drop(container)
    expect(await collect(objects.list(container))).toEqual([])
  })

  describe('presigned URLs', () => {
    test('serve the content without credentials, with the requested media type', async () => {
      const { objects, container } = await openObjects({ presignedDownloads: true })
      await objects.put(container, 'a b/ü.tar.gz', streamOf('hello'), { contentType, size: 5 })
      const url = await objects.downloadUrl?.(container, 'a b/ü.tar.gz', 'application/gzip')
      const answer = await fetch(url ?? '')
      expect(answer.headers.get('content-type')).toBe('application/gzip')
      expect(await answer.text()).toBe('hello')
      const other = await fetch((url ?? '').replace('a%20b', 'other'))
      expect(other.status).toBe(403)
    })

    test('are available only when configured', async () => {
      const { objects } = await openObjects()
      expect(objects.downloadUrl).toBeUndefined()
    })
  })

  test('a range returns only the requested bytes', async () => {
    const { objects, container } = await openObjects()
    await objects.put(container, 'a', streamOf('0123456789'), { contentType, size: 10 })
    const found = await objects.open(container, 'a', { start: 2, end: 4 })
    expect(found && (await text(found.body))).toBe('234')
  })
})
