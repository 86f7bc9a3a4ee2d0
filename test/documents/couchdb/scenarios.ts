import type { Documents, CozyAppsRegistryIndexes, Index, Query } from '../../../src/documents/documents.js'

/** Calls the adapter on a new database. Each run causes the same requests. Returns the results. */
export type Scenario = (documents: Documents, database: string) => Promise<unknown>

const bySlug: Index = { name: 'by-slug', fields: ['slug', 'n'] }
const cozyAppsRegistryIndexes: CozyAppsRegistryIndexes = {
  indexes: [{ name: 'for-others', fields: ['n'] }],
  views: [{ name: 'by-date', maps: { all: 'function (doc) { emit(doc.n, null); }' } }],
}

async function fillDatabase(documents: Documents, database: string): Promise<void> {
  await documents.ensure(database, [bySlug])
  await documents.put(database, { _id: 'a', slug: 'bank', n: 1 })
  await documents.put(database, { _id: 'b', slug: 'bank', n: 2, more: [true] })
  await documents.put(database, { _id: 'c', slug: 'drive', n: 3 })
}

function findScenario(query: Omit<Query, 'index'>): Scenario {
  return async (documents, database) => {
    await fillDatabase(documents, database)
    return documents.find(database, { index: bySlug, ...query })
  }
}

/** The recorded scenarios, by the file name of the recording. */
export const scenarios: Record<string, Scenario> = {
  async 'ensure-twice'(documents, database) {
    await documents.ensure(database, [bySlug], cozyAppsRegistryIndexes)
    await documents.ensure(database, [bySlug], cozyAppsRegistryIndexes)
    return documents.ids(database)
  },
  async 'remove-views'(documents, database) {
    await documents.ensure(database, [], cozyAppsRegistryIndexes)
    await documents.removeViews(database, 'by-date')
    await documents.removeViews(database, 'by-date')
    await documents.ensure(database, [], cozyAppsRegistryIndexes)
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
    await fillDatabase(documents, database)
    const stale = `1-${'0'.repeat(32)}`
    return [
      await documents.put(database, { _id: 'a' }).catch(String),
      await documents.put(database, { _id: 'a', _rev: stale }).catch(String),
      await documents.remove(database, 'a', stale).catch(String),
      await documents.remove(database, 'nobody', stale).catch(String),
    ]
  },
  async 'get-many'(documents, database) {
    await fillDatabase(documents, database)
    return documents.getMany(database, ['c', 'nobody', '_design/by-slug', 'a', 'c'])
  },
  async 'list-and-ids'(documents, database) {
    await fillDatabase(documents, database)
    const found = []
    for await (const document of documents.list(database, 'b')) found.push(document)
    return [found, await documents.ids(database)]
  },
  async changes(documents, database) {
    await documents.ensure(database, [])
    const since = await documents.currentFeedPosition(database)
    await documents.put(database, { _id: 'a' })
    for await (const { changes } of documents.changes(database, since, new AbortController().signal)) return changes
    return undefined
  },
  async 'missing-database'(documents, database) {
    await documents.drop(database)
    return documents.get(database, 'a').catch(String)
  },
  'find-all': findScenario({ where: {} }),
  'find-equal': findScenario({ where: { slug: { equals: 'bank' }, n: { equals: 2 } } }),
  'find-in-ascii-texts': findScenario({ where: { slug: { in: ['drive', 'bank'] } } }),
  'find-in-mixed-values': findScenario({ where: { slug: { in: ['drive', 'Bänk', true] } } }),
  'find-in-empty-list': findScenario({ where: { slug: { in: [] } } }),
  'find-range-descending': findScenario({
    where: { slug: { from: 'bank', to: 'bank' }, n: { from: 1 } },
    order: 'descending',
    limit: 1,
    skip: 1,
  }),
  async 'find-fields'(documents, database) {
    await fillDatabase(documents, database)
    return documents.findFields(database, { index: bySlug, where: { slug: { equals: 'bank' } } }, ['_id', 'n', 'more'])
  },
}
