import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { collect, failingStream, streamOf } from '../streams.js'
import { type Store, defaultType } from './store.js'

/** Tests of replacing objects. A reader gets the old or the new content, never a mixture. A failed put changes nothing. */
export function replacingContract(store: Store): void {
  const { put, text, etag, keys } = store
  describe('replacing', () => {
    test('replaces bytes, type and size', async () => {
      await put('a', 'the first', 'text/plain')
      await put('a', 'second', 'text/css')
      expect(await text('a')).toBe('second')
      expect(await store.objects.stat(store.container, 'a')).toMatchObject({ contentType: 'text/css', size: 6 })
      expect(await keys()).toEqual(['a'])
    })

    test('the etag depends on the content alone, not on the media type', async () => {
      await put('a', 'content 1')
      const first = await etag('a')
      await put('a', 'content 2')
      const second = await etag('a')
      await put('a', 'content 1', 'text/css')
      const third = await etag('a')
      expect(second).not.toBe(first)
      expect(third).toBe(first)
    })

    test('a read that began before a replacement returns the old content', async () => {
      const old = randomBytes(5_000_000)
      await put('a', old)
      const reading = await store.objects.open(store.container, 'a')
      const chunks = reading?.body[Symbol.asyncIterator]()
      const first: IteratorResult<Buffer> | undefined = await chunks?.next()
      await put('a', randomBytes(5_000_000))
      await store.objects.remove(store.container, 'a')
      const rest: Buffer[] = chunks === undefined ? [] : await collect({ [Symbol.asyncIterator]: () => chunks })
      expect(Buffer.concat([first?.value ?? Buffer.alloc(0), ...rest]).equals(old)).toBe(true)
    })

    // Runs several times, because a race condition does not show each time.
    test.each([1, 2, 3, 4, 5])('concurrent puts of one key store the complete body of one put (run %i)', async () => {
      const contents = Array.from({ length: 12 }, (_, index) => Buffer.alloc(20_000 + index, `${index}`))
      await Promise.all(contents.map((bytes, index) => put('a', bytes, `application/x-test-${index}`)))
      const found = await store.objects.open(store.container, 'a')
      const bytes = found ? await buffer(found.body) : Buffer.alloc(0)
      const winner = contents.findIndex((candidate) => candidate.equals(bytes))
      expect(winner).toBeGreaterThanOrEqual(0)
      expect(found).toMatchObject({ contentType: `application/x-test-${winner}`, size: bytes.length })
      await put('same content', bytes)
      expect(found?.etag).toBe(await etag('same content'))
    })
  })

  describe('a body that fails or has another size than announced changes nothing', () => {
    const bodies: [string, () => Readable, number | undefined][] = [
      ['too short', () => streamOf('short'), 6],
      ['empty', () => streamOf(''), 1],
      ['too long', () => streamOf('too long'), 7],
      ['not empty, but announced as empty', () => streamOf('x'), 0],
      ['failing', () => failingStream('begun'), undefined],
      ['failing after as many bytes as announced', () => failingStream('begun'), 5],
      ['aborted', () => streamOf('never read').destroy(), undefined],
      ['failed before it is read', () => streamOf('x').destroy(new Error('Failed early')), 1],
    ]

    test.each(bodies)('%s: a new object is not stored', async (_, body, size) => {
      const options = { contentType: defaultType, ...(size === undefined ? {} : { size }) }
      await expect(store.objects.put(store.container, 'folder/a', body(), options)).rejects.toThrow()
      expect(await store.objects.stat(store.container, 'folder/a')).toBeUndefined()
      expect(await keys()).toEqual([])
    })

    test.each(bodies)('%s: an existing object is unchanged', async (_, body, size) => {
      await put('a', 'old', 'text/plain')
      const before = await store.objects.stat(store.container, 'a')
      const options = { contentType: defaultType, ...(size === undefined ? {} : { size }) }
      await expect(store.objects.put(store.container, 'a', body(), options)).rejects.toThrow()
      expect(await store.objects.stat(store.container, 'a')).toEqual(before)
      expect(await text('a')).toBe('old')
    })

    test('put destroys a body that it does not store, even if the key is refused', async () => {
      const bodies = [failingStream('x'), streamOf('too long'), streamOf('x')]
      const [failing, long, refused] = bodies
      await Promise.allSettled([
        failing && store.objects.put(store.container, 'a', failing, { contentType: defaultType }),
        long && store.objects.put(store.container, 'b', long, { contentType: defaultType, size: 1 }),
        refused && store.objects.put(store.container, '../c', refused, { contentType: defaultType }),
      ])
      expect(bodies.map((body) => body.destroyed)).toEqual([true, true, true])
    })
  })
}
