import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createMemoryCache } from '../src/cache/memory/memory.js'
import { openEngine, type EngineToOpen, type StartupTimeout } from '../src/startup.js'
import type { Cache } from '../src/cache/cache.js'

const refused = () =>
  Promise.reject(
    Object.assign(new Error('Redis at cache:6379 does not answer: connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  )

function engine(open: () => Promise<Cache>): EngineToOpen<Cache> {
  return { open, failure: 'Cannot configure the cache', address: 'redis.addrs', identity: ['redis.password'] }
}

function patience(limit: number) {
  const lines: string[] = []
  const log = pino({ base: null, timestamp: false }, { write: (line) => void lines.push(line) })
  const stop = new AbortController()
  const given: StartupTimeout = { limit, signal: stop.signal, log }
  return { lines, stop, given }
}

test('without a startup timeout a missing engine fails at once, with its address and the key that sets it', async () => {
  await expect(openEngine(engine(refused), patience(0).given)).rejects.toThrow(
    'Cannot configure the cache: Redis at cache:6379 does not answer: connect ECONNREFUSED (set by redis.addrs)',
  )
})

test('a refusal of an engine names the keys of the credentials, too', async () => {
  const open = () => Promise.reject(new Error('Redis at cache:6379 refuses: WRONGPASS'))
  await expect(openEngine(engine(open), patience(0).given)).rejects.toThrow('(set by redis.addrs, redis.password)')
})

test('an engine that opens but fails its ping is closed again', async () => {
  const cache = createMemoryCache()
  let closed = 0
  const broken = { ...cache, ping: refused, close: async () => void (closed += 1) }
  await expect(
    openEngine(
      engine(async () => broken),
      patience(0).given,
    ),
  ).rejects.toThrow('ECONNREFUSED')
  expect(closed).toBe(1)
})

test('with a startup timeout a missing engine is awaited, and the log says so once', async () => {
  const { lines, given } = patience(60_000)
  let attempts = 0
  const cache = await openEngine(
    engine(async () => (++attempts < 3 ? refused() : createMemoryCache())),
    given,
  )
  await cache.ping()
  expect(attempts).toBe(3)
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 40, msg: expect.stringMatching(/^Waiting 60 s at most: Redis at cache:6379 .* \(set by redis\.addrs\)$/) },
    { level: 30, msg: 'What redis.addrs names answers now' },
  ])
})

test.each([301, 308, 400, 401, 403])(
  'an engine that refuses the credentials (%i) is asked once, with any startup timeout',
  async (status) => {
    let attempts = 0
    const unwelcome = () => {
      attempts++
      return Promise.reject(Object.assign(new Error('Name or password is incorrect'), { status }))
    }
    const opening = openEngine(engine(unwelcome), patience(60_000).given)
    await expect(opening).rejects.toThrow('Name or password is incorrect (set by redis.addrs, redis.password)')
    expect(attempts).toBe(1)
  },
)

test('a start fails after its startup timeout', async () => {
  await expect(openEngine(engine(refused), patience(1_500).given)).rejects.toThrow('Cannot configure the cache: ')
})

test('a signal ends the waiting, between attempts and during one, and an engine that opens late is closed', async () => {
  const between = patience(60_000)
  const waiting = openEngine(engine(refused), between.given)
  await pause(50)
  between.stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')

  const during = patience(60_000)
  let open: (cache: Cache) => void = () => undefined
  const opening = openEngine(
    engine(() => new Promise<Cache>((resolve) => (open = resolve))),
    during.given,
  )
  during.stop.abort(new Error('stopped'))
  await expect(opening).rejects.toThrow('stopped')
  let closed = false
  open({ ...createMemoryCache(), close: async () => void (closed = true) })
  await expect.poll(() => closed).toBe(true)
})
