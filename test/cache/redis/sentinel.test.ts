import { afterAll, beforeAll, expect, test } from 'vitest'
import { cacheContract } from '../../contracts/cache.js'
import { describeWith } from '../../support/requirements.js'
import { redisCli, redisServerPath, startRedisServer, type RedisServer } from '../../support/redis-server.js'
import { openCache } from '../../support/redis-caches.js'

const minute = 60_000
const redisIsMissing = 'redis-server is not installed (Debian: apt install redis-server)'

describeWith('Redis behind a sentinel', redisServerPath, redisIsMissing, (path) => {
  let main: RedisServer
  let replica: RedisServer
  let sentinel: RedisServer
  beforeAll(async () => {
    main = await startRedisServer(path)
    replica = await startRedisServer(path, [`replicaof 127.0.0.1 ${String(main.port)}`])
    const sentinelSettings = [
      `sentinel monitor main 127.0.0.1 ${String(main.port)} 1`,
      'sentinel down-after-milliseconds main 500',
    ]
    sentinel = await startRedisServer(path, sentinelSettings, ['--sentinel'])
  })
  afterAll(() => Promise.all([sentinel, replica, main].map((server) => server.remove())))

  cacheContract('redis sentinel', () => openCache([sentinel.address], { master: 'main' }))

  test('uses the replica that the sentinel promotes after the main server is killed', async () => {
    const cache = await openCache([sentinel.address], { master: 'main' })
    await cache.set('key', 'value', minute)
    const state = () => redisCli(sentinel.port, 'SENTINEL', 'REPLICAS', 'main')
    await expect.poll(state, { timeout: 20_000 }).toMatch(/master-link-status\nok/)
    await main.kill()
    await expect
      .poll(
        async () => {
          await cache.set('back', 'yes', minute)
          return cache.get('back')
        },
        { timeout: 25_000 },
      )
      .toBe('yes')
    expect(redisCli(replica.port, 'ROLE')).toMatch(/^master/)
    await cache.close()
  })
})
