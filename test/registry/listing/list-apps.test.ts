import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listApps, type AppListRequest } from '../../../src/registry/listing/list-apps.js'
import type { AppFilter } from '../../../src/registry/listing/app-filter.js'
import type { AppSort } from '../../../src/registry/listing/app-sort.js'
import { openTestRegistry, type TestRegistry } from '../../support/registry.js'
import { storeWriter } from './store-writer.js'

async function list({ registry }: TestRegistry, request: Partial<AppListRequest>, spaceName = '') {
  const page = await listApps(registry.listings, registry.spaces.get(spaceName), { first: 200, ...request })
  return { ...page, slugs: page.edges.map(({ node }) => node.record.slug) }
}

const remote = { permissions: { data: { type: 'io.cozy.bank', remote: true } } }

/** Stores three applications with different properties, and one without versions. */
async function openWithApps(): Promise<TestRegistry> {
  const test = await openTestRegistry()
  const { putApp, putVersion } = storeWriter(test)
  const reserved = { data_usage_commitment: 'user_reserved', data_usage_commitment_by: 'editor' }
  await putApp('bank', { editor: 'Zoo', type: 'konnector', ...reserved })
  await putApp('drive', { ...reserved })
  await putApp('notes', {})
  await putApp('empty', {})
  const texts = { locales: { fr: { name: 'École' }, en: { name: 'Zebra' } } }
  await putVersion('bank', '1.0.0', { ...texts, ...remote, categories: ['banking'], data_types: ['bill'] }, 1000)
  await putVersion('drive', '1.0.0', { name: 'Fichiers', categories: ['cozy'], langs: ['fr_FR'] }, 2000)
  await putVersion('drive', '1.1.0-beta.1', { ...remote, name: 'Fichiers' }, 5000)
  const platforms = [{ type: 'ios', url: 'https://store.example' }]
  await putVersion('notes', '1.0.0-dev.0a', { name: 'etudes', categories: ['press', 'cozy'], platforms }, 4000)
  return test
}

