import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { register } from 'prom-client'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Cache } from '../../../src/cache/cache.js'
import { cacheContract } from '../../contracts/cache.js'
import { freePorts } from '../../servers/processes.js'
import { describeWith, serversAreMissing, withoutServer } from '../../support/engines.js'
import { redisCli, redisServerPath, startRedis, type RedisServer } from '../../support/redis-server.js'
import { openCache } from '../../support/redis-caches.js'

const minute = 60_000
const missing = 'redis-server is not installed (Debian: apt install redis-server)'

/** A Redis of its own for a test, and a cache on it. */
async function start(path: string, settings: Parameters<typeof openCache>[1] = {}) {
  const redis = await startRedis(path)
  onTestFinished(() => redis.remove())
  const cache = await openCache([redis.address], settings)
  onTestFinished(() => cache.close())
  return { redis, cache }
}

/** Waits until the cache keeps what it is given. */
async function recovered(cache: Cache): Promise<void> {
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

describeWith('Redis that was given', process.env.REDIS_URL ?? withoutServer('REDIS_URL'), serversAreMissing, (url) => {
  cacheContract('redis', () => openCache([new URL(url).host]))
})

describeWith('Redis', redisServerPath, missing, (path) => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis(path)
  })
  afterAll(() => server.remove())

  cacheContract('redis', () => openCache([server.address]))

  test('two gateways share values and locks', async () => {
    const { redis, cache: one } = await start(path)
    const two = await openCache([redis.address])
    onTestFinished(() => two.close())
    await one.set('key', 'value', minute)
    expect(await two.get('key')).toBe('value')
    expect(await one.lock('work', minute)).toBeDefined()
    expect(await two.lock('work', minute)).toBeUndefined()
  })

  test('keys contain the prefix, the version of the format and the kind', async () => {
    const { redis, cache } = await start(path)
    await cache.set('key', 'value', minute)
    await cache.lock('work', minute)
    expect(redisCli(redis.port, 'KEYS', '*').trim().split('\n').sort()).toEqual([
      'cozy-registry:1:test:lock:work',
      'cozy-registry:1:test:value:key',
    ])
  })

  test('a database and a password are used as configured', async () => {
    const redis = await startRedis(path, ['requirepass hush'])
    onTestFinished(() => redis.remove())
    const cache = await openCache([redis.address], { password: 'hush', database: 3 })
    onTestFinished(() => cache.close())
    await cache.set('key', 'value', minute)
    expect(redisCli(redis.port, '-a', 'hush', '--no-auth-warning', '-n', '3', 'DBSIZE')).toBe('1\n')
    await expect(openCache([redis.address])).rejects.toThrow('NOAUTH')
    await expect(openCache([redis.address], { password: 'wrong' })).rejects.toThrow('WRONGPASS')
  })

  test('opening fails at once, with the cause, when Redis does not listen', async () => {
    const [port = 0] = await freePorts(1)
    const address = `127.0.0.1:${String(port)}`
    await expect(openCache([address])).rejects.toThrow(`ECONNREFUSED ${address}`)
    await expect(openCache([address], { master: 'main' })).rejects.toThrow('All sentinels are unreachable')
    const cluster = [address, address.replace('127.0.0.1', 'localhost')]
    await expect(openCache(cluster)).rejects.toThrow('Connection is closed')
  })

  test('when Redis is killed, reads are misses, no call fails, each failure counts, and the cache reconnects by itself', async () => {
    const lines: string[] = []
    const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
    const { redis, cache } = await start(path, { log })
    await cache.set('key', 'value', minute)
    const before = await failures()
    await redis.kill()
    expect(await cache.get('key')).toBeUndefined()
    await cache.set('key', 'new', minute)
    await cache.remove(['key'])
    const lock = await cache.lock('work', minute)
    expect(lock).toBeDefined()
    await lock?.release()
    await expect(cache.ping()).rejects.toThrow()
    expect((await failures()) - before).toBeGreaterThanOrEqual(5)
    // A few lines, not one for each request.
    expect(lines.length).toBeGreaterThanOrEqual(1)
    expect(lines.length).toBeLessThan(5)

    await redis.start()
    await recovered(cache)
    expect(await cache.get('key')).toBeUndefined()
    await cache.set('key', 'new', minute)
    expect(await cache.get('key')).toBe('new')
  })

  test('when Redis is silent, a command times out, later ones end at once, and the cache reconnects by itself', async () => {
    const { redis, cache } = await start(path, { readTimeout: 200 })
    await cache.set('key', 'value', minute)
    redis.freeze()
    onTestFinished(() => redis.thaw())
    expect(await cache.get('key')).toBeUndefined()
    await expect(cache.ping()).rejects.toThrow()
    // Once the silent connection is given up nothing waits any more: a thousand reads take less than a timeout each.
    await pause(500)
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => cache.get(`key ${String(n)}`)))
    redis.thaw()
    await recovered(cache)
    expect(await cache.get('key')).toBe('value')
  })

  test('closing ends at once, also while Redis is down', async () => {
    const { redis, cache } = await start(path)
    await redis.kill()
    await cache.close()
    expect(await cache.get('key')).toBeUndefined()
    await expect(cache.ping()).rejects.toThrow()
  })
})

async function failures(): Promise<number> {
  const metric = await register.getSingleMetric('cozy_registry_cache_failures_total')?.get()
  return (metric?.values ?? []).reduce((sum, { value }) => sum + value, 0)
}
