import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execute, parse } from 'graphql'
import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Documents } from '../../../src/documents/documents.js'
import { operationCompiler } from '../../../src/graphql/compile-operation.js'
import { createSchema } from '../../../src/graphql/schema.js'
import { InstalledApps } from '../../../src/installed-apps/installed-apps.js'
import { appsBySlugs, appsOfEditor } from '../../../src/registry/listing/app-lists.js'
import { relatedApps } from '../../../src/registry/listing/related-apps.js'
import { Instances } from '../../../src/instances/instances.js'
import { ListAppsDocument, type ListAppsQueryVariables } from '../../../src/rest/generated/operations.js'
import { RecordingDocuments } from '../../support/recording-documents.js'
import { storeManyApps } from '../../support/many-apps.js'
import { RemoteSecrets } from '../../../src/remote/secrets.js'
import { createOutgoing } from '../../../src/outgoing/client.js'
import { archiveCeilings } from '../../../src/registry/publishing/limits.js'
import { openTestRegistry, publishLimits } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

/** The queries for the versions of up to 33 applications: all numbers, the withdrawn numbers, and the newest versions. */
const versionQueries = ['findFields test-versions', 'findFields test-versions', 'getMany test-versions']

let original = ''
let slugs: string[] = []

// Storing so many applications is slow. All tests share one folder. Each test works on a copy of it.
beforeAll(async () => {
  original = await mkdtemp(join(tmpdir(), 'registry-test-'))
  slugs = await storeManyApps(original, { prefix: 'test', apps: 1000, versions: 8 })
  return () => rm(original, { recursive: true })
})

/**
 * Opens a registry with 1000 applications of eight versions each. `list` runs the GraphQL operation of the REST route that
 * lists applications. It returns the applications, and the queries that the operation sent to the document store.
 */
async function openWithManyApps(data = original) {
  const folder = await temporaryFolder()
  // The WAL files of a closed SQLite database are empty. They may vanish during the copy.
  await cp(data, folder, { recursive: true, filter: (path) => !/\.sqlite-(wal|shm)$/.test(path) })
  const recorders: RecordingDocuments[] = []
  const wrap = (engine: Documents) => {
    const recording = new RecordingDocuments(engine)
    recorders.push(recording)
    return recording
  }
  const test = await openTestRegistry({ folder, wrap })
  const [recording] = recorders
  if (!recording) throw new Error('The registry opened no documents')
  const schema = createSchema()
  const listApps = operationCompiler(schema)(ListAppsDocument)
  const { registry, documents } = test
  const secret = Buffer.alloc(32)
  const log = pino({ level: 'silent' })
  const instances = new Instances({ documents, prefix: 'test', secret, clock: Date.now, log })
  const remoteSecrets = new RemoteSecrets({ documents, prefix: 'test', secret, log })
  const outgoing = createOutgoing({ trustedNetworks: [] })
  const installedApps = new InstalledApps({
    ...{ instances, registry, objects: test.objects, outgoing, unguarded: outgoing, contexts: new Map() },
    ...{ clock: Date.now, log, limits: publishLimits, archiveLimits: archiveCeilings },
  })
  const viewer = { kind: 'operator' } as const
  const audit = registry.audit.trailOf(viewer, { door: 'graphql', from: '' })
  const context = { registry, instances, remoteSecrets, installedApps, viewer, baseUrl: '', audit }
  const list = async (variables: Partial<ListAppsQueryVariables>) => {
    const defaults = { space: '__default__', first: 200, channel: 'STABLE' as const }
    recording.queries = []
    const { space } = await listApps({ ...defaults, ...variables }, context)
    return { nodes: space?.apps.nodes ?? [], queries: recording.queries }
  }
  /** Executes any operation. Returns its result, and the queries to the document store. */
  const ask = async (source: string, variableValues: Record<string, unknown>) => {
    recording.queries = []
    const result = await execute({ schema, document: parse(source), contextValue: context, variableValues })
    return { result, queries: recording.queries }
  }
  return { ...test, list, ask, recording }
}

describe('a list of some of 1000 applications with 8 versions each', () => {
  it('makes five queries, and none when it is requested again', async () => {
    const { list } = await openWithManyApps()
    const cold = await list({})
    expect(cold.nodes.map(({ slug, latestVersion }) => [slug, latestVersion?.version])).toEqual(
      slugs.slice(0, 200).map((slug) => [slug, '1.0.7']),
    )
    expect(cold.queries).toEqual([
      'list test-apps',
      'findFields test-versions',
      'findFields test-versions',
      'getMany test-versions',
      'getMany test-versions',
    ])
    const warm = await list({})
    expect(warm.nodes).toEqual(cold.nodes)
    expect(warm.queries).toEqual([])
  })

  it('reads no versions of applications on other pages', async () => {
    const { list } = await openWithManyApps()
    const sort = { by: 'SLUG', direction: 'DESCENDING' } as const
    const { nodes, queries } = await list({ first: 50, sort })
    expect(nodes.map(({ slug }) => slug)).toEqual(slugs.slice(-50).reverse())
    expect(queries).toEqual(['list test-apps', ...versionQueries])
    const other = await list({ first: 50, sort: { by: 'EDITOR', direction: 'ASCENDING' } })
    expect(other.queries).toEqual([...versionQueries])
    expect((await list({ first: 50, sort })).queries).toEqual([])
  })

  it('shows applications that are created or changed after it was cached', async () => {
    const { list, registry, space, createApp, publish } = await openWithManyApps()
    await list({})
    await createApp('aaa')
    await publish({ slug: 'aaa', version: '2.0.0' })
    const { nodes, queries } = await list({})
    expect(nodes[0]).toMatchObject({ slug: 'aaa', latestVersion: { version: '2.0.0' } })
    // The publication may have read the new application already. Then the first query is missing.
    const expected = ['getMany test-apps', ...versionQueries]
    expect(expected.slice(queries.length === 3 ? 1 : 0)).toEqual(queries)
    const app = await registry.catalogue.app(space, 'aaa')
    if (!app) throw new Error('The application was not created')
    await registry.apps.update(space, 'aaa', { commitment: 'user_ciphered', commitmentBy: 'cozy' })
    expect((await list({})).nodes[0]).toMatchObject({ dataUsageCommitment: 'USER_CIPHERED' })
  })

  it('makes at most seven queries for a virtual space, and none when it is requested again', async () => {
    const { list } = await openWithManyApps()
    expect((await list({ space: 'mirror' })).queries.length).toBeLessThanOrEqual(7)
    expect((await list({ space: 'mirror' })).queries).toEqual([])
  })
})

