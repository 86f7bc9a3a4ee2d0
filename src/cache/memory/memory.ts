import { LRUCache } from 'lru-cache'
import type { Cache } from '../cache.js'

const megabyte = 1024 * 1024
// An estimate of the memory of an entry beside its key and value.
const bytesPerEntry = 128

/**
 * Creates a `Cache` in the memory of this process, for one gateway without Redis.
 * @param maxBytes limit for all keys and values together; the least recently used entries are evicted first
 */
export function createMemoryCache(maxBytes = 64 * megabyte): Cache {
  const values = new LRUCache<string, string>({
    maxSize: maxBytes,
    // A JavaScript string takes at most two bytes per character.
    sizeCalculation: (value, key) => bytesPerEntry + 2 * (key.length + value.length),
  })
  // A lock that is evicted early only causes duplicate work. `Cache` allows this.
  const locks = new LRUCache<string, object>({ max: 10_000 })

  // A client with many addresses can only evict counters that were not used for longer than its own.
  const counters = new LRUCache<string, { total: number }>({ max: 100_000 })

  return {
    async get(key) {
      return values.get(key)
    },

    async set(key, value, lifetime) {
      // For the library, a lifetime of 0 is unlimited.
      if (lifetime > 0) values.set(key, value, { ttl: lifetime })
      else values.delete(key)
    },

    async lock(name, lifetime) {
      if (locks.has(name)) return undefined
      const holder = {}
      locks.set(name, holder, { ttl: Math.max(lifetime, 1) })
      return {
        async release() {
          if (locks.get(name) === holder) locks.delete(name)
        },
        async renew(lifetime) {
          if (locks.get(name) !== holder) return false
          locks.set(name, holder, { ttl: Math.max(lifetime, 1) })
          return true
        },
      }
    },

    async count(key, points, window) {
      const counter = counters.get(key)
      if (!counter) counters.set(key, { total: points }, { ttl: Math.max(window, 1_000) })
      else counter.total += points
      return { total: counter?.total ?? points, resetsIn: Math.floor(counters.getRemainingTTL(key)) }
    },

    async ping() {
      return
    },

    async close() {
      values.clear()
      locks.clear()
      counters.clear()
    },
  }
}
