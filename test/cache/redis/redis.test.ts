import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { register } from 'prom-client'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Cache } from '../../../src/cache/cache.js'
import { cacheContract } from '../../contracts/cache.js'
import { freePorts } from '../../servers/processes.js'
import { describeWith, missingServersReason, undefinedOrThrowInCi } from '../../support/requirements.js'
import { redisCli, redisServerPath, startRedisServer, type RedisServer } from '../../support/redis-server.js'
import { openCache } from '../../support/redis-caches.js'

const minute = 60_000
const redisIsMissing = 'redis-server is not installed (Debian: apt install redis-server)'

/** Starts a Redis server for one test, and opens a cache on it. */
async function startRedisWithCache(path: string, settings: Parameters<typeof openCache>[1] = {}) {
  const redis = await startRedisServer(path)
  onTestFinished(() => redis.remove())
  const cache = await openCache([redis.address], settings)
  onTestFinished(() => cache.close())
  return { redis, cache }
}

/** Waits until the cache stores values again. */
async function waitForRecovery(cache: Cache): Promise<void> {
  await expect
    .poll(
      async () => {
        await cache.set('back', 'yes', minute)
        return cache.get('back')
      },
      { timeout: 20_000 },
    )
    .toBe('yes')
  await cache.ping()
}

describeWith(
  'Redis at REDIS_URL',
  process.env.REDIS_URL ?? undefinedOrThrowInCi('REDIS_URL'),
  missingServersReason,
  (url) => {
    cacheContract('redis', () => openCache([new URL(url).host]))
  },
)

describeWith('Redis', redisServerPath, redisIsMissing, (path) => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedisServer(path)
  })
  afterAll(() => server.remove())

  cacheContract('redis', () => openCache([server.address]))

  test('two caches on one Redis server share values, locks and counters', async () => {
    const { redis, cache: one } = await startRedisWithCache(path)
    const two = await openCache([redis.address])
    onTestFinished(() => two.close())
    await one.set('key', 'value', minute)
    expect(await two.get('key')).toBe('value')
    expect(await one.lock('work', minute)).toBeDefined()
    expect(await two.lock('work', minute)).toBeUndefined()
    await one.count('requests', 2, minute)
    expect((await two.count('requests', 3, minute)).total).toBe(5)
  })

  test('keys contain the format version, the configured prefix and the kind (value, lock or counter)', async () => {
    const { redis, cache } = await startRedisWithCache(path)
    await cache.set('key', 'value', minute)
    await cache.lock('work', minute)
    await cache.count('requests', 1, minute)
    expect(redisCli(redis.port, 'KEYS', '*').trim().split('\n').sort()).toEqual([
      'cozy-registry:1:test:count:requests',
      'cozy-registry:1:test:lock:work',
      'cozy-registry:1:test:value:key',
    ])
  })

  test('the configured database and password are used', async () => {
    const redis = await startRedisServer(path, ['requirepass hush'])
    onTestFinished(() => redis.remove())
    const cache = await openCache([redis.address], { password: 'hush', database: 3 })
    onTestFinished(() => cache.close())
    await cache.set('key', 'value', minute)
    expect(redisCli(redis.port, '-a', 'hush', '--no-auth-warning', '-n', '3', 'DBSIZE')).toBe('1\n')
    await expect(openCache([redis.address])).rejects.toThrow('NOAUTH')
    await expect(openCache([redis.address], { password: 'wrong' })).rejects.toThrow('WRONGPASS')
  })

  test('opening fails with a connection error when nothing listens at the address', async () => {
    const [port = 0] = await freePorts(1)
    const address = `127.0.0.1:${String(port)}`
    await expect(openCache([address])).rejects.toThrow(`ECONNREFUSED ${address}`)
    await expect(openCache([address], { master: 'main' })).rejects.toThrow('All sentinels are unreachable')
    const cluster = [address, address.replace('127.0.0.1', 'localhost')]
    await expect(openCache(cluster)).rejects.toThrow('Connection is closed')
  })

  test('reads are misses, writes are ignored and locks are granted until Redis is up again', async () => {
    const lines: string[] = []
    const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
    const { redis, cache } = await startRedisWithCache(path, { log })
    await cache.set('key', 'value', minute)
    const before = await failureCount()
    await redis.kill()
    expect(await cache.get('key')).toBeUndefined()
    await cache.set('key', 'new', minute)
    const lock = await cache.lock('work', minute)
    expect(lock).toBeDefined()
    await lock?.release()
    await expect(cache.ping()).rejects.toThrow()
    expect((await failureCount()) - before).toBeGreaterThanOrEqual(4)
    // The log has a few lines, not one for each failure.
    expect(lines.length).toBeGreaterThanOrEqual(1)
    expect(lines.length).toBeLessThan(5)

    await redis.start()
    await waitForRecovery(cache)
    expect(await cache.get('key')).toBeUndefined()
    await cache.set('key', 'new', minute)
    expect(await cache.get('key')).toBe('new')
  })

  test('counters continue in this process while Redis is down, and in Redis when it is up again', async () => {
    const { redis, cache } = await startRedisWithCache(path)
    expect((await cache.count('requests', 10, minute)).total).toBe(10)
    await redis.kill()
    expect((await cache.count('requests', 1, minute)).total).toBe(1)
    expect((await cache.count('requests', 1, minute)).total).toBe(2)
    await redis.start()
    await waitForRecovery(cache)
    expect((await cache.count('requests', 1, minute)).total).toBe(1)
    expect(redisCli(redis.port, 'GET', 'cozy-registry:1:test:count:requests')).toBe('1\n')
  })

  test('commands fail without waiting after one command has timed out', async () => {
    const { redis, cache } = await startRedisWithCache(path, { readTimeout: 200 })
    await cache.set('key', 'value', minute)
    redis.freeze()
    onTestFinished(() => redis.thaw())
    expect(await cache.get('key')).toBeUndefined()
    await expect(cache.ping()).rejects.toThrow()
    // By now the cache has dropped the connection. So none of a thousand reads waits, and all end before the test times
    // out.
    await pause(500)
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => cache.get(`key ${String(n)}`)))
    redis.thaw()
    await waitForRecovery(cache)
    expect(await cache.get('key')).toBe('value')
  })

  test('a cache can be closed while Redis is down', async () => {
    const { redis, cache } = await startRedisWithCache(path)
    await redis.kill()
    await cache.close()
    expect(await cache.get('key')).toBeUndefined()
    await expect(cache.ping()).rejects.toThrow()
  })
})

async function failureCount(): Promise<number> {
  const metric = await register.getSingleMetric('cozy_registry_cache_failures_total')?.get()
  return (metric?.values ?? []).reduce((sum, { value }) => sum + value, 0)
}