it('many applications by slug, the applications of an editor and related ones make a constant number of queries', async () => {
  const { registry, space, recording } = await openWithManyApps()
  const { catalogue } = registry
  recording.queries = []
  expect(await appsBySlugs(catalogue, space, slugs.slice(0, 200))).toHaveLength(200)
  expect(await appsOfEditor(registry, space, 'editor 3', { first: 200 })).toMatchObject({ totalCount: 50 })
  expect(recording.queries).toEqual(['list test-apps'])
  recording.queries = []
  const app = await catalogue.get(space, slugs[0] ?? '')
  const related = await relatedApps(registry.listings, app, 5)
  expect(related.map(({ record }) => record.slug)).toEqual(['app-0060', 'app-0120', 'app-0180', 'app-0240', 'app-0300'])
  // 1000 applications: 200 are read in each query of their versions, and 100 in each query of their newest versions.
  const numbers = Array<string>(10).fill('findFields test-versions')
  const newest = Array<string>(10).fill('getMany test-versions')
  expect(recording.queries.sort()).toEqual([...numbers, ...newest])
  recording.queries = []
  await Promise.all((await catalogue.apps(space)).slice(0, 50).map((other) => relatedApps(registry.listings, other, 5)))
  expect(recording.queries).toEqual([])
})

const storePage = `query ($space: String) {
  space(name: $space) {
    apps(first: 50, search: "other example") {
      totalCount
      nodes {
        slug
        name(locales: ["fr"])
        label
        icon { url }
        maintenance { messages { locale } }
        latestVersion { version }
      }
      facets {
        types { value count }
        editors { value }
        categories { value count }
        labels { value count }
        locales { value count }
        platforms { value count }
        dataTypes { value count }
        features { value count }
      }
    }
    suggest(prefix: "ex") { text }
  }
}`

it('the page of a store, with a search and facets, makes a constant number of queries, and none when it is requested again', async () => {
  const expected = {
    __default__: ['list test-apps', ...versionQueries],
    mirror: [
      'list test-apps',
      ...versionQueries,
      'list test-mirror-overwrites',
      'ids test-mirror-versions',
      'getMany test-mirror-versions',
    ],
  }
  for (const apps of [10, 50]) {
    const data = await temporaryFolder()
    const manifest = {
      ...{ platforms: [{ type: 'web' }], data_types: ['bill'], features: ['LOGIN_OK'], langs: ['fr'] },
      locales: { fr: { name: 'Exemple' }, en: { name: 'Example' } },
    }
    await storeManyApps(data, { prefix: 'test', apps, versions: 3, manifest, attachments: { icon: 'a'.repeat(64) } })
    for (const [space, queries] of Object.entries(expected)) {
      const { ask } = await openWithManyApps(data)
      const cold = await ask(storePage, { space })
      const count = (value: string) => [{ value, count: apps }]
      expect(cold.result).toMatchObject({
        data: {
          space: {
            apps: {
              totalCount: apps,
              facets: {
                categories: count('others'),
                locales: [...count('en'), ...count('fr')],
                platforms: count('web'),
                dataTypes: count('bill'),
                features: count('LOGIN_OK'),
              },
            },
            suggest: Array.from({ length: 10 }, () => ({ text: 'Example' })),
          },
        },
      })
      expect(cold.queries.sort()).toEqual(queries.sort())
      const warm = await ask(storePage, { space })
      expect(warm.result).toEqual(cold.result)
      expect(warm.queries).toEqual([])
    }
  }
})

it('concurrent reads of single versions of 200 applications make at most six bulk queries', async () => {
  const { registry, space, recording } = await openWithManyApps()
  const apps = (await registry.catalogue.apps(space)).slice(0, 200)
  await Promise.all(apps.map((app) => registry.catalogue.versionsOf(app)))
  recording.queries = []
  const reads = apps.flatMap((app) =>
    ['1.0.2', '1.0.2', '9.9.9'].map((number) => registry.catalogue.version(app, number)),
  )
  const found = (await Promise.all(reads)).map((version) => version?.record.version)
  expect(found).toEqual(apps.flatMap(() => ['1.0.2', '1.0.2', undefined]))
  expect(new Set(recording.queries)).toEqual(new Set(['getMany test-versions']))
  expect(recording.queries.length).toBeLessThanOrEqual(6)
})
