import { randomUUID } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Logger } from 'pino'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { Cache, Count } from '../cache.js'
import { createConnection, openConnection, type Connection, type RedisSettings } from './connection.js'
import { Failures } from './failures.js'

export type { RedisSettings } from './connection.js'

/** Part of each key. Increase it when the format of keys or values changes, so that gateways of different versions can share a Redis. */
const formatVersion = 1

// The scripts change a lock only if it still has this token. The lock may have expired, and another gateway may hold it now.
const releaseScript = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`

const renewScript = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2]) end return 0`

/** Options of the cache, beside the settings of the connection. */
export interface RedisCacheOptions {
  /** Distinguishes the keys of this registry from keys of other registries in the same Redis. */
  prefix: string
  log: Logger
  /** Counts while Redis fails. */
  counters: Pick<Cache, 'count'>
}

/**
 * Creates a `Cache` on Redis: a single server, a cluster, or a server behind sentinels. The cache connects in the background.
 * Redis may be down at the start. Operations other than `ping` never fail.
 */
export function createRedisCache(settings: RedisSettings, { prefix, log, counters }: RedisCacheOptions): Cache {
  const failures = new Failures(log)
  const connection = createConnection(settings)
  void connect(connection, settings, { failures, log })
  const keyPrefix = `cozy-registry:${String(formatVersion)}:${prefix}`
  return new RedisCache(connection, failures, keyPrefix, counters)
}

async function connect(
  connection: Connection,
  { addresses }: RedisSettings,
  { failures, log }: { failures: Failures; log: Logger },
): Promise<void> {
  try {
    await openConnection(connection)
  } catch (error) {
    if (connection.status !== 'end') {
      const names = addresses.map(({ host, port }) => `${isIPv6(host) ? `[${host}]` : host}:${port}`).join(', ')
      log.warn(`The gateway works without its cache: Redis at ${names} ${describeFailure(error)} (set by redis.addrs)`)
    }
  }
  connection.on('error', (error) => failures.add('connect', error))
  connection.on('ready', () => log.info('Redis answers again'))
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.name === 'ReplyError' ? `refuses: ${error.message}` : `does not answer: ${error.message}`
}

class RedisCache implements Cache {
  readonly #connection: Connection
  readonly #failures: Failures
  readonly #prefix: string
  readonly #counters: Pick<Cache, 'count'>
  readonly #limiter: RateLimiterRedis

  constructor(connection: Connection, failures: Failures, prefix: string, counters: Pick<Cache, 'count'>) {
    this.#connection = connection
    this.#failures = failures
    this.#prefix = prefix
    this.#counters = counters
    this.#limiter = new RateLimiterRedis({
      storeClient: connection,
      keyPrefix: `${prefix}:count`,
      points: 0,
      duration: 1,
    })
  }

  async get(key: string): Promise<string | undefined> {
    const value = await this.#attempt('get', () => this.#connection.get(this.#key('value', key)))
    return value ?? undefined
  }

  async set(key: string, value: string, lifetime: number): Promise<void> {
    const name = this.#key('value', key)
    const milliseconds = Math.ceil(lifetime)
    await this.#attempt('set', async () => {
      if (milliseconds > 0) await this.#connection.set(name, value, 'PX', milliseconds)
      else await this.#connection.del(name)
    })
  }

  async lock(name: string, lifetime: number) {
    const [key, token] = [this.#key('lock', name), randomUUID()]
    const milliseconds = Math.max(Math.ceil(lifetime), 1)
    // If Redis fails, the answer is `undefined`, and the lock is granted: a lock only avoids duplicate work.
    const answer = await this.#attempt('lock', () => this.#connection.set(key, token, 'PX', milliseconds, 'NX'))
    if (answer === null) return undefined
    return {
      release: async () => {
        await this.#attempt('release', () => this.#connection.eval(releaseScript, 1, key, token))
      },
      renew: async (renewed: number) => {
        const milliseconds = Math.max(Math.ceil(renewed), 1)
        const answer = await this.#attempt('renew', () =>
          this.#connection.eval(renewScript, 1, key, token, milliseconds),
        )
        return answer !== 0
      },
    }
  }

  async count(key: string, points: number, window: number): Promise<Count> {
    const customDuration = Math.max(Math.ceil(window / 1_000), 1)
    // `penalty` counts without a limit. The caller compares the total with its limit.
    const counter = await this.#attempt('count', () => this.#limiter.penalty(key, points, { customDuration }))
    if (!counter) return this.#counters.count(key, points, window)
    return { total: counter.consumedPoints, resetsIn: counter.msBeforeNext }
  }

  async ping(): Promise<void> {
    await this.#connection.ping()
  }

  async close(): Promise<void> {
    if (this.#connection.status === 'ready') await this.#connection.quit().catch(() => undefined)
    this.#connection.disconnect()
  }

  #key(kind: 'value' | 'lock', name: string): string {
    return `${this.#prefix}:${kind}:${name}`
  }

  /** Returns the result of `command`. If it fails, counts the failure and returns `undefined`. */
  async #attempt<T>(operation: string, command: () => Promise<T>): Promise<T | undefined> {
    try {
      return await command()
    } catch (error) {
      this.#failures.add(operation, error)
      return undefined
    }
  }
}
