import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { createMemoryCache } from '../../src/cache/memory/memory.js'
import type { Cache } from '../../src/cache/cache.js'
import { MutationResults, type IdentifiedMutation } from '../../src/registry/mutation-results.js'
import { openCache } from '../support/redis-caches.js'
import { redisCli, redisServerPath, startRedisServer } from '../support/redis-server.js'
import { describeWith } from '../support/requirements.js'

const secret = randomBytes(32)
const mutation: IdentifiedMutation = {
  viewer: { kind: 'token', token: Buffer.from('a token') },
  id: 'one',
  input: 'input',
  request: 'request',
}

// The results of a gateway for which all tokens are valid.
function resultsOf(cache: Cache, masterSecret = secret): MutationResults {
  return new MutationResults({ secret: masterSecret, cache, access: { grantOf: () => Promise.resolve({}) } })
}

/** Runs the mutation if it must run. Returns the result, or the state. */
async function attempt(results: MutationResults, result: string | undefined): Promise<string> {
  const begun = await results.begin(mutation)
  if (begun?.state === 'new') {
    await begun.end(result)
    return `ran: ${String(result)}`
  }
  return begun?.state === 'done' ? String(begun.result) : String(begun?.state)
}

test('a mutation that ended without a result runs again', async () => {
  const results = resultsOf(createMemoryCache())
  expect(await attempt(results, undefined)).toBe('ran: undefined')
  expect(await attempt(results, 'first')).toBe('ran: first')
  expect(await attempt(results, 'second')).toBe('first')
})

test('of many concurrent attempts only one runs', async () => {
  const results = resultsOf(createMemoryCache())
  const attempts = await Promise.all(Array.from({ length: 20 }, () => results.begin(mutation)))
  expect(attempts.filter((each) => each?.state === 'new')).toHaveLength(1)
  expect(attempts.filter((each) => each?.state === 'running')).toHaveLength(19)
})

test('a result that was stored with another master secret is not used', async () => {
  const cache = createMemoryCache()
  expect(await attempt(resultsOf(cache), 'first')).toBe('ran: first')
  expect(await attempt(resultsOf(cache, randomBytes(32)), 'second')).toBe('ran: second')
})

describeWith(
  'gateways with the same Redis',
  redisServerPath,
  'redis-server is not installed (Debian: apt install redis-server)',
  (path) => {
    test('share results, and run a mutation again after Redis has lost them', async () => {
      const redis = await startRedisServer(path)
      onTestFinished(() => redis.remove())
      const [one, two] = await Promise.all([openCache([redis.address]), openCache([redis.address])])
      onTestFinished(() => one.close())
      onTestFinished(() => two.close())
      const running = await resultsOf(one).begin(mutation)
      expect(await attempt(resultsOf(two), 'second')).toBe('running')
      if (running?.state === 'new') await running.end('first')
      expect(await attempt(resultsOf(two), 'second')).toBe('first')
      const [key = ''] = redisCli(redis.port, 'KEYS', '*').trim().split('\n')
      const lifetime = Number(redisCli(redis.port, 'PTTL', key))
      expect(lifetime).toBeGreaterThan(86_000_000)
      expect(lifetime).toBeLessThanOrEqual(86_400_000)

      await redis.kill()
      expect(await attempt(resultsOf(two), 'second')).toBe('ran: second')
      await redis.start()
      await expect.poll(() => one.ping().then(() => true, () => false), { timeout: 20_000 }).toBe(true) // prettier-ignore
      expect(await attempt(resultsOf(one), 'third')).toBe('ran: third')
      expect(await attempt(resultsOf(one), 'fourth')).toBe('third')
    })
  },
)
