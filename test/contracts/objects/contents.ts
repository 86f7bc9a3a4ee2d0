import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { streamOf } from '../streams.js'
import { type Store, defaultType } from './store.js'

/** Tests of storing objects, and of reading them whole and in ranges. */
export function contentsContract(store: Store): void {
  const { put, content, text, etag } = store
  describe('put and open', () => {
    test('keep bytes, media type, size and modification time', async () => {
      const before = Date.now()
      await put('notes/1.0.0/notes.tar.gz', 'hello', 'application/gzip')
      const found = await store.objects.open(store.container, 'notes/1.0.0/notes.tar.gz')
      expect(found).toMatchObject({ contentType: 'application/gzip', size: 5 })
      expect(found && (await buffer(found.body)).toString()).toBe('hello')
      // Servers return whole seconds, and their clocks can differ a little from this clock.
      expect(Math.abs((found?.modifiedAt.getTime() ?? 0) - before)).toBeLessThan(60_000)
    })

    test.each(['', 'application/octet-stream'])(
      'a media type that is unknown at put (%j) is unknown when read',
      async (unknown) => {
        await put('icon.png', 'x', unknown)
        const { contentType } = (await store.objects.stat(store.container, 'icon.png')) ?? {}
        expect(['', 'application/octet-stream']).toContain(contentType)
      },
    )

    test('stat and open return the same properties', async () => {
      await put('a', 'hello')
      const found = await store.objects.open(store.container, 'a')
      found?.body.destroy()
      expect(found?.etag).not.toBe('')
      expect(await store.objects.stat(store.container, 'a')).toEqual({
        contentType: found?.contentType,
        size: found?.size,
        etag: found?.etag,
        modifiedAt: found?.modifiedAt,
      })
    })

    test('a missing object is undefined, even if its container is missing, or its key is the parent folder of another key', async () => {
      expect(await store.objects.open(store.container, 'a')).toBeUndefined()
      expect(await store.objects.stat(store.container, 'a')).toBeUndefined()
      await put('folder/a', 'x')
      expect(await store.objects.open(store.container, 'folder')).toBeUndefined()
      expect(await store.objects.stat(store.container, 'folder')).toBeUndefined()
      expect(await store.objects.stat(store.container, 'folder/a/b')).toBeUndefined()
      expect(await store.objects.stat(store.container, 'folder/b')).toBeUndefined()
    })

    test('an object can be empty', async () => {
      await put('empty', '')
      expect(await text('empty')).toBe('')
      expect((await store.objects.stat(store.container, 'empty'))?.size).toBe(0)
    })

    test.each([true, false])('keep 5 MB unchanged (size passed to put: %s)', async (hasSize) => {
      const bytes = randomBytes(5_000_000)
      const size = hasSize ? { size: bytes.length } : {}
      await store.objects.put(store.container, 'big', streamOf(bytes), { contentType: defaultType, ...size })
      expect((await content('big'))?.equals(bytes)).toBe(true)
      expect((await store.objects.stat(store.container, 'big'))?.size).toBe(bytes.length)
    })
  })

  describe('ranges', () => {
    test.each([
      [0, 0, '0'],
      [9, 9, '9'],
      [0, 9, '0123456789'],
      [3, 6, '3456'],
    ])('bytes %i to %i of ten digits are "%s"', async (start, end, expected) => {
      await put('digits', '0123456789')
      const found = await store.objects.open(store.container, 'digits', { start, end })
      expect(found && (await buffer(found.body)).toString()).toBe(expected)
      expect(found).toMatchObject({ size: 10, contentType: defaultType, etag: await etag('digits') })
    })

    test.each([
      [0, 5],
      [5, 5],
      [7, 9],
      [-1, 2],
      [3, 2],
    ])('bytes %i to %i of five digits are refused', async (start, end) => {
      await put('digits', '01234')
      await expect(store.objects.open(store.container, 'digits', { start, end })).rejects.toThrow(RangeError)
    })

    test('bytes of several chunks are returned unchanged', async () => {
      const bytes = randomBytes(300_000)
      await put('big', bytes)
      const range = { start: 65_535, end: 200_000 }
      expect((await content('big', range))?.equals(bytes.subarray(range.start, range.end + 1))).toBe(true)
    })
  })
}
