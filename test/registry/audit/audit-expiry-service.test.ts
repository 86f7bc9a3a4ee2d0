import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { AuditEntries } from '../../../src/registry/audit/audit-entries.js'
import { AuditExpiryService } from '../../../src/registry/audit/audit-expiry-service.js'
import { openTestEngines } from '../../support/engine-sets.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const day = 86_400_000

it('two services remove all entries that are older than the configured days, and keep the others', async () => {
  const { documents } = await openTestEngines(await temporaryFolder())
  let now = Date.parse('2026-01-01T00:00:00Z')
  const clock = () => now
  const entries = new AuditEntries(documents, 'test-audit', clock)
  for (const operation of ['old', 'kept', 'new']) {
    for (let number = 0; number < 7; number++) await entries.add({ at: entries.now(), operation })
    now += day
  }
  const timing = { first: 1, interval: 20, whileMore: 1, batch: 3 }
  const log = pino({ level: 'silent' })
  for (let gateway = 0; gateway < 2; gateway++) {
    const service = new AuditExpiryService({ entries, clock, log, days: 2, timing })
    onTestFinished(() => service.close())
  }
  const operations = async () => (await entries.page({}, { first: 200 })).edges.map(({ node }) => node.operation)
  const left = ['new', 'kept'].flatMap((name) => Array.from({ length: 7 }, () => name))
  await expect.poll(operations, { timeout: 20_000 }).toEqual(left)
  now += day
  await expect.poll(operations, { timeout: 20_000 }).toEqual(left.slice(0, 7))
})
