import { describe, expect, test } from 'vitest'
import { UnsafeKeyError } from '../../../src/objects/objects.js'
import { type Store } from './store.js'

/** Tests of removing objects, listing keys, and creating and dropping containers. */
export function removingAndListingContract(store: Store): void {
  const { put, keys } = store
  describe('remove', () => {
    test('removes the object and nothing else', async () => {
      await put('folder/a', 'a')
      await put('folder/b', 'b')
      await store.objects.remove(store.container, 'folder/a')
      expect(await store.objects.open(store.container, 'folder/a')).toBeUndefined()
      expect(await keys()).toEqual(['folder/b'])
    })

    test('does nothing when the object is missing', async () => {
      await store.objects.remove(store.container, 'missing')
      await put('folder/a', 'a')
      await store.objects.remove(store.container, 'folder')
      await store.objects.remove(store.container, 'folder/a/b')
      await store.objects.remove(store.container, 'folder/missing')
      expect(await keys()).toEqual(['folder/a'])
    })

    test('lets an emptied folder become an object, and a removed object become a folder', async () => {
      await put('a/b/c', 'x')
      await store.objects.remove(store.container, 'a/b/c')
      await put('a', 'y')
      await store.objects.remove(store.container, 'a')
      await put('a/b', 'z')
      expect(await keys()).toEqual(['a/b'])
    })

    test('concurrent puts and removals in one folder do not disturb each other', async () => {
      const neighbours = ['deep/folder/a', 'deep/folder/b', 'deep/folder/c', 'deep/folder/d']
      await Promise.all(
        neighbours.map(async (key) => {
          for (let round = 0; round < 15; round++) {
            await put(key, 'x')
            await store.objects.remove(store.container, key)
          }
          await put(key, 'x')
        }),
      )
      expect(await keys()).toEqual(neighbours)
    })
  })

  describe('list', () => {
    test('returns keys in byte order', async () => {
      // The order of UTF-16 code units would swap the last two keys.
      const ordered = ['A', 'a-b', 'a.b', 'a/b', 'a/b-c', 'a/c/d', 'a0', 'b', 'é', '日', 'ﬀ', '😀']
      for (const key of [...ordered].reverse()) await put(key, 'x')
      expect(await keys()).toEqual(ordered)
    })

    test('returns the keys that begin with a prefix', async () => {
      const all = ['notes/1.0.0-beta.1/notes.tar.gz', 'notes/1.0.0/icon', 'notes/1.0.0/notes.tar.gz', 'notes2/x']
      for (const key of all) await put(key, 'x')
      expect(await keys('')).toEqual(all)
      expect(await keys('notes/1.0.0/')).toEqual(['notes/1.0.0/icon', 'notes/1.0.0/notes.tar.gz'])
      expect(await keys('notes/1.0.0')).toEqual(all.slice(0, 3))
      expect(await keys('notes')).toEqual(all)
      expect(await keys('notes/')).toEqual(all.slice(0, 3))
      expect(await keys('notes/1.0.0/icon')).toEqual(['notes/1.0.0/icon'])
      expect(await keys('notes/1.0.0/icon/')).toEqual([])
      expect(await keys('missing/')).toEqual([])
    })

    test('takes a prefix literally', async () => {
      for (const key of ['a+b/1', 'a b/1', 'a%20b/1', 'é/1']) await put(key, 'x')
      expect(await keys('a b/')).toEqual(['a b/1'])
      expect(await keys('a%20b/')).toEqual(['a%20b/1'])
      expect(await keys('a+')).toEqual(['a+b/1'])
      expect(await keys('é')).toEqual(['é/1'])
    })

    test.each(['../', 'a/../', '//', './', 'a\0', '..\\'])('refuses the prefix %j', async (prefix) => {
      await expect(keys(prefix)).rejects.toThrow(UnsafeKeyError)
    })

    test('returns nothing for a missing container', async () => {
      expect(await keys()).toEqual([])
    })

    test('objects can be removed while they are listed', async () => {
      for (const key of ['a/1', 'a/2', 'b/1', 'c']) await put(key, 'x')
      for await (const key of store.objects.list(store.container)) await store.objects.remove(store.container, key)
      expect(await keys()).toEqual([])
    })

    test('returns 1 100 keys, more than one page of a server', { timeout: 240_000 }, async () => {
      const many = Array.from({ length: 1_100 }, (_, index) => `many/${String(index).padStart(4, '0')}`)
      for (let start = 0; start < many.length; start += 50) {
        await Promise.all(many.slice(start, start + 50).map((key) => put(key, '')))
      }
      expect(await keys('many/')).toEqual(many)
    })
  })

  describe('containers', () => {
    test('ensure can be repeated, and keeps the objects', async () => {
      await Promise.all([store.objects.ensure(store.container), store.objects.ensure(store.container)])
      expect(await keys()).toEqual([])
      await put('a', 'x')
      await store.objects.ensure(store.container)
      expect(await keys()).toEqual(['a'])
    })

    test('drop removes all objects, and the container can be used again', async () => {
      await put('folder/a', 'x')
      await put('b', 'x')
      await store.objects.drop(store.container)
      expect(await keys()).toEqual([])
      expect(await store.objects.stat(store.container, 'b')).toBeUndefined()
      await put('b', 'again', 'text/plain')
      expect(await store.objects.stat(store.container, 'b')).toMatchObject({ size: 5, contentType: 'text/plain' })
    })

    test('concurrent puts into a missing container all succeed', async () => {
      const many = Array.from({ length: 30 }, (_, index) => String(index))
      await Promise.all(many.map((key) => put(key, key)))
      expect(await keys()).toEqual([...many].sort())
    })

    test('drop of a missing container does nothing', async () => {
      await store.objects.drop(store.container)
      expect(await keys()).toEqual([])
    })
  })
}
