import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

const slugs = ['ant', 'bee', 'cat', 'dog', 'elk']

async function startWithApps(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  await gateway.operations.createEditor('Zoo', true)
  for (const slug of slugs) {
    const type = slug === 'cat' ? 'konnector' : 'webapp'
    await gateway.addApp({ slug, type, editor: slug === 'elk' ? 'Zoo' : 'Acme' })
  }
  return gateway
}

const page = z.object({
  space: z.object({
    apps: z.object({
      edges: z.array(z.object({ cursor: z.string(), node: z.object({ slug: z.string() }) })),
      pageInfo: z.object({
        hasNextPage: z.boolean(),
        hasPreviousPage: z.boolean(),
        startCursor: z.string().nullable(),
        endCursor: z.string().nullable(),
      }),
      totalCount: z.number(),
    }),
  }),
})

const query = `query ($first: Int!, $after: String, $filter: AppFilter, $sort: AppSort) {
  space {
    apps(first: $first, after: $after, filter: $filter, sort: $sort) {
      edges { cursor node { slug } }
      nodes { slug }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      totalCount
    }
  }
}`

type Apps = z.infer<typeof page>['space']['apps']

async function appsOf(gateway: TestGateway, variables: Record<string, Json>): Promise<Apps> {
  return page.parse(await dataOf(gateway, query, { variables })).space.apps
}

describe('paginated applications', () => {
  it('are returned once each, in order', async () => {
    const gateway = await startWithApps()
    const pages: Apps[] = []
    let after: string | null = null
    do {
      const found: Apps = await appsOf(gateway, { first: 2, after })
      pages.push(found)
      after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null
    } while (after !== null)
    expect(pages.map(({ edges }) => edges.map(({ node }) => node.slug))).toEqual([
      ['ant', 'bee'],
      ['cat', 'dog'],
      ['elk'],
    ])
    expect(pages.map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage])).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ])
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([5, 5, 5])
    for (const { edges, pageInfo } of pages) {
      expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges.at(-1)?.cursor])
    }
  })

  it('are neither skipped nor repeated when applications are created between two pages', async () => {
    const gateway = await startWithApps()
    const first = await appsOf(gateway, { first: 2 })
    await gateway.addApp({ slug: 'aardvark' })
    await gateway.addApp({ slug: 'cow' })
    const variables = { first: 10, after: first.pageInfo.endCursor }
    const { edges, totalCount } = await appsOf(gateway, variables)
    expect(edges.map(({ node }) => node.slug)).toEqual(['cat', 'cow', 'dog', 'elk'])
    expect(totalCount).toBe(7)
  })

  const selections: [string, Record<string, Json>, string[]][] = [
    ['filtered by type', { filter: { type: 'KONNECTOR' } }, ['cat']],
    ['filtered by editor', { filter: { editor: 'Zoo' } }, ['elk']],
    ['filtered by slugs', { filter: { slugs: ['dog', 'ant', 'gone'] } }, ['ant', 'dog']],
    ['filtered by excluded slugs', { filter: { exceptSlugs: ['dog', 'ant'] } }, ['bee', 'cat', 'elk']],
    ['filtered by type and slugs', { filter: { type: 'WEBAPP', slugs: ['cat', 'dog'] } }, ['dog']],
    ['filtered by maintenance', { filter: { inMaintenance: true } }, []],
    ['sorted by slug, from Z to A', { sort: { direction: 'DESCENDING' } }, [...slugs].reverse()],
    ['sorted by date, newest first', { sort: { by: 'CREATED_AT', direction: 'DESCENDING' } }, [...slugs].reverse()],
    ['sorted by editor, then by slug', { sort: { by: 'EDITOR' } }, slugs],
  ]
  it.each(selections)('can be %s', async (_case, selection, expected) => {
    const gateway = await startWithApps()
    const { edges, totalCount } = page.parse(await dataOf(gateway, query, { variables: { first: 10, ...selection } }))
      .space.apps
    expect(edges.map(({ node }) => node.slug)).toEqual(expected)
    expect(totalCount).toBe(expected.length)
  })

  it('are counted by type and editor', async () => {
    const gateway = await startWithApps()
    const facets =
      '{ space { apps(first: 0) { facets { types { value count } editors { value count } categories { value } } } } }'
    expect(await dataOf(gateway, facets)).toEqual({
      space: {
        apps: {
          facets: {
            types: [
              { value: 'WEBAPP', count: 4 },
              { value: 'KONNECTOR', count: 1 },
            ],
            editors: [
              { value: 'Acme', count: 4 },
              { value: 'Zoo', count: 1 },
            ],
            categories: [],
          },
        },
      },
    })
  })

  it('can not be queried with an invalid page size or cursor', async () => {
    const gateway = await startWithApps()
    for (const variables of [{ first: -1 }, { first: 1, after: 'nonsense' }]) {
      const { errors } = await ask(gateway, query, { variables })
      expect(errors).toMatchObject([{ path: ['space', 'apps'], extensions: { code: 'INVALID_INPUT' } }])
    }
  })
})

const versions = z.object({
  space: z.object({
    app: z.object({
      versions: z.object({
        edges: z.array(z.object({ cursor: z.string(), node: z.object({ version: z.string() }) })),
        pageInfo: z.object({ hasNextPage: z.boolean() }),
        totalCount: z.number(),
      }),
    }),
  }),
})

type Versions = z.infer<typeof versions>['space']['app']['versions']

const versionsQuery = `query ($channel: Channel!, $direction: SortDirection!, $after: String) {
  space {
    app(slug: "notes") {
      versions(channel: $channel, direction: $direction, first: 1, after: $after) {
        edges { cursor node { version } }
        pageInfo { hasNextPage }
        totalCount
      }
    }
  }
}`

it('the versions of a channel are paginated in ascending and descending order', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  for (const [version, manifestVersion] of [
    ['1.0.0', '1.0.0'],
    ['1.1.0', '1.1.0'],
    ['1.2.0-beta.1', '1.2.0'],
    ['1.2.0-dev.0a', '1.2.0'],
  ] as const) {
    expect((await gateway.publish({ slug: 'notes', version, manifest: { version: manifestVersion } })).status).toBe(201)
  }
  const page = async (variables: Record<string, Json>): Promise<Versions> =>
    versions.parse(await dataOf(gateway, versionsQuery, { variables })).space.app.versions
  const readAllPages = async (options: Record<string, Json>): Promise<{ numbers: string[]; totalCount: number }> => {
    const numbers: string[] = []
    for (let after: string | null = null; ;) {
      const found: Versions = await page({ channel: 'DEV', direction: 'DESCENDING', after, ...options })
      numbers.push(...found.edges.map(({ node }) => node.version))
      after = found.edges.at(-1)?.cursor ?? null
      if (!found.pageInfo.hasNextPage) return { numbers, totalCount: found.totalCount }
    }
  }
  expect(await readAllPages({ channel: 'STABLE' })).toEqual({ numbers: ['1.1.0', '1.0.0'], totalCount: 2 })
  expect((await readAllPages({ channel: 'BETA', direction: 'ASCENDING' })).numbers).toEqual([
    '1.0.0',
    '1.1.0',
    '1.2.0-beta.1',
  ])
  const all = await readAllPages({})
  expect([...all.numbers].sort()).toEqual(['1.0.0', '1.1.0', '1.2.0-beta.1', '1.2.0-dev.0a'])
  expect((await readAllPages({ direction: 'ASCENDING' })).numbers).toEqual([...all.numbers].reverse())
})
