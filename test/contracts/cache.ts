import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cache } from '../../src/cache/cache.js'

const minute = 60_000

/**
 * Tests that every implementation of `Cache` must pass while its server is available.
 * @param open opens a cache, which can have other content: the tests use unique keys, and close the cache at the end
 */
export function cacheContract(name: string, open: () => Promise<Cache>): void {
  describe(`cache contract: ${name}`, () => {
    let cache: Cache
    beforeAll(async () => {
      cache = await open()
    })
    afterAll(() => cache.close())

    const unique = () => `contract:${randomUUID()}`

    describe('values', () => {
      test('are returned unchanged, also when they are empty, large or not ASCII', async () => {
        for (const value of ['value', '', '{"a":[1]}', 'line\nbreak\0nul', 'crème 日本語 👩‍💻', 'x'.repeat(1_000_000)]) {
          const key = unique()
          await cache.set(key, value, minute)
          expect(await cache.get(key)).toBe(value)
        }
      })

      test('of similar keys are separate', async () => {
        const base = unique()
        const keys = [`${base} a`, `${base}+a`, `${base}%20a`, `${base}*`, `${base}é\n`, `${base}A`, `${base}a`]
        for (const key of keys) await cache.set(key, key, minute)
        for (const key of keys) expect(await cache.get(key)).toBe(key)
      })

      test('are undefined for keys that were never set', async () => {
        expect(await cache.get(unique())).toBeUndefined()
        expect(await cache.get('__proto__')).toBeUndefined()
      })

      test('replace the previous value of their key, and its lifetime', async () => {
        const key = unique()
        await cache.set(key, 'first', 20)
        await cache.set(key, 'second', minute)
        await pause(60)
        expect(await cache.get(key)).toBe('second')
      })

      test('expire after their lifetime', async () => {
        const [short, long] = [unique(), unique()]
        await cache.set(long, 'stays', minute)
        await cache.set(short, 'goes', 30)
        await expect.poll(() => cache.get(short)).toBeUndefined()
        expect(await cache.get(long)).toBe('stays')
      })

      test.each([0, -1])('with a lifetime of %i are not stored, and remove the previous value', async (lifetime) => {
        const key = unique()
        await cache.set(key, 'before', minute)
        await cache.set(key, 'after', lifetime)
        expect(await cache.get(key)).toBeUndefined()
      })
    })

    describe('locks', () => {
      test('are granted to one caller at a time', async () => {
        const name = unique()
        const locks = await Promise.all(Array.from({ length: 10 }, () => cache.lock(name, minute)))
        expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1)
        expect(await cache.lock(unique(), minute)).toBeDefined()
      })

      test('can be taken again after their release', async () => {
        const name = unique()
        await (await cache.lock(name, minute))?.release()
        expect(await cache.lock(name, minute)).toBeDefined()
        expect(await cache.lock(name, minute)).toBeUndefined()
      })

      test('can be taken again after their lifetime', async () => {
        const name = unique()
        expect(await cache.lock(name, 30)).toBeDefined()
        await expect.poll(() => cache.lock(name, minute)).toBeDefined()
      })

      test('are not released by an earlier holder whose lock has expired', async () => {
        const name = unique()
        const late = await cache.lock(name, 30)
        await expect.poll(() => cache.lock(name, minute)).toBeDefined()
        await late?.release()
        await late?.release()
        expect(await cache.lock(name, minute)).toBeUndefined()
      })

      test('are renewed only by their holder', async () => {
        const name = unique()
        const lock = await cache.lock(name, 200)
        expect(await lock?.renew(minute)).toBe(true)
        await pause(300)
        expect(await cache.lock(name, minute)).toBeUndefined()
        await lock?.release()
        expect(await lock?.renew(minute)).toBe(false)
        const next = await cache.lock(name, minute)
        expect(next).toBeDefined()
        expect(await lock?.renew(1)).toBe(false)
        await pause(50)
        expect(await cache.lock(name, minute)).toBeUndefined()
      })

      test('are separate from values', async () => {
        const name = unique()
        await cache.lock(name, minute)
        expect(await cache.get(name)).toBeUndefined()
        await cache.set(name, 'value', minute)
        await cache.set(name, '', 0)
        expect(await cache.lock(name, minute)).toBeUndefined()
      })
    })

    describe('counters', () => {
      test('add up, each key for itself, also when they are used concurrently', async () => {
        const [one, two] = [unique(), unique()]
        await Promise.all(Array.from({ length: 20 }, () => cache.count(one, 3, minute)))
        expect((await cache.count(one, 1, minute)).total).toBe(61)
        expect((await cache.count(two, 1_000_000, minute)).total).toBe(1_000_000)
      })

      test('start again after the window that the first addition opened', async () => {
        const key = unique()
        const { resetsIn } = await cache.count(key, 5, 1_000)
        expect(resetsIn).toBeGreaterThan(0)
        expect(resetsIn).toBeLessThanOrEqual(1_000)
        expect((await cache.count(key, 5, minute)).resetsIn).toBeLessThanOrEqual(1_000)
        await expect.poll(async () => (await cache.count(key, 1, 1_000)).total, { timeout: 5_000 }).toBe(1)
      })

      test('are separate from values and locks', async () => {
        const key = unique()
        await cache.set(key, '7', minute)
        await cache.lock(key, minute)
        expect((await cache.count(key, 1, minute)).total).toBe(1)
        await cache.set(key, '', 0)
        expect((await cache.count(key, 1, minute)).total).toBe(2)
      })
    })

    test('ping resolves', async () => {
      await expect(cache.ping()).resolves.toBeUndefined()
    })
  })
}
