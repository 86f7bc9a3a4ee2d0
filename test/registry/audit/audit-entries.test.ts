import { describe, expect, it } from 'vitest'
import { maxReadEntries } from '../../../src/registry/audit/audit-entries.js'
import { openTestRegistry } from '../../support/registry.js'

const day = 86_400_000
const start = Date.parse('2026-01-01T00:00:00Z')

/** Opens the audit log of a registry whose clock the test sets. Each call of `add` adds an entry at the present time. */
async function openLog() {
  const clock = { now: start }
  const { registry, documents } = await openTestRegistry({ clock: () => clock.now })
  const { entries } = registry.audit
  const add = (operation: string) =>
    entries.add({ operation, door: 'rest', from: '', by: { kind: 'operator' }, on: {} })
  const operations = async (filter = {}) =>
    (await entries.page(filter, { first: 200 })).edges.map(({ node }) => node.operation)
  return { clock, documents, entries, add, operations }
}

describe('entries of the audit log', () => {
  it('of the same millisecond keep their order', async () => {
    const { add, operations } = await openLog()
    const names = Array.from({ length: 30 }, (_, number) => `operation${String(number)}`)
    for (const name of names) await add(name)
    expect(await operations()).toEqual([...names].reverse())
  })

  it('are selected by time, inclusive at both ends', async () => {
    const { clock, add, operations } = await openLog()
    for (const name of ['first', 'second', 'third', 'fourth']) {
      await add(name)
      await add(`${name} again`)
      clock.now += 1
    }
    const at = (offset: number) => new Date(start + offset)
    expect(await operations({ since: at(1), until: at(2) })).toEqual([
      ...['third again', 'third', 'second again', 'second'],
    ])
    expect(await operations({ since: at(3) })).toEqual(['fourth again', 'fourth'])
    expect(await operations({ until: at(0) })).toEqual(['first again', 'first'])
  })

  it('are read in bounded steps when few match, and a page continues where the last one ended', async () => {
    const { documents, entries, add, operations } = await openLog()
    await add('rare')
    await add('rare')
    const { _id, _rev, ...common } = await add('common')
    expect([_id, _rev]).toHaveLength(2)
    const copies = Array.from({ length: maxReadEntries }, (_, number) => ({
      ...common,
      _id: `${String(7_000_000_000_000_000 + number)}-000000000000`,
    }))
    await documents.putMany('test-audit', copies)
    const first = await entries.page({ operation: 'rare' }, { first: 1 })
    expect(first).toMatchObject({ edges: [], hasNextPage: true, hasPreviousPage: false })
    const second = await entries.page({ operation: 'rare' }, { first: 1, after: first.endCursor })
    expect(second).toMatchObject({ edges: [{ node: { operation: 'rare' } }], hasNextPage: true, hasPreviousPage: true })
    expect(second.endCursor).toBe(second.edges[0]?.cursor)
    const third = await entries.page({ operation: 'rare' }, { first: 1, after: second.endCursor })
    expect(third).toMatchObject({ edges: [{ node: { operation: 'rare' } }], hasNextPage: false })
    expect(await operations({ until: new Date(start - 1) })).toEqual([])
  })

  it('are removed before a time, at most a batch at once, even by several gateways at the same time', async () => {
    const { clock, entries, add, operations } = await openLog()
    for (let number = 0; number < 25; number++) await add('old')
    clock.now += day
    await add('new')
    const cutoff = new Date(clock.now)
    expect(await entries.removeBefore(cutoff, 10)).toBe(10)
    expect(await operations()).toEqual(['new', ...Array.from({ length: 15 }, () => 'old')])
    const found = await Promise.all([1, 2].map(() => entries.removeBefore(cutoff, 100)))
    expect(Math.max(...found)).toBe(15)
    expect(await operations()).toEqual(['new'])
  })

  it('are read as none, and written again, when their database is missing', async () => {
    const { documents, add, operations } = await openLog()
    await documents.drop('test-audit')
    expect(await operations()).toEqual([])
    await add('again')
    expect(await operations()).toEqual(['again'])
  })

  it('are readable when their documents are damaged', async () => {
    const { documents, operations } = await openLog()
    await documents.put('test-audit', { _id: '7000000000000000-000000000000', operation: 'kept', by: 1, on: 'x' })
    expect(await operations()).toEqual(['kept'])
  })
})
