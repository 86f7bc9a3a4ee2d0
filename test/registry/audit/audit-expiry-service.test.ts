import { pino } from 'pino'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Cache } from '../../../src/cache/cache.js'
import { createMemoryCache } from '../../../src/cache/memory/memory.js'
import { AuditEntries } from '../../../src/registry/audit/audit-entries.js'
import { AuditExpiryService } from '../../../src/registry/audit/audit-expiry-service.js'
import { openTestEngines } from '../../support/engine-sets.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const day = 86_400_000

const log = pino({ level: 'silent' })

it('of two services with the same cache, only one works until it is closed', async () => {
  const cache = createMemoryCache()
  const timing = { first: 1, interval: 20, whileMore: 1, batch: 3 }
  const start = () => {
    const removeBefore = vi.fn(() => Promise.resolve(0))
    const service = new AuditExpiryService({ entries: { removeBefore }, cache, clock: Date.now, log, days: 2, timing })
    onTestFinished(() => service.close())
    return { service, removeBefore }
  }
  const first = start()
  await expect.poll(() => first.removeBefore.mock.calls.length).toBeGreaterThan(0)
  const second = start()
  const passes = first.removeBefore.mock.calls.length
  await expect.poll(() => first.removeBefore.mock.calls.length).toBeGreaterThan(passes + 5)
  expect(second.removeBefore).not.toHaveBeenCalled()
  await first.service.close()
  await expect.poll(() => second.removeBefore.mock.calls.length).toBeGreaterThan(0)
})

it('a service whose lock has expired does not work until it gets the lock again', async () => {
  let isFree = true
  const renew = vi.fn(() => Promise.resolve(false))
  const cache: Pick<Cache, 'lock'> = {
    lock: async () => {
      if (!isFree) return undefined
      isFree = false
      return { release: () => Promise.resolve(), renew }
    },
  }
  const removeBefore = vi.fn(() => Promise.resolve(0))
  const timing = { first: 1, interval: 5, whileMore: 1, batch: 3 }
  const service = new AuditExpiryService({ entries: { removeBefore }, cache, clock: Date.now, log, days: 2, timing })
  onTestFinished(() => service.close())
  // The first renewal fails, because another gateway has the lock.
  await expect.poll(() => renew.mock.calls.length).toBe(1)
  expect(removeBefore).toHaveBeenCalledTimes(1)
  isFree = true
  await expect.poll(() => removeBefore.mock.calls.length).toBe(2)
})

it('two services without a common cache remove all entries that are older than the configured days, and keep the others', async () => {
  const { documents } = await openTestEngines(await temporaryFolder())
  let now = Date.parse('2026-01-01T00:00:00Z')
  const clock = () => now
  const entries = new AuditEntries(documents, 'test-audit', clock)
  for (const operation of ['old', 'kept', 'new']) {
    for (let number = 0; number < 7; number++) await entries.add({ operation })
    now += day
  }
  const timing = { first: 1, interval: 20, whileMore: 1, batch: 3 }
  for (let gateway = 0; gateway < 2; gateway++) {
    const cache = createMemoryCache()
    const service = new AuditExpiryService({ entries, cache, clock, log, days: 2, timing })
    onTestFinished(() => service.close())
  }
  const operations = async () => (await entries.page({}, { first: 200 })).edges.map(({ node }) => node.operation)
  const left = ['new', 'kept'].flatMap((name) => Array.from({ length: 7 }, () => name))
  await expect.poll(operations, { timeout: 20_000 }).toEqual(left)
  now += day
  await expect.poll(operations, { timeout: 20_000 }).toEqual(left.slice(0, 7))
})
