import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import type { Cache } from '../../src/cache/cache.js'
import { createMemoryCache } from '../../src/cache/memory/memory.js'
import { createRedisCache, type RedisCacheOptions, type RedisSettings } from '../../src/cache/redis/redis.js'

const usual = { tls: false, database: 0, readOnlySlave: false, maxRetries: 0, dialTimeout: 5_000, readTimeout: 3_000 }

/** The settings of a Redis cache. @param addresses as `host:port` */
export function redisSettings(addresses: string[], settings: Partial<RedisSettings> = {}): RedisSettings {
  const hosts = addresses.map((address) => new URL(`redis://${address}`))
  return { ...usual, addresses: hosts.map(({ hostname: host, port }) => ({ host, port: Number(port) })), ...settings }
}

/**
 * Creates a Redis cache with default settings, and waits until Redis answers.
 * @throws Error with the first warning in the log, when Redis does not answer
 */
export async function openCache(
  addresses: string[],
  {
    log,
    prefix = 'test',
    counters = createMemoryCache(),
    ...settings
  }: Partial<RedisSettings & RedisCacheOptions> = {},
): Promise<Cache> {
  let warning: string | undefined
  const watched = pino({ level: 'warn' }, { write: (line) => void (warning ??= line) })
  const cache = createRedisCache(redisSettings(addresses, settings), { prefix, counters, log: log ?? watched })
  const answers = () => cache.ping().then(() => true, () => false) // prettier-ignore
  while (!(await answers())) {
    if (warning !== undefined) {
      await cache.close()
      throw new Error(warning)
    }
    await pause(10)
  }
  return cache
}
