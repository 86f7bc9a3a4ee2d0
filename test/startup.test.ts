import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createMemoryCache } from '../src/cache/memory/memory.js'
import { openEngine, type EngineToOpen, type StartupTimeout } from '../src/startup.js'
import type { Cache } from '../src/cache/cache.js'

const failToConnect = () =>
  Promise.reject(
    Object.assign(new Error('Redis at cache:6379 does not answer: connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  )

function engine(open: () => Promise<Cache>): EngineToOpen<Cache> {
  return { open, failure: 'Cannot configure the cache', address: 'redis.addrs', identity: ['redis.password'] }
}

function startupTimeout(limit: number) {
  const lines: string[] = []
  const log = pino({ base: null, timestamp: false }, { write: (line) => void lines.push(line) })
  const stop = new AbortController()
  const timeout: StartupTimeout = { limit, signal: stop.signal, log }
  return { lines, stop, timeout }
}

test('an unavailable engine fails at once when there is no startup timeout', async () => {
  await expect(openEngine(engine(failToConnect), startupTimeout(0).timeout)).rejects.toThrow(
    'Cannot configure the cache: Redis at cache:6379 does not answer: connect ECONNREFUSED (set by redis.addrs)',
  )
})

test('the error also names the keys of the credentials when an engine refuses them', async () => {
  const open = () => Promise.reject(new Error('Redis at cache:6379 refuses: WRONGPASS'))
  await expect(openEngine(engine(open), startupTimeout(0).timeout)).rejects.toThrow(
    '(set by redis.addrs, redis.password)',
  )
})

test('an engine that can be opened, but whose ping fails, is closed again', async () => {
  const cache = createMemoryCache()
  let closed = 0
  const broken = { ...cache, ping: failToConnect, close: async () => void (closed += 1) }
  await expect(
    openEngine(
      engine(async () => broken),
      startupTimeout(0).timeout,
    ),
  ).rejects.toThrow('ECONNREFUSED')
  expect(closed).toBe(1)
})

test('an unavailable engine is tried again until it answers when there is a startup timeout', async () => {
  const { lines, timeout } = startupTimeout(60_000)
  let attempts = 0
  const cache = await openEngine(
    engine(async () => (++attempts < 3 ? failToConnect() : createMemoryCache())),
    timeout,
  )
  await cache.ping()
  expect(attempts).toBe(3)
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 40, msg: expect.stringMatching(/^Waiting 60 s at most: Redis at cache:6379 .* \(set by redis\.addrs\)$/) },
    { level: 30, msg: 'The engine of redis.addrs answers now' },
  ])
})

test.each([301, 308, 400, 401, 403])('an engine is not tried again when it answers with status %i', async (status) => {
  let attempts = 0
  const refuseCredentials = () => {
    attempts++
    return Promise.reject(Object.assign(new Error('Name or password is incorrect'), { status }))
  }
  const opening = openEngine(engine(refuseCredentials), startupTimeout(60_000).timeout)
  await expect(opening).rejects.toThrow('Name or password is incorrect (set by redis.addrs, redis.password)')
  expect(attempts).toBe(1)
})

test('an engine that stays unavailable fails after the startup timeout', async () => {
  await expect(openEngine(engine(failToConnect), startupTimeout(1_500).timeout)).rejects.toThrow(
    'Cannot configure the cache: ',
  )
})

test('an abort signal ends the waiting between and during attempts; an engine that opens afterwards is closed', async () => {
  const between = startupTimeout(60_000)
  const waiting = openEngine(engine(failToConnect), between.timeout)
  await pause(50)
  between.stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')

  const during = startupTimeout(60_000)
  let open: (cache: Cache) => void = () => undefined
  const opening = openEngine(
    engine(() => new Promise<Cache>((resolve) => (open = resolve))),
    during.timeout,
  )
  during.stop.abort(new Error('stopped'))
  await expect(opening).rejects.toThrow('stopped')
  let closed = false
  open({ ...createMemoryCache(), close: async () => void (closed = true) })
  await expect.poll(() => closed).toBe(true)
})
