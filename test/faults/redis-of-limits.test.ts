import { expect, onTestFinished, test } from 'vitest'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { withRateLimits } from '../support/rate-limits.js'
import { openCache } from '../support/redis-caches.js'
import { redisServerPath, startRedisServer } from '../support/redis-server.js'
import { describeWith } from '../support/requirements.js'

const redisIsMissing = 'redis-server is not installed (Debian: apt install redis-server)'
const limit = 5

/** Starts two gateways with the same Redis. All test gateways have the editor `Acme`, and a secret of their own. */
async function startGateways(address: string): Promise<[TestGateway, TestGateway]> {
  const settings = await withRateLimits({ writesPerAddress: limit, queryCostPerAddress: limit * 100 + 1_000 })
  const start = async (): Promise<TestGateway> => {
    const cache = await openCache([address], { readTimeout: 500 })
    onTestFinished(() => cache.close())
    return startTestGateway(settings, (engines) => ({ ...engines, cache }))
  }
  return [await start(), await start()]
}

const createEditor = (gateway: TestGateway, name: string) =>
  gateway.send('/graphql', {
    method: 'POST',
    headers: authorized(gateway.master),
    body: { query: `mutation { createEditor(input: { name: "${name}" }) { __typename } }` },
  })

/** Requests changes until one is refused with 429. Returns the number of those before it, which must all succeed. */
async function changesUntilRefusal(gateways: TestGateway[], prefix: string): Promise<number> {
  for (let count = 0; ; count++) {
    const gateway = gateways[count % gateways.length]
    if (!gateway) throw new Error('There are no gateways')
    const { status, text } = await createEditor(gateway, `${prefix}${String(count)}`)
    if (status === 429) return count
    expect([status, text]).toEqual([200, expect.stringContaining('Success')])
  }
}

describeWith('gateways with the same Redis', redisServerPath, redisIsMissing, (path) => {
  test('count changes and queries together', async () => {
    const redis = await startRedisServer(path)
    onTestFinished(() => redis.remove())
    const [one, two] = await startGateways(redis.address)
    expect(await changesUntilRefusal([one, two], 'a')).toBe(limit)
    expect((await createEditor(one, 'late')).status).toBe(429)
    const ask = (gateway: TestGateway) =>
      gateway.send('/graphql', { method: 'POST', body: { query: '{ space { slugs } }' } })
    // Each gateway parses the text for the first time, which costs 1000. The limit is 1500.
    expect([(await ask(one)).status, (await ask(two)).status]).toEqual([200, 429])
  })

  test.each(['killed', 'frozen'])(
    'count on their own while Redis is %s, and together again afterwards; no request fails',
    { timeout: 60_000 },
    async (state) => {
      const redis = await startRedisServer(path)
      onTestFinished(() => redis.remove())
      const [one, two] = await startGateways(redis.address)
      expect(await changesUntilRefusal([one, two], 'a')).toBe(limit)
      if (state === 'killed') await redis.kill()
      else redis.freeze()
      // Nothing is let through for ever: each gateway has the whole limit for itself.
      expect([await changesUntilRefusal([one], 'b'), await changesUntilRefusal([two], 'c')]).toEqual([limit, limit])
      if (state === 'killed') await redis.start()
      else redis.thaw()
      const isReady = async (gateway: TestGateway) =>
        (await gateway.send('/ready')).text.includes('"cache":{"status":"ok"')
      await expect.poll(async () => [await isReady(one), await isReady(two)], { timeout: 30_000 }).toEqual([true, true])
      // A Redis that was frozen still has its counters.
      expect(await changesUntilRefusal([one, two], 'd')).toBe(state === 'killed' ? limit : 0)
    },
  )
})
