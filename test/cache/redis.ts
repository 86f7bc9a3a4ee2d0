import { pino } from 'pino'
import type { Cache } from '../../src/cache/cache.js'
import { openRedisCache, type RedisSettings } from '../../src/cache/redis.js'

/** Opens the cache on Redis with the usual settings. */
export function openCache(
  addresses: string[],
  { log = pino({ level: 'silent' }), ...settings }: Partial<RedisSettings> & { log?: pino.Logger } = {},
): Promise<Cache> {
  const patience = { maxRetries: 0, dialTimeout: 5_000, readTimeout: 3_000 }
  return openRedisCache(
    { addresses, database: 0, readOnlySlave: false, ...patience, ...settings },
    { prefix: 'test', log },
  )
}