describe('a list of applications', () => {
  const filters: [string, AppFilter, string[]][] = [
    ['one of several types', { types: ['konnector'] }, ['bank']],
    ['one of several editors', { editors: ['Zoo', 'Other'] }, ['bank']],
    ['a category', { category: 'cozy' }, ['drive', 'notes']],
    ['one of several categories', { categories: ['banking', 'press'] }, ['bank', 'notes']],
    ['no category of an empty list', { categories: [] }, []],
    ['a good label', { labelAtLeast: 'C' }, ['drive']],
    ['a good label on another channel', { labelAtLeast: 'C', channel: 'beta' }, []],
    ['a worse label', { labelAtLeast: 'E' }, ['bank', 'drive']],
    ['a kind of data', { dataType: 'bill' }, ['bank']],
    ['a platform', { platform: 'ios' }, ['notes']],
    ['a language', { locale: 'fr' }, ['bank', 'drive']],
    ['a regional language', { locale: 'fr-FR' }, ['bank', 'drive']],
    ['another regional language', { locale: 'fr-CA' }, ['bank']],
    ['a version on stable', { hasVersionOn: 'stable' }, ['bank', 'drive']],
    ['a version on dev', { hasVersionOn: 'dev' }, ['bank', 'drive', 'notes']],
    ['a recent version', { updatedSince: new Date(2000) }, ['drive']],
    ['a recent version on a channel', { updatedSince: new Date(4000), channel: 'dev' }, ['drive', 'notes']],
    ['several conditions', { locale: 'fr', types: ['webapp'], hasVersionOn: 'beta' }, ['drive']],
  ]
  it('can be filtered by each property', async () => {
    const test = await openWithApps()
    for (const [name, filter, expected] of filters) {
      for (const space of ['', 'mirror'])
        expect([name, (await list(test, { filter }, space)).slugs]).toEqual([name, expected])
    }
  })

  const sorts: [AppSort, string[]][] = [
    [{ by: 'name', direction: 'ASCENDING' }, ['empty', 'notes', 'drive', 'bank']],
    [{ by: 'name', direction: 'ASCENDING', locale: 'fr' }, ['bank', 'empty', 'notes', 'drive']],
    [{ by: 'name', direction: 'DESCENDING', locale: 'fr-FR' }, ['drive', 'notes', 'empty', 'bank']],
    [{ by: 'updatedAt', direction: 'DESCENDING' }, ['drive', 'bank', 'notes', 'empty']],
    [{ by: 'updatedAt', direction: 'DESCENDING', channel: 'dev' }, ['drive', 'notes', 'bank', 'empty']],
    [{ by: 'relevance', direction: 'DESCENDING' }, ['bank', 'drive', 'empty', 'notes']],
  ]
  it('can be sorted by name in a language, and by the newest version of a channel', async () => {
    const test = await openWithApps()
    for (const [sort, expected] of sorts) expect([sort, (await list(test, { sort })).slugs]).toEqual([sort, expected])
    await storeWriter(test).putVersion('drive', '1.0.0', { name: 'Albums' }, 3)
    const byName = await list(test, { sort: { by: 'name', direction: 'ASCENDING' } })
    expect(byName.slugs).toEqual(['drive', 'empty', 'notes', 'bank'])
    await expect(list(test, { sort: { by: 'name', direction: 'ASCENDING', locale: 'no language' } })).rejects.toThrow(
      '"no language" is no language: give one such as "fr" or "pt-BR"',
    )
  })

  it('has one order by name for regions with the same rules of collation', async () => {
    const test = await openWithApps()
    const byName = (locale: string) => ({ by: 'name', direction: 'ASCENDING', locale }) as const
    const { edges } = await list(test, { sort: byName('pt-BR'), first: 1 })
    const rest = await list(test, { sort: byName('pt'), after: edges[0]?.cursor })
    expect(rest.edges).toHaveLength(3)
  })

  const slug = fc.integer({ min: 0, max: 29 }).map((n) => `app-${String(n)}`)
  const manifest = fc.record({
    name: fc.constantFrom('Bank', 'Banks', 'Banque', 'Drive'),
    short_description: fc.constantFrom('', 'bank', 'drive'),
  })
  const change = fc.record({
    slug,
    manifest,
    time: fc.nat(5),
    kind: fc.constantFrom('putVersion', 'removeApp', 'putApp'),
  })
  const requests = fc.constantFrom<Partial<AppListRequest>>(
    { search: 'bank' },
    { sort: { by: 'name', direction: 'ASCENDING', locale: 'fr' } },
    { sort: { by: 'updatedAt', direction: 'DESCENDING' } },
    { sort: { by: 'createdAt', direction: 'DESCENDING' } },
    { search: 'bank', sort: { by: 'name', direction: 'DESCENDING' } },
  )
  it('has each application that stays unchanged on exactly one page, whatever changes between two pages', async () => {
    const test = await openTestRegistry()
    const writer = storeWriter(test)
    const run = fc.tuple(requests, fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 10 }))
    await fc.assert(
      fc.asyncProperty(run, async ([request, changes]) => {
        for (let n = 0; n < 30; n++) {
          await writer.putApp(`app-${String(n)}`)
          await writer.putVersion(`app-${String(n)}`, '1.0.0', { name: ['Bank', 'Banks', 'Drive'][n % 3] }, n % 4)
        }
        const unchanged = new Set((await list(test, request)).slugs)
        const seen: string[] = []
        let after: string | undefined
        for (let page = 0; page === 0 || after !== undefined; page++) {
          const { edges, slugs, hasNextPage } = await list(test, { ...request, first: 4, after })
          seen.push(...slugs)
          const last = edges.at(-1)
          for (const { kind, slug, manifest, time } of changes[page] ?? []) {
            unchanged.delete(slug)
            if (kind === 'putVersion') await writer.putVersion(slug, '1.0.0', manifest, time)
            else if (kind === 'putApp') await writer.putApp(slug, { created_at: new Date(time).toISOString() })
            else await writer.removeApp(slug)
          }
          after = hasNextPage ? last?.cursor : undefined
        }
        const counts = [...unchanged].map((slug) => [slug, seen.filter((other) => other === slug).length])
        expect(counts).toEqual([...unchanged].map((slug) => [slug, 1]))
      }),
      { numRuns: 12 },
    )
  })

  it('has a change that came while an earlier change was read', async () => {
    const test = await openTestRegistry()
    const { documents, registry, space } = test
    const { putApp } = storeWriter(test)
    await putApp('a')
    await list(test, {})
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    const getMany = documents.getMany.bind(documents)
    documents.getMany = async (...args) => {
      await released
      return getMany(...args)
    }
    await putApp('b')
    const refreshing = registry.catalogue.list(space)
    await putApp('c')
    const listing = list(test, {})
    await putApp('d')
    release()
    await Promise.all([refreshing, listing])
    expect((await list(test, {})).slugs).toEqual(['a', 'b', 'c', 'd'])
  })

  it('has an application whose id is not its slug', async () => {
    const test = await openTestRegistry()
    const { putApp } = storeWriter(test)
    await putApp('a')
    await list(test, {})
    await putApp('id', { slug: 'b' })
    await expect.poll(async () => (await list(test, {})).slugs).toEqual(['a', 'b'])
    await putApp('id', { slug: 'c' })
    await expect.poll(async () => (await list(test, {})).slugs).toEqual(['a', 'c'])
  })

  it('is empty after its space was emptied', async () => {
    const test = await openWithApps()
    expect((await list(test, {})).slugs).toHaveLength(4)
    await test.registry.removal.removeSpace(test.space)
    for (const space of ['', 'mirror']) expect((await list(test, {}, space)).slugs).toEqual([])
  })

  it('refuses the cursor of a list in another order', async () => {
    const test = await openWithApps()
    const { edges } = await list(test, { sort: { by: 'name', direction: 'ASCENDING' } })
    const sort = { by: 'updatedAt', direction: 'ASCENDING' } as const
    await expect(list(test, { sort, after: edges[0]?.cursor })).rejects.toThrow('is not a cursor of this list')
    await expect(list(test, { search: 'bank', after: edges[0]?.cursor })).rejects.toThrow(
      'is not a cursor of this list',
    )
  })
})
