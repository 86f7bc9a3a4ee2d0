import { expect, test } from 'vitest'
import { createMemoryCache } from '../../../src/cache/memory/memory.js'
import { cacheContract } from '../../contracts/cache.js'

const minute = 60_000

cacheContract('memory', async () => createMemoryCache())

test('evicts the least recently used values when their total size exceeds the limit in bytes', async () => {
  const maxBytes = 100_000
  const cache = createMemoryCache(maxBytes)
  const keys = Array.from({ length: 300 }, (_, index) => `key ${index}`)
  const value = 'x'.repeat(1_000)
  await cache.set('used', value, minute)
  for (const key of keys) {
    await cache.set(key, value, minute)
    await cache.get('used')
  }
  const remaining = (await Promise.all(keys.map((key) => cache.get(key)))).filter((found) => found !== undefined)
  expect(remaining.length).toBeGreaterThan(10)
  expect(remaining.length * value.length * 2).toBeLessThan(maxBytes)
  expect(await cache.get('key 299')).toBe(value)
  expect(await cache.get('key 0')).toBeUndefined()
  expect(await cache.get('used')).toBe(value)
})

test('limits how many empty values it stores', async () => {
  const cache = createMemoryCache(10_000)
  const keys = Array.from({ length: 1_000 }, (_, index) => `${index}`)
  for (const key of keys) await cache.set(key, '', minute)
  const remaining = (await Promise.all(keys.map((key) => cache.get(key)))).filter((found) => found !== undefined)
  expect(remaining.length).toBeLessThan(100)
})

test('removes the old value of a key when the new value alone exceeds the limit in bytes', async () => {
  const cache = createMemoryCache(10_000)
  await cache.set('a', 'small', minute)
  await cache.set('a', 'x'.repeat(20_000), minute)
  expect(await cache.get('a')).toBeUndefined()
})

test('closing removes all values and releases all locks', async () => {
  const cache = createMemoryCache()
  await cache.set('a', 'x', minute)
  await cache.lock('a', minute)
  await cache.close()
  expect(await cache.get('a')).toBeUndefined()
  expect(await cache.lock('a', minute)).toBeDefined()
})
