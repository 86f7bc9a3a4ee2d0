import { describe, expect, it } from 'vitest'
import { AuditEntries } from '../../../src/registry/audit/audit-entries.js'
import { RefusedAttempts } from '../../../src/registry/audit/refused-attempts.js'
import { openTestEngines } from '../../support/engine-sets.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const hour = 3_600_000

async function open() {
  const { documents } = await openTestEngines(await temporaryFolder())
  const clock = { now: Date.parse('2026-01-01T00:00:00Z') }
  const entries = new AuditEntries(documents, 'test-audit', () => clock.now)
  const failures: unknown[] = []
  const attempts = new RefusedAttempts({
    entries,
    clock: () => clock.now,
    onFailure: (error) => failures.push(error),
    furtherKinds: { by: { kind: 'unknown token' }, reason: 'Several' },
  })
  const attempt = (from: string) =>
    attempts.record({ operation: 'createApp', door: 'rest', from, by: { kind: 'anonymous' }, on: {} }, from)
  const counts = async () => {
    const { edges } = await entries.page({}, { first: 200 })
    return edges.map(({ node: { from, count } }) => `${from} ${String(count)}`).reverse()
  }
  return { documents, clock, attempts, attempt, counts, failures }
}

describe('refused attempts', () => {
  it('of one kind share an entry for an hour, which is stored before the first attempt is answered', async () => {
    const { clock, attempts, attempt, counts } = await open()
    await attempt('a')
    expect(await counts()).toEqual(['a 1'])
    await Promise.all(['a', 'b', 'a', 'b'].map(attempt))
    await attempts.writeCounts()
    expect(await counts()).toEqual(['a 3', 'b 2'])
    clock.now += hour - 1
    await attempt('a')
    clock.now += 1
    await attempt('a')
    await attempts.writeCounts()
    expect(await counts()).toEqual(['a 4', 'b 2', 'a 1'])
  })

  it('of more than a hundred kinds in an hour share one more entry', async () => {
    const { attempts, attempt, counts } = await open()
    for (let number = 0; number < 150; number++) await attempt(`address${String(number)}`)
    await attempt('address3')
    await attempts.writeCounts()
    const found = await counts()
    expect(found).toHaveLength(101)
    expect(found).toContain('address3 2')
    expect(found.at(-1)).toBe('several addresses 50')
  })

  it('are recorded by the next attempt when the first entry can not be stored', async () => {
    const { documents, attempt, counts } = await open()
    const put = documents.put.bind(documents)
    documents.put = () => Promise.reject(new Error('The disk is full'))
    await expect(attempt('a')).rejects.toThrow('The disk is full')
    documents.put = put
    await attempt('a')
    expect(await counts()).toEqual(['a 1'])
  })

  it('are counted again when the count can not be stored', async () => {
    const { documents, attempts, attempt, counts, failures } = await open()
    await attempt('a')
    await attempt('a')
    const put = documents.put.bind(documents)
    documents.put = () => Promise.reject(new Error('The disk is full'))
    await attempts.writeCounts()
    expect(failures).toEqual([new Error('The disk is full')])
    documents.put = put
    await attempts.writeCounts()
    expect(await counts()).toEqual(['a 2'])
  })
})
