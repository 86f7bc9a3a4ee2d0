import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/json.js'
import { openTestInstances } from '../support/instances.js'

const doctype = 'io.cozy.remote.requests'
const id = (i: number): string => String(i).padStart(5, '0')

interface Entry {
  createdAt: string
  app?: string
  doctype?: string
}

async function withLog(entries: Entry[]) {
  const { instances, documents } = await openTestInstances()
  const instance = await instances.add({ domain: 'alice.example.org', locale: 'en', context: 'default' })
  const stored = entries.map(({ createdAt, app, doctype: remoteDoctype = 'org.example.a' }, i) => ({
    _id: id(i),
    doctype: remoteDoctype,
    verb: 'GET',
    url: 'https://example.org/',
    response_code: 200,
    content_type: 'application/json',
    variables: { q: 'x' },
    created_at: createdAt,
    cozyMetadata: app === undefined ? {} : { createdByApp: app },
  }))
  for (const document of stored.slice(0, 1)) await instances.documents.put(instance, doctype, document)
  await documents.putMany(instance.database(doctype), stored.slice(1))
  return { instances, instance }
}

type Log = Awaited<ReturnType<typeof withLog>>

/** Reads all pages. Returns the IDs of their entries. */
async function read({ instances, instance }: Log, first: number, filter = {}): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  for (;;) {
    const page = await instances.remoteRequests.page(instance, filter, { first, after })
    expect(page.hasPreviousPage).toBe(after !== undefined)
    ids.push(...page.edges.map(({ node }) => node.id))
    after = page.edges.at(-1)?.cursor
    if (!page.hasNextPage) return ids
  }
}

describe('the log of remote requests', () => {
  it('is empty at first', async () => {
    const { instances } = await openTestInstances()
    const instance = await instances.add({ domain: 'alice.example.org', locale: 'en', context: 'default' })
    const page = await instances.remoteRequests.page(instance, {}, { first: 10 })
    expect(page).toEqual({ edges: [], hasNextPage: false, hasPreviousPage: false })
  })

  it('shows each entry once, newest first, also when hundreds have the same date', async () => {
    const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString()
    const entries = [
      ...Array.from({ length: 5 }, () => ({ createdAt: day(3) })),
      ...Array.from({ length: 450 }, () => ({ createdAt: day(2) })),
      ...Array.from({ length: 5 }, () => ({ createdAt: day(1) })),
    ]
    const log = await withLog(entries)
    for (const first of [7, 200]) {
      const ids = await read(log, first)
      expect(new Set(ids).size).toBe(460)
      expect(ids.slice(0, 5).sort()).toEqual([0, 1, 2, 3, 4].map(id))
      expect(ids.slice(-5).sort()).toEqual([455, 456, 457, 458, 459].map(id))
    }
  })

  it('ends a page early when its entries are large, and shows each entry once', async () => {
    const { instances } = await openTestInstances()
    const instance = await instances.add({ domain: 'alice.example.org', locale: 'en', context: 'default' })
    const variables = { q: 'x'.repeat(1024 * 1024) }
    for (let i = 0; i < 12; i++) {
      const entry = { _id: id(i), created_at: '2026-01-01T00:00:00.000Z', variables }
      await instances.documents.put(instance, doctype, entry)
    }
    const page = await instances.remoteRequests.page(instance, {}, { first: 200 })
    expect([page.edges.length, page.hasNextPage]).toEqual([4, true])
    expect(new Set(await read({ instances, instance }, 200)).size).toBe(12)
  })

  it('shows empty values for the members that an entry lacks', async () => {
    const { instances } = await openTestInstances()
    const instance = await instances.add({ domain: 'alice.example.org', locale: 'en', context: 'default' })
    const created_at = '2026-01-01T00:00:00.000Z'
    await instances.documents.put(instance, doctype, { _id: 'a', created_at })
    const page = await instances.remoteRequests.page(instance, {}, { first: 10 })
    expect(page.edges.map(({ node }) => node)).toEqual([
      {
        id: 'a',
        doctype: '',
        verb: '',
        url: '',
        responseCode: 0,
        contentType: '',
        variables: {},
        createdAt: created_at,
        app: undefined,
      },
    ])
  })

  it('is filtered by application, doctype and date', async () => {
    const log = await withLog([
      { createdAt: '2026-01-01T00:00:00.000Z', app: 'notes' },
      { createdAt: '2026-01-02T00:00:00.000Z', app: 'notes', doctype: 'org.example.b' },
      { createdAt: '2026-01-03T00:00:00.000Z' },
      { createdAt: '2026-01-04T00:00:00.000Z', app: 'drive' },
    ])
    expect(await read(log, 10)).toEqual([3, 2, 1, 0].map(id))
    expect(await read(log, 1, { app: 'notes' })).toEqual([1, 0].map(id))
    expect(await read(log, 1, { app: 'notes', doctype: 'org.example.b' })).toEqual([id(1)])
    expect(await read(log, 2, { since: new Date('2026-01-02T00:00:00Z') })).toEqual([3, 2, 1].map(id))
  })

  it('shows variables of any name', async () => {
    const { instances, instance } = await withLog([{ createdAt: '2026-01-01T00:00:00.000Z' }])
    // An assignment would not make `__proto__` a member.
    const variables = parseJson('{ "__proto__": "a", "constructor": "b" }')
    await instances.documents.put(instance, doctype, { _id: id(1), variables, created_at: '2026-01-02T00:00:00.000Z' })
    const page = await instances.remoteRequests.page(instance, {}, { first: 1 })
    expect(page.edges.map(({ node }) => Object.entries(node.variables))).toEqual([
      [
        ['__proto__', 'a'],
        ['constructor', 'b'],
      ],
    ])
  })

  it('refuses cursors of other lists', async () => {
    const log = await withLog([{ createdAt: '2026-01-01T00:00:00.000Z' }])
    for (const after of ['x', Buffer.from('{"offset":1}').toString('base64url')]) {
      const page = log.instances.remoteRequests.page(log.instance, {}, { first: 1, after })
      await expect(page).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    }
  })
})

describe('a log that is longer than its limit', () => {
  it('loses its oldest entries from time to time, not at each new entry', async () => {
    const dates = Array.from({ length: 350 }, (_, i) => ({ createdAt: new Date(i * 1000).toISOString() }))
    const log = await withLog(dates)
    const { instances, instance } = log
    const append = async (i: number): Promise<void> => {
      const created_at = new Date(i * 1000).toISOString()
      await instances.remoteRequests.append(instance, { _id: id(i), created_at, variables: {} }, 100)
    }
    await append(350)
    expect(await read(log, 200)).toEqual(Array.from({ length: 151 }, (_, i) => id(350 - i)))
    for (let i = 351; i < 450; i++) await append(i)
    expect(await read(log, 200)).toHaveLength(250)
    await append(450)
    expect(await read(log, 200)).toEqual(Array.from({ length: 100 }, (_, i) => id(450 - i)))
  })
})
