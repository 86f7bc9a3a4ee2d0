import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Documents } from '../../../src/documents/documents.js'
import { operationCompiler } from '../../../src/graphql/compile-operation.js'
import { createSchema } from '../../../src/graphql/schema.js'
import { Instances } from '../../../src/instances/instances.js'
import { ListAppsDocument, type ListAppsQueryVariables } from '../../../src/rest/generated/operations.js'
import { CountedDocuments } from '../../support/counted.js'
import { storeManyApps } from '../../support/many-apps.js'
import { openTestRegistry } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

let original = ''
let slugs: string[] = []

// Takes a while: once is enough.
beforeAll(async () => {
  original = await mkdtemp(join(tmpdir(), 'registry-test-'))
  slugs = await storeManyApps(original, { prefix: 'test', apps: 1000, versions: 8 })
  return () => rm(original, { recursive: true })
})

/** A registry with a thousand applications of eight versions each, and the list of them as REST asks for it. */
async function start() {
  const folder = await temporaryFolder()
  // The files beside a closed database hold nothing more, and may vanish at any time.
  await cp(original, folder, { recursive: true, filter: (path) => !/\.sqlite-(wal|shm)$/.test(path) })
  const counting: CountedDocuments[] = []
  const wrap = (engine: Documents) => {
    const counted = new CountedDocuments(engine)
    counting.push(counted)
    return counted
  }
  const test = await openTestRegistry({ folder, wrap })
  const [counted] = counting
  if (!counted) throw new Error('The registry opened no documents')
  const listApps = operationCompiler(createSchema())(ListAppsDocument)
  const { registry, documents } = test
  const secret = Buffer.alloc(32)
  const log = pino({ level: 'silent' })
  const instances = new Instances({ documents, prefix: 'test', secret, clock: Date.now, log })
  const list = async (variables: Partial<ListAppsQueryVariables>) => {
    const usual = { space: '__default__', first: 200, channel: 'STABLE' as const }
    const viewer = { kind: 'operator' } as const
    const context = { registry, instances, viewer, baseUrl: '', audit: registry.audit.trail(viewer, '') }
    counted.queries = []
    const { space } = await listApps({ ...usual, ...variables }, context)
    return { nodes: space?.apps.nodes ?? [], queries: counted.queries }
  }
  return { ...test, list, counted }
}

describe('a list of 200 among 1000 applications with 8 versions each', () => {
  it('makes as many queries as a list of one, and a few more for large documents, and none when it is cached', async () => {
    const { list } = await start()
    const cold = await list({})
    expect(cold.nodes.map(({ slug, latestVersion }) => [slug, latestVersion?.version])).toEqual(
      slugs.slice(0, 200).map((slug) => [slug, '1.0.7']),
    )
    expect(cold.queries).toEqual([
      'list test-apps',
      'findFields test-versions',
      'getMany test-versions',
      'getMany test-versions',
    ])
    const warm = await list({})
    expect(warm.nodes).toEqual(cold.nodes)
    expect(warm.queries).toEqual([])
  })

  it('reads only the versions of the applications on the page, in any order', async () => {
    const { list } = await start()
    const sort = { by: 'SLUG', direction: 'DESCENDING' } as const
    const { nodes, queries } = await list({ first: 50, sort })
    expect(nodes.map(({ slug }) => slug)).toEqual(slugs.slice(-50).reverse())
    expect(queries).toEqual(['list test-apps', 'findFields test-versions', 'getMany test-versions'])
    const other = await list({ first: 50, sort: { by: 'EDITOR', direction: 'ASCENDING' } })
    expect(other.queries).toEqual(['findFields test-versions', 'getMany test-versions'])
    expect((await list({ first: 50, sort })).queries).toEqual([])
  })

  it('reads again only what was written', async () => {
    const { list, registry, space, createApp, publish } = await start()
    await list({})
    await createApp('aaa')
    await publish({ slug: 'aaa', version: '2.0.0' })
    const { nodes, queries } = await list({})
    expect(nodes[0]).toMatchObject({ slug: 'aaa', latestVersion: { version: '2.0.0' } })
    // The publication may have loaded the list of applications already.
    const wanted = ['list test-apps', 'findFields test-versions', 'getMany test-versions']
    expect(wanted.slice(queries.length === 2 ? 1 : 0)).toEqual(queries)
    const app = await registry.catalogue.app(space, 'aaa')
    if (!app) throw new Error('The application was not created')
    await registry.apps.update(space, 'aaa', { commitment: 'user_ciphered', commitmentBy: 'cozy' })
    expect((await list({})).nodes[0]).toMatchObject({ dataUsageCommitment: 'USER_CIPHERED' })
  })

  it('makes the same queries for a virtual space', async () => {
    const { list } = await start()
    expect((await list({ space: 'mirror' })).queries.length).toBeLessThanOrEqual(6)
    expect((await list({ space: 'mirror' })).queries).toEqual([])
  })
})

it('reads single versions of many applications together, each of them once', async () => {
  const { registry, space, counted } = await start()
  const apps = (await registry.catalogue.apps(space)).slice(0, 200)
  await Promise.all(apps.map((app) => registry.catalogue.snapshot(app)))
  counted.queries = []
  const asked = apps.flatMap((app) =>
    ['1.0.2', '1.0.2', '9.9.9'].map((number) => registry.catalogue.version(app, number)),
  )
  const found = (await Promise.all(asked)).map((version) => version?.record.version)
  expect(found).toEqual(apps.flatMap(() => ['1.0.2', '1.0.2', undefined]))
  expect(new Set(counted.queries)).toEqual(new Set(['getMany test-versions']))
  expect(counted.queries.length).toBeLessThanOrEqual(6)
})
