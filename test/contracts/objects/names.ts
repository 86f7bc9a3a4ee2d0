import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { UnsafeKeyError } from '../../../src/objects/objects.js'
import { collect, streamOf } from '../streams.js'
import { type Store, defaultType } from './store.js'

/** Tests of keys and names of containers. A name is used unchanged, or refused. */
export function namesContract(store: Store): void {
  const { put, text, keys } = store
  describe('names', () => {
    test.each([
      'with space',
      ' leading and trailing ',
      'percent%20sign%2F%',
      'plus+and&ampersand=equals?query#fragment',
      `quotes'"\``,
      'angle<brackets>{}[]|^~',
      'crème brûlée/日本語/👩‍💻.png',
      '...three/..dots/.hidden',
      `${'long'.repeat(50)}/end`,
    ])('stores an object under exactly the key %j', async (key) => {
      await put(key, key)
      expect(await text(key)).toBe(key)
      expect(await keys()).toEqual([key])
      await store.objects.remove(store.container, key)
      expect(await keys()).toEqual([])
    })

    test.each(['__assets__', '__default__', 'partners', 'a_b-c'])(
      'accepts the container name %s',
      async (container) => {
        const key = `contract-${randomUUID()}`
        await store.objects.ensure(container)
        await store.objects.put(container, key, streamOf('x'), { contentType: defaultType })
        expect((await store.objects.stat(container, key))?.size).toBe(1)
        await store.objects.remove(container, key)
        expect(await store.objects.stat(container, key)).toBeUndefined()
      },
    )

    test('containers have separate objects', async () => {
      await put('a', 'mine')
      const other = `contract-${randomUUID()}`
      await store.objects.put(other, 'a', streamOf('theirs'), { contentType: defaultType })
      expect(await text('a')).toBe('mine')
      await store.objects.drop(other)
      expect(await text('a')).toBe('mine')
    })

    test.each(['', '.', '..', '../a', 'a/../b', 'a/./b', 'a//b', '/a', 'a/', 'a\0b', 'a\\b', '..\\a', 'a\ud800'])(
      'refuses the key %j',
      async (key) => {
        const put = store.objects.put(store.container, key, streamOf('x'), { contentType: defaultType })
        await expect(put).rejects.toThrow(UnsafeKeyError)
        await expect(store.objects.open(store.container, key)).rejects.toThrow(UnsafeKeyError)
        await expect(store.objects.stat(store.container, key)).rejects.toThrow(UnsafeKeyError)
        await expect(store.objects.remove(store.container, key)).rejects.toThrow(UnsafeKeyError)
        expect(await keys()).toEqual([])
      },
    )

    test('a key that is too long for any store is refused by put, and has no object', async () => {
      const long = [...Array.from({ length: 5 }, () => 'x'.repeat(240)), 'é'.repeat(200)].join('/')
      await put('a', 'x')
      expect(await store.objects.open(store.container, long)).toBeUndefined()
      expect(await store.objects.stat(store.container, long)).toBeUndefined()
      await store.objects.remove(store.container, long)
      const refusal = /too long|more than 1024 bytes/
      const plan = { keys: new Set([long]), isDropped: true }
      expect(await store.objects.whyUnstorable(store.container, long, plan)).toMatch(refusal)
      await expect(put(long, 'x')).rejects.toThrow(refusal)
      expect(await keys()).toEqual(['a'])
    })

    test.each(['', '.', '..', '.hidden', 'a/b', '../a', 'a\\b', 'a\0'])(
      'refuses the container name %j',
      async (bad) => {
        await expect(store.objects.put(bad, 'a', streamOf('x'), { contentType: defaultType })).rejects.toThrow(
          UnsafeKeyError,
        )
        await expect(store.objects.open(bad, 'a')).rejects.toThrow(UnsafeKeyError)
        await expect(store.objects.stat(bad, 'a')).rejects.toThrow(UnsafeKeyError)
        await expect(store.objects.remove(bad, 'a')).rejects.toThrow(UnsafeKeyError)
        await expect(collect(store.objects.list(bad))).rejects.toThrow(UnsafeKeyError)
        await expect(store.objects.ensure(bad)).rejects.toThrow(UnsafeKeyError)
        await expect(store.objects.drop(bad)).rejects.toThrow(UnsafeKeyError)
      },
    )
  })
}
