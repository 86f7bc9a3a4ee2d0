import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createMemoryCache } from '../../src/cache/memory/memory.js'
import type { Viewer } from '../../src/registry/access.js'
import { RegistryError } from '../../src/registry/errors.js'
import { networkOf, RateLimiter, rateLimitRefusal, type RateLimits } from '../../src/registry/rate-limiter.js'

const unlimited: RateLimits = {
  writesPerToken: 0,
  writesPerAddress: 0,
  publicationsPerToken: 0,
  publicationsPerAddress: 0,
  queryCostPerToken: 0,
  queryCostPerAddress: 0,
  tokenQueryCostPerAddress: 0,
  subscriptionsPerAddress: 0,
  failedTokensPerAddress: 0,
}

const address = '203.0.113.7'
const newToken = (): Viewer => ({ kind: 'token', token: randomBytes(40) })
const anonymous: Viewer = {
  kind: 'anonymous',
  refusal: new RegistryError('UNAUTHORIZED', 'Unauthorized'),
  isUnreadable: false,
}

/** Creates a limiter that accepts all tokens except those in `failing`. */
function createLimiter(limits: Partial<RateLimits>, failing: Viewer[] = []) {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
  const access = { isGenuine: (viewer: Viewer) => viewer.kind !== 'anonymous' && !failing.includes(viewer) }
  const limiter = new RateLimiter({ cache: createMemoryCache(), access, limits: { ...unlimited, ...limits }, log })
  return { limiter, lines }
}

test('a token has its own limit, and an address has a limit for all its tokens', async () => {
  const { limiter } = createLimiter({ writesPerToken: 2, writesPerAddress: 3 })
  const [one, two] = [newToken(), newToken()]
  const exceededBy = async (viewer: Viewer, from = address): Promise<string[]> =>
    (await limiter.count({ viewer, address: from }, { writes: 1 })).filter((s) => s.isExceeded).map(({ name }) => name)
  expect([await exceededBy(one), await exceededBy(one), await exceededBy(one)]).toEqual([[], [], ['writesPerToken']])
  // The third change of the first token counts for the address.
  expect(await exceededBy(two)).toEqual(['writesPerAddress'])
  expect(await exceededBy(two, '203.0.113.8')).toEqual([])
})

test('queries with any tokens of an address have a limit, which queries without a token do not use up', async () => {
  const { limiter } = createLimiter({ queryCostPerToken: 100, queryCostPerAddress: 100, tokenQueryCostPerAddress: 150 })
  const exceededBy = async (viewer: Viewer): Promise<string[]> =>
    (await limiter.count({ viewer, address }, { queryCost: 60 })).filter((s) => s.isExceeded).map(({ name }) => name)
  expect([await exceededBy(anonymous), await exceededBy(anonymous)]).toEqual([[], ['queryCostPerAddress']])
  expect([await exceededBy(newToken()), await exceededBy(newToken())]).toEqual([[], []])
  expect(await exceededBy(newToken())).toEqual(['tokenQueryCostPerAddress'])
  expect((await limiter.count({ viewer: newToken(), address: '203.0.113.8' }, { queryCost: 60 }))[0]?.isExceeded).toBe(
    false,
  )
})

test('a state has what is left, and the refusal names the key and the seconds to wait', async () => {
  const { limiter, lines } = createLimiter({ publicationsPerToken: 1 })
  const client = { viewer: newToken(), address }
  const publish = () => limiter.count(client, { writes: 1, publications: 1 })
  const [first] = await publish()
  expect(first).toMatchObject({ name: 'publicationsPerToken', limit: 1, remaining: 0, isExceeded: false })
  expect(rateLimitRefusal(first ? [first] : [])).toBeUndefined()
  const states = await publish()
  const refusal = rateLimitRefusal(states)
  const { resetsIn = 0 } = states[0] ?? {}
  expect(resetsIn).toBeGreaterThanOrEqual(1)
  expect(resetsIn).toBeLessThanOrEqual(60)
  expect(refusal).toMatchObject({
    code: 'RATE_LIMITED',
    message: `There are too many publications with this token: at most 1 in a minute are allowed (limits.rate.publications_per_token). Try again in ${String(resetsIn)} s`,
    details: { retryAfter: resetsIn, limit: 'limits.rate.publications_per_token' },
  })
  await publish()
  // One line for all refused requests of a window.
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ limit: 'limits.rate.publications_per_token', from: address })
})

test('clients without a valid token use up the limit for failed tokens, and not those for changes', async () => {
  const failing = newToken()
  const { limiter } = createLimiter({ failedTokensPerAddress: 2, writesPerAddress: 1 }, [failing])
  const isRefused = async (viewer: Viewer): Promise<boolean> =>
    rateLimitRefusal(await limiter.count({ viewer, address }, { writes: 1 })) !== undefined
  expect([await isRefused(failing), await isRefused(anonymous), await isRefused(failing)]).toEqual([false, false, true])
  expect(rateLimitRefusal(await limiter.countFailedToken({ viewer: anonymous, address }))).toBeDefined()
  // A valid token behind the same address still works.
  expect(await isRefused(newToken())).toBe(false)
  expect(await limiter.countFailedToken({ viewer: newToken(), address })).toEqual([])
})

test('the operator, a limit of 0, and a request that uses nothing are not counted', async () => {
  const { limiter } = createLimiter({ writesPerToken: 1, writesPerAddress: 0 })
  expect(await limiter.count({ viewer: { kind: 'operator' }, address }, { writes: 100 })).toEqual([])
  expect(await limiter.count({ viewer: newToken(), address }, { queryCost: 100 })).toEqual([])
  expect(await limiter.count({ viewer: newToken(), address }, { writes: 1 })).toHaveLength(1)
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::ffff', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['unknown', 'unknown'],
  ['', ''],
  ['x'.repeat(100), 'x'.repeat(64)],
])('the network of %s is %s', (from, network) => {
  expect(networkOf(from)).toBe(network)
})
