import type { Documents, ForeignIndexes, Index, Query } from '../../../src/documents/documents.js'

/** Something done with a fresh database, and what it gave; the same requests every time. */
export type Scenario = (documents: Documents, database: string) => Promise<unknown>

const bySlug: Index = { name: 'by-slug', fields: ['slug', 'n'] }
const expected: ForeignIndexes = {
  indexes: [{ name: 'for-others', fields: ['n'] }],
  views: [{ name: 'by-date', maps: { all: 'function (doc) { emit(doc.n, null); }' } }],
}

async function filled(documents: Documents, database: string): Promise<void> {
  await documents.ensure(database, [bySlug])
  await documents.put(database, { _id: 'a', slug: 'bank', n: 1 })
  await documents.put(database, { _id: 'b', slug: 'bank', n: 2, more: [true] })
  await documents.put(database, { _id: 'c', slug: 'drive', n: 3 })
}

function finding(query: Omit<Query, 'index'>): Scenario {
  return async (documents, database) => {
    await filled(documents, database)
    return documents.find(database, { index: bySlug, ...query })
  }
}

/** All that is recorded, by the name of the recording. */
export const scenarios: Record<string, Scenario> = {
  async 'create-what-is-missing'(documents, database) {
    await documents.ensure(database, [bySlug], expected)
    await documents.ensure(database, [bySlug], expected)
    return documents.ids(database)
  },
  async 'remove-views'(documents, database) {
    await documents.ensure(database, [], expected)
    await documents.removeViews(database, 'by-date')
    await documents.removeViews(database, 'by-date')
    await documents.ensure(database, [], expected)
    return documents.ids(database)
  },
  async 'put-get-remove'(documents, database) {
    await documents.ensure(database, [])
    const revision = await documents.put(database, { _id: 'a/b ?', n: 1 })
    const read = await documents.get(database, 'a/b ?')
    await documents.remove(database, 'a/b ?', revision)
    return [read, await documents.get(database, 'a/b ?')]
  },
  async conflicts(documents, database) {
    await filled(documents, database)
    const stale = `1-${'0'.repeat(32)}`
    return [
      await documents.put(database, { _id: 'a' }).catch(String),
      await documents.put(database, { _id: 'a', _rev: stale }).catch(String),
      await documents.remove(database, 'a', stale).catch(String),
      await documents.remove(database, 'nobody', stale).catch(String),
    ]
  },
  async 'get-many'(documents, database) {
    await filled(documents, database)
    return documents.getMany(database, ['c', 'nobody', '_design/by-slug', 'a', 'c'])
  },
  async 'list-and-ids'(documents, database) {
    await filled(documents, database)
    const found = []
    for await (const document of documents.list(database, 'b')) found.push(document)
    return [found, await documents.ids(database)]
  },
  async changes(documents, database) {
    await documents.ensure(database, [])
    const since = await documents.position(database)
    await documents.put(database, { _id: 'a' })
    for await (const { changes } of documents.changes(database, since, new AbortController().signal)) return changes
    return undefined
  },
  async 'missing-database'(documents, database) {
    await documents.drop(database)
    return documents.get(database, 'a').catch(String)
  },
  'find-all': finding({ where: {} }),
  'find-equal': finding({ where: { slug: { equals: 'bank' }, n: { equals: 2 } } }),
  'find-one-of-plain-texts': finding({ where: { slug: { in: ['drive', 'bank'] } } }),
  'find-one-of-any-values': finding({ where: { slug: { in: ['drive', 'Bänk', true] } } }),
  'find-one-of-nothing': finding({ where: { slug: { in: [] } } }),
  'find-range-descending': finding({
    where: { slug: { from: 'bank', to: 'bank' }, n: { from: 1 } },
    order: 'descending',
    limit: 1,
    skip: 1,
  }),
  async 'find-fields'(documents, database) {
    await filled(documents, database)
    return documents.findFields(database, { index: bySlug, where: { slug: { equals: 'bank' } } }, ['_id', 'n', 'more'])
  },
}
