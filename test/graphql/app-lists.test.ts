import { describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

const virtualSpaces = [{ name: 'mirror', source: '', filter: 'reject' as const, slugs: ['hidden'] }]

/** A gateway with applications of two editors. `categories` has the categories of those that have a version. */
async function startWithApps(categories: Record<string, string[]> = {}): Promise<TestGateway> {
  const gateway = await startTestGateway({ virtualSpaces })
  await gateway.operations.createEditor('Zoo', true)
  const editors = { ant: 'Zoo', bee: 'Zoo', cat: 'Acme', dog: 'Acme', hidden: 'Zoo' }
  for (const [slug, editor] of Object.entries(editors)) {
    await gateway.addApp({ slug, editor, type: slug === 'bee' ? 'konnector' : 'webapp' })
    const token = await gateway.token({ editor })
    const manifest = { editor, categories: categories[slug] ?? [] }
    if (categories[slug]) await gateway.publish({ slug, version: '1.0.0', manifest, token })
  }
  return gateway
}

describe('`Query.apps`', () => {
  const query = `query ($slugs: [String!]!, $space: String) { apps(slugs: $slugs, space: $space) { slug space { name } } }`

  it('returns an entry for each slug in the given order, null for unknown and invalid slugs', async () => {
    const gateway = await startWithApps()
    const space = { name: '__default__' }
    expect(await dataOf(gateway, query, { variables: { slugs: ['dog', 'nothing', 'ant', 'A/B', 'dog'] } })).toEqual({
      apps: [{ slug: 'dog', space }, null, { slug: 'ant', space }, null, { slug: 'dog', space }],
    })
  })

  it('returns null for an application that a virtual space hides', async () => {
    const gateway = await startWithApps()
    const variables = { slugs: ['hidden', 'ant'], space: 'mirror' }
    expect(await dataOf(gateway, query, { variables })).toEqual({
      apps: [null, { slug: 'ant', space: { name: 'mirror' } }],
    })
  })

  it('shows an application that was created after the result was cached', async () => {
    const gateway = await startWithApps()
    const variables = { slugs: ['elk'] }
    expect(await dataOf(gateway, query, { variables })).toEqual({ apps: [null] })
    await gateway.addApp({ slug: 'elk' })
    expect(await dataOf(gateway, query, { variables })).toMatchObject({ apps: [{ slug: 'elk' }] })
  })

  it('refuses more than 200 slugs, and an unknown space', async () => {
    const gateway = await startWithApps()
    const slugs = Array.from({ length: 201 }, (_, i) => `app-${String(i)}`)
    expect(await ask(gateway, query, { variables: { slugs } })).toMatchObject({
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'limits.graphql.first', found: 201, allowed: 200 } }],
    })
    expect(await ask(gateway, query, { variables: { slugs: [], space: 'nowhere' } })).toMatchObject({
      errors: [{ extensions: { code: 'SPACE_NOT_FOUND' } }],
    })
  })
})

describe('`Editor.apps`', () => {
  const query = `query ($name: String!, $space: String, $after: String) {
    editor(name: $name) {
      apps(space: $space, first: 2, after: $after) {
        totalCount nodes { slug } pageInfo { hasNextPage endCursor } facets { types { value count } }
      }
    }
  }`

  it('returns the applications of the editor, page by page', async () => {
    const gateway = await startWithApps()
    const first = await dataOf(gateway, query, { variables: { name: 'ZOO' } })
    expect(first).toMatchObject({
      editor: {
        apps: {
          totalCount: 3,
          nodes: [{ slug: 'ant' }, { slug: 'bee' }],
          facets: {
            types: [
              { value: 'WEBAPP', count: 2 },
              { value: 'KONNECTOR', count: 1 },
            ],
          },
        },
      },
    })
    const after = /"endCursor":"([^"]*)"/.exec(JSON.stringify(first))?.[1] ?? ''
    expect(await dataOf(gateway, query, { variables: { name: 'Zoo', after } })).toMatchObject({
      editor: { apps: { nodes: [{ slug: 'hidden' }], pageInfo: { hasNextPage: false } } },
    })
  })

  it('returns only the applications that the space shows', async () => {
    const gateway = await startWithApps()
    expect(await dataOf(gateway, query, { variables: { name: 'Zoo', space: 'mirror' } })).toMatchObject({
      editor: { apps: { totalCount: 2, nodes: [{ slug: 'ant' }, { slug: 'bee' }] } },
    })
  })

  it('counts names that differ only in case as the same, also when the editor was created again', async () => {
    const gateway = await startWithApps()
    const remove = 'mutation { removeEditor(input: { name: "Zoo" }) { __typename } }'
    await dataOf(gateway, remove, { token: gateway.master })
    await gateway.operations.createEditor('zoo', true)
    expect(await dataOf(gateway, query, { variables: { name: 'zoo' } })).toMatchObject({
      editor: { apps: { totalCount: 3 } },
    })
  })
})

describe('`App.related`', () => {
  const query = `query ($slug: String!, $first: Int! = 5, $space: String) {
    space(name: $space) { app(slug: $slug) { related(first: $first) { slug } } }
  }`
  const relatedTo = async (gateway: TestGateway, variables: { slug: string; first?: number; space?: string }) => {
    const data = JSON.stringify(await dataOf(gateway, query, { variables }))
    return [...data.matchAll(/"slug":"([^"]*)"/g)].map(([, slug]) => slug)
  }
  const categories = { ant: ['a', 'b'], bee: ['x'], cat: ['a'], dog: ['a', 'b'], hidden: ['b'] }

  it('sorts by shared categories, then editor, then type, then slug, and leaves the application out', async () => {
    const gateway = await startWithApps(categories)
    expect(await relatedTo(gateway, { slug: 'ant' })).toEqual(['dog', 'hidden', 'cat', 'bee'])
    expect(await relatedTo(gateway, { slug: 'bee' })).toEqual(['ant', 'hidden'])
    expect(await relatedTo(gateway, { slug: 'ant', first: 2 })).toEqual(['dog', 'hidden'])
  })

  it('leaves out applications that a virtual space hides', async () => {
    const gateway = await startWithApps(categories)
    expect(await relatedTo(gateway, { slug: 'ant', space: 'mirror' })).toEqual(['dog', 'cat', 'bee'])
  })

  it('relates applications without versions by their editor only', async () => {
    const gateway = await startWithApps()
    expect(await relatedTo(gateway, { slug: 'cat' })).toEqual(['dog'])
  })

  it('refuses a negative number', async () => {
    const gateway = await startWithApps()
    expect(await ask(gateway, query, { variables: { slug: 'cat', first: -1 } })).toMatchObject({
      errors: [{ extensions: { code: 'INVALID_INPUT' } }],
    })
  })
})
