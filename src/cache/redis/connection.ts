import { Cluster, Redis, type CommonRedisOptions } from 'ioredis'

/** The addresses and credentials of Redis, and the timeouts and retries of commands. */
export interface RedisSettings {
  /** With `master`: sentinels. Otherwise, one address is a single server, and several addresses are a cluster. */
  addresses: readonly { host: string; port: number }[]
  /** Whether all connections use TLS, including those to sentinels. */
  tls: boolean
  /** The name that sentinels have for the server. */
  master?: string
  /** The user (Redis 6 and later); default: Redis's default user. */
  username?: string
  password?: string
  /** Whether replicas of a cluster may answer reads. */
  readOnlySlave: boolean
  /** Number of the database. Not used with a cluster: a cluster has only database 0. */
  database: number
  /** How many times a command is retried after its connection was lost. With 0 or less, it is never retried. */
  maxRetries: number
  /** Milliseconds until an attempt to connect fails. `Infinity` means no limit. */
  dialTimeout: number
  /** Milliseconds until a command without a reply fails. `Infinity` means no limit. */
  readTimeout: number
}

/** Options for single servers and clusters. The type of `replyMapping` does not accept `undefined`. */
type SharedOptions = Omit<CommonRedisOptions, 'replyMapping'>

/** A connection to one server, or to a cluster. It reconnects by itself. While it is not connected, commands fail at once. */
export type Connection = Redis | Cluster

/** The longest delay of Node's timers, in milliseconds. */
const longestTimer = 2 ** 31 - 1
const retryPause = (attempts: number): number => Math.min(50 * 2 ** Math.min(attempts, 6), 2_000)

/** Creates a connection without opening it: `connect()` opens it. */
export function createConnection(settings: RedisSettings): Connection {
  const connection = connectionOf(settings)
  // ioredis prints errors that have no listener. Callers add listeners that report the errors.
  connection.on('error', () => undefined)
  return connection
}

function connectionOf(settings: RedisSettings): Connection {
  const { addresses, tls, master, username, password, database } = settings
  const nodes = addresses.map(({ host, port }) => ({ host, port }))
  const shared: SharedOptions = {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: Math.max(settings.maxRetries, 0),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
    ...timeouts(settings),
  }
  const single = { ...shared, db: database, retryStrategy: retryPause }
  if (master !== undefined) {
    const sentinelCommandTimeout = timerOf(settings.readTimeout)
    const sentinelOptions = {
      sentinels: nodes,
      name: master,
      sentinelRetryStrategy: retryPause,
      sentinelCommandTimeout,
      ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: {} }),
    }
    return new Redis({ ...single, ...sentinelOptions })
  }
  const [node] = nodes
  if (nodes.length === 1 && node) return new Redis({ ...single, ...node })
  return new Cluster(nodes, {
    lazyConnect: true,
    enableOfflineQueue: false,
    clusterRetryStrategy: retryPause,
    scaleReads: settings.readOnlySlave ? 'slave' : 'master',
    maxRedirections: 4,
    slotsRefreshTimeout: timerOf(settings.dialTimeout),
    slotsRefreshInterval: 5_000,
    redisOptions: shared,
  })
}

/**
 * Opens a connection. Resolves when commands can be sent. Some nodes of a cluster may be down, if the others cover all slots.
 * @throws the error of the first node that failed, or the error of ioredis if no node reported one
 */
export function openConnection(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    let nodeError: Error | undefined
    const listeners = {
      'node error': (error: Error) => void (nodeError ??= error),
      // The error of ioredis only says that no node answered. The error of the node has the cause.
      error: (error: Error) => settle(() => reject(nodeError ?? error)),
      // If the available nodes do not cover all slots, ioredis retries for ever. It emits only `close` then.
      close: () => settle(() => reject(nodeError ?? new Error('the cluster is incomplete, or not formed yet'))),
      ready: () => settle(resolve),
    }
    const settle = (settlePromise: () => void): void => {
      for (const [event, listener] of Object.entries(listeners)) connection.off(event, listener)
      settlePromise()
    }
    for (const [event, listener] of Object.entries(listeners)) connection.on(event, listener)
    // The listeners report the same failure with more detail. They may run after this rejection.
    connection.connect().catch(() => undefined)
  })
}

function timeouts({ dialTimeout, readTimeout }: RedisSettings): SharedOptions {
  const limit = timerOf(readTimeout)
  // If a server accepts connections but never answers, only the first commands wait for a timeout. Then `socketTimeout` closes
  // the connection, and later commands fail at once.
  return {
    connectTimeout: timerOf(dialTimeout),
    ...(limit < longestTimer && { commandTimeout: limit, socketTimeout: limit }),
  }
}

function timerOf(milliseconds: number): number {
  return Math.min(Math.ceil(milliseconds), longestTimer)
}
