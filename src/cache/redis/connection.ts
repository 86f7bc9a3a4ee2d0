import { Cluster, Redis, type CommonRedisOptions } from 'ioredis'

/** Where Redis is, and how patient to be with it. */
export interface RedisSettings {
  /** One is a server, several are a cluster, or sentinels where `master` is given. */
  addresses: readonly { host: string; port: number }[]
  /** Whether connections are encrypted, those to sentinels too. */
  tls: boolean
  /** The name under which sentinels know the server. */
  master?: string
  /** The user of Redis 6 and later; without one the default user. */
  username?: string
  password?: string
  /** Whether replicas of a cluster may answer reads. */
  readOnlySlave: boolean
  /** Number of the database; a cluster has but one. */
  database: number
  /** How often a command is tried again after its connection broke off; 0 or less is never. */
  maxRetries: number
  /** Milliseconds; `Infinity` is no limit. */
  dialTimeout: number
  /** Milliseconds until a command has failed; `Infinity` is no limit. */
  readTimeout: number
}

/** What a server and a cluster have in common; without an option that the library's types want absent, not undefined. */
type SharedOptions = Omit<CommonRedisOptions, 'replyMapping'>

/** A connection to one server, or those to a cluster. Commands fail at once while there is none; it comes back by itself. */
export type Connection = Redis | Cluster

const longestTimer = 2 ** 31 - 1
const retryPause = (attempts: number): number => Math.min(50 * 2 ** Math.min(attempts, 6), 2_000)

/** Makes a connection, which begins with `connect()`. */
export function createConnection(settings: RedisSettings): Connection {
  const connection = connectionOf(settings)
  // The library prints errors that have no listener; real listeners are added by callers.
  connection.on('error', () => undefined)
  return connection
}

function connectionOf(settings: RedisSettings): Connection {
  const { addresses, tls, master, username, password, database } = settings
  const nodes = addresses.map(({ host, port }) => ({ host, port }))
  const shared: SharedOptions = {
    lazyConnect: true,
    enableOfflineQueue: false,
    // Channels that ioredis resubscribes by itself deliver nothing; their owner renews them.
    autoResubscribe: false,
    maxRetriesPerRequest: Math.max(settings.maxRetries, 0),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
    ...timeouts(settings),
  }
  const single = { ...shared, db: database, retryStrategy: retryPause }
  if (master !== undefined) {
    const sentinelCommandTimeout = timerOf(settings.readTimeout)
    const watched = {
      sentinels: nodes,
      name: master,
      sentinelRetryStrategy: retryPause,
      sentinelCommandTimeout,
      ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: {} }),
    }
    return new Redis({ ...single, ...watched })
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
 * Begins a connection; resolves when commands can be sent. Of a cluster some nodes may be away, as long as the others answer
 * for everything.
 * @throws the first cause why that is not possible
 */
export function openConnection(connection: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    let troubleOfNode: Error | undefined
    const listeners = {
      'node error': (error: Error) => void (troubleOfNode ??= error),
      // Where no node has answered, the library's own words say only that.
      error: (error: Error) => settle(() => reject(troubleOfNode ?? error)),
      // Nodes that answer, but not for everything, are asked again for ever, and nothing else tells of it.
      close: () => settle(() => reject(troubleOfNode ?? new Error('the cluster is incomplete, or not formed yet'))),
      ready: () => settle(resolve),
    }
    const settle = (settled: () => void): void => {
      for (const [event, listener] of Object.entries(listeners)) connection.off(event, listener)
      settled()
    }
    for (const [event, listener] of Object.entries(listeners)) connection.on(event, listener)
    // Its failure is told of by an event that says more, and which may come later.
    connection.connect().catch(() => undefined)
  })
}

function timeouts({ dialTimeout, readTimeout }: RedisSettings): SharedOptions {
  const limit = timerOf(readTimeout)
  // A server that accepts and then keeps silent costs one timeout: its connection is given up, and commands fail at once.
  return {
    connectTimeout: timerOf(dialTimeout),
    ...(limit < longestTimer && { commandTimeout: limit, socketTimeout: limit }),
  }
}

function timerOf(milliseconds: number): number {
  return Math.min(Math.ceil(milliseconds), longestTimer)
}
