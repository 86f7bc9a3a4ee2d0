import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Cache } from '../../../src/cache/cache.js'
import { cacheContract } from '../../contracts/cache.js'
import { describeWith } from '../../support/requirements.js'
import { redisCli, redisServerPath, startRedisServer, type RedisServer } from '../../support/redis-server.js'
import { openCache } from '../../support/redis-caches.js'
import { freePorts } from '../../servers/processes.js'

const minute = 60_000
const redisIsMissing = 'redis-server is not installed (Debian: apt install redis-server)'
const slots = 16_384
const clusterSettings = ['cluster-enabled yes', 'cluster-config-file nodes.conf', 'cluster-node-timeout 2000']

interface ClusterServer extends RedisServer {
  /** The port where the other servers of the cluster connect to this server. */
  busPort: number
}

// Another program could use the default bus port, which is the port of the server plus 10 000.
async function startServer(path: string): Promise<ClusterServer> {
  const [busPort = 0] = await freePorts(1)
  return { ...(await startRedisServer(path, [...clusterSettings, `cluster-port ${String(busPort)}`])), busPort }
}

function meet({ port }: ClusterServer, other: ClusterServer): void {
  redisCli(port, 'CLUSTER', 'MEET', '127.0.0.1', String(other.port), String(other.busPort))
}

/** Starts a cluster of three servers. Each server has a third of the slots. Waits until the cluster is complete. */
async function startCluster(path: string): Promise<RedisServer[]> {
  const servers = await Promise.all([1, 2, 3].map(() => startServer(path)))
  const [first, ...others] = servers
  if (first === undefined) throw new Error('no servers')
  const share = Math.ceil(slots / servers.length)
  servers.forEach(({ port }, index) => {
    const last = Math.min((index + 1) * share, slots) - 1
    redisCli(port, 'CLUSTER', 'ADDSLOTSRANGE', String(index * share), String(last))
    redisCli(port, 'CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1))
  })
  for (const other of others) meet(first, other)
  await vi.waitUntil(() => servers.every((server) => isComplete(server, servers.length)), { timeout: 20_000 })
  return servers
}

/** Whether a server knows `nodes` nodes of its cluster, and a node for every slot. */
function isComplete({ port }: RedisServer, nodes: number): boolean {
  const info = redisCli(port, 'CLUSTER', 'INFO')
  return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${String(nodes)}`)
}

describeWith('Redis Cluster', redisServerPath, redisIsMissing, (path) => {
  let servers: RedisServer[] = []
  const addresses = () => servers.map(({ address }) => address)
  beforeAll(async () => {
    servers = await startCluster(path)
  })
  afterAll(() => Promise.all(servers.map((server) => server.remove())))

  cacheContract('redis cluster', () => openCache(addresses()))

  test('keys are spread over all nodes', async () => {
    const cache = await openCache(addresses())
    const keys = Array.from({ length: 60 }, (_, n) => `key ${String(n)}`)
    for (const key of keys) await cache.set(key, key, minute)
    for (const key of keys) expect(await cache.get(key)).toBe(key)
    for (const { port } of servers) expect(Number(redisCli(port, 'DBSIZE'))).toBeGreaterThan(0)
    await cache.close()
  })

  test('reads are misses and writes are ignored until the nodes are up again', async () => {
    const cache = await openCache(addresses())
    await Promise.all(servers.map((server) => server.kill()))
    expect(await cache.get('key')).toBeUndefined()
    await cache.set('key', 'lost', minute)
    await expect.poll(() => cache.ping().then(() => 'up', () => 'down')).toBe('down') // prettier-ignore
    await Promise.all(servers.map((server) => server.start()))
    await waitForRecovery(cache)
    await cache.close()
  })
})

describeWith('opening a cache on a Redis Cluster', redisServerPath, redisIsMissing, (path) => {
  let servers: [ClusterServer, ClusterServer]
  beforeAll(async () => {
    servers = await Promise.all([startServer(path), startServer(path)])
  })
  afterAll(() => Promise.all(servers.map((server) => server.remove())))
  const addresses = () => servers.map(({ address }) => address)

  test('fails while no node serves the slots', async () => {
    await expect(openCache(addresses())).rejects.toThrow(
      `Redis at ${addresses().join(', ')} does not answer: the cluster is incomplete, or not formed yet`,
    )
  })

  test('succeeds while one node is down, if the other nodes serve all slots', async () => {
    const [first, second] = servers
    redisCli(first.port, 'CLUSTER', 'ADDSLOTSRANGE', '0', String(slots - 1))
    meet(first, second)
    await vi.waitUntil(() => isComplete(first, 2) && isComplete(second, 2), { timeout: 20_000 })
    await second.kill()
    // Each client first connects to a random node. Some of ten clients try the node that is down.
    for (let times = 0; times < 10; times++) {
      const cache = await openCache(addresses())
      await cache.set('key', 'value', minute)
      expect(await cache.get('key')).toBe('value')
      await cache.close()
    }
  })
})

/** Waits until the cache stores values again, on each of several slots. */
async function waitForRecovery(cache: Cache): Promise<void> {
  const keys = Array.from({ length: 10 }, (_, n) => `back ${String(n)}`)
  await expect
    .poll(
      async () => {
        for (const key of keys) await cache.set(key, key, minute)
        return Promise.all(keys.map((key) => cache.get(key)))
      },
      { timeout: 20_000 },
    )
    .toEqual(keys)
}
