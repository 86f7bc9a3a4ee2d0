import { getIntrospectionQuery } from 'graphql'

/** A hostile client: a description, and the requests that the client sends in parallel. */
export interface Hostile {
  description: string
  requests: HostileRequest[]
}

/** One request: a `GET` if `search` is given, otherwise a `POST`. The body is JSON unless `contentType` is given. */
export interface HostileRequest {
  /** An object is sent as JSON. */
  body?: object | string
  /** The GraphQL document for the query string of a `GET`. */
  search?: string
  contentType?: string
  /** Milliseconds after which the client closes its connection. */
  disconnectAfter?: number
}

function times(count: number, text: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(' ')
}

function one(description: string, query: string, variables: object = {}): Hostile {
  return { description, requests: [{ body: { query, variables } }] }
}

// With 2 levels: a page of applications, and in each application another page of applications.
function nested(levels: number, first = '(first: 200)'): string {
  if (levels === 0) return '{ slug }'
  return `{ space { apps${first} { nodes ${nested(levels - 1, first)} } } }`
}

function fragments(levels: number, spread: (i: number) => string): string {
  const chain = times(levels, (i) => `fragment F${String(i)} on Space { ${spread(i + 1)} }`)
  return `{ space { ...F0 } } ${chain} fragment F${String(levels)} on Space { name }`
}

const doubling = (levels: number) => fragments(levels, (i) => `...F${String(i)} ...F${String(i)}`)
const aliased = (count: number, field: string) => times(count, (i) => `a${String(i)}: ${field}`)
const page = (first: number, fields: string) => `{ space { apps(first: ${String(first)}) { nodes { ${fields} } } } }`
const text = (bytes: number) => 'a'.repeat(bytes)
const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const withVersion = 'query ($v: VersionNumber!) { space { app(slug: "app-0001") { version(version: $v) { id } } } }'
const withSlugs = 'query ($s: [String!]) { space { apps(filter: { slugs: $s }) { totalCount } } }'
const aliasedWithSlugs = (count: number, field: string) =>
  `query ($s: [String!]) { space { ${aliased(count, field)} } }`
const byCategory = (i: number) => `apps(first: 1, filter: { category: "c${String(i)}" }) { totalCount }`
const putFile = 'mutation ($c: Base64!) { putWellKnownFile(input: { name: "a", content: $c }) { __typename } }'

/** Operations that exceed a limit, and the largest operations that are allowed. */
export const hostile: Hostile[] = [
  one('pages within pages, 4 levels', nested(4)),
  one('pages within pages, 4 levels, default sizes', nested(4, '')),
  one('pages within pages, 9 levels', nested(9)),
  one(
    'pages within pages, as large as allowed',
    '{ space { apps(first: 200) { nodes { space { apps(first: 200) { totalCount } } } } } }',
  ),
  one('a page that is too long', page(1_000_000, 'slug')),
  one('fragments that double, 12 levels', doubling(12)),
  one('fragments that double, 25 levels', doubling(25)),
  one('unused fragments that double', `{ __typename } ${doubling(25).replace('{ space { ...F0 } }', '')}`),
  one('a fragment that spreads itself', '{ space { ...F } } fragment F on Space { source { ...F } }'),
  one(
    '300 fragments in a row',
    fragments(300, (i) => `...F${String(i)}`),
  ),
  one('2 000 aliases', `{ ${aliased(2000, '__typename')} }`),
  one('2 000 aliases of spaces', `{ ${aliased(2000, 'space { slugs }')} }`),
  one('100 aliases of all slugs', `{ ${aliased(100, 'space { slugs }')} }`),
  one('one field 2 000 times', `{ space { ${times(2000, () => 'name')} } }`),
  one(
    'one field with arguments 600 times',
    `{ space { ${times(600, (i) => `apps(first: ${String(i)}) { totalCount }`)} } }`,
  ),
  one('2 000 directives', `{ __typename ${times(2000, () => '@include(if: true)')} }`),
  one('unknown directives', `{ __typename ${times(900, (i) => `@d${String(i)}`)} }`),
  one('30 000 tokens', `{ ${times(30_000, () => 'a')} }`),
  one('unknown fields, which have similar names', `{ space { ${times(900, (i) => `nam${String(i)}`)} } }`),
  one(
    'unknown types, which have similar names',
    `{ space { ${times(450, (i) => `... on Spac${String(i)} { name }`)} } }`,
  ),
  one('fields, 3 000 levels', `{ ${'space { '.repeat(3000)} name ${'} '.repeat(3000)} }`),
  one('list values, 30 000 levels', `{ space(name: ${'['.repeat(30_000)}`),
  one('a name of 90 KB', `{ ${text(90_000)} }`),
  one('a comment of 90 KB', `{ __typename } #${text(90_000)}`),
  one('white space of 90 KB', `{ __typename ${' '.repeat(90_000)} }`),
  one('a document of 600 KB', `{ __typename } #${text(600_000)}`),
  one('a block string of 90 KB', `{ space(name: """${'\n a'.repeat(30_000)}""") { name } }`),
  one(
    '500 operations',
    times(500, (i) => `query Q${String(i)} { __typename }`),
  ),
  one('600 variables', `query (${times(600, (i) => `$v${String(i)}: Int`)}) { __typename }`),
  {
    description: 'a body of 900 KB',
    requests: [{ body: { query: '{ __typename }', variables: { x: text(900_000) } } }],
  },
  {
    description: 'a body of 8 MB',
    requests: [{ body: { query: '{ __typename }', variables: { x: text(8_000_000) } } }],
  },
  {
    description: 'variables, 400 000 levels',
    requests: [{ body: `{"query":"{a}","variables":{"x":${lists(400_000)}}}` }],
  },
  {
    description: 'variables, 450 000 values',
    requests: [{ body: `{"query":"{a}","variables":{"x":[${'1,'.repeat(450_000)}1]}}` }],
  },
  one('a variable of 15 000 entries', withSlugs, { s: Array<string>(15_000).fill('app-0001') }),
  one('15 000 slugs in 30 filters', aliasedWithSlugs(30, 'apps(first: 1, filter: { slugs: $s }) { totalCount }'), {
    s: Array.from({ length: 15_000 }, (_, i) => `app-${String(i)}`),
  }),
  one('100 filters by category', `{ space { ${times(100, (i) => `a${String(i)}: ${byCategory(i)}`)} } }`),
  one('50 counts of categories', `{ space { ${aliased(50, 'apps(first: 1) { facets { categories { value } } }')} } }`),
  one('100 status checks of the engines', `{ registry { ${aliased(100, 'status { ok }')} } }`),
  one('a variable of 15 000 invalid entries', withSlugs, { s: Array<number>(15_000).fill(1) }),
  one('an invalid variable of 800 KB', withVersion, { v: text(800_000) }),
  one('base64 of 900 KB, without a token', putFile, { c: text(900_000) }),
  one('invalid base64 of 900 KB', putFile, { c: `${text(900_000)}!` }),
  {
    description: '200 documents of 90 KB',
    requests: documents(200, (i) => `{ space { name } } # ${String(i)} ${text(90_000)}`),
  },
  {
    description: '200 documents of 1 900 tokens',
    requests: documents(
      200,
      (i) => `{ ${times(90, (j) => `a${String(j)}: space { a${String(i)}: name ${times(12, () => '__typename')} }`)} }`,
    ),
  },
  one(
    '100 icons of one application',
    `{ space { app(slug: "app-0001") { ${aliased(100, 'icon { size contentType }')} } } }`,
  ),
  one('icons of 200 applications, 60 times', page(200, aliased(60, 'icon { size }'))),
  one('icons of 200 applications', page(200, 'icon { size contentType url sha256 }')),
  one(
    '99 single versions of one application',
    `{ space { app(slug: "app-0001") { ${times(99, (i) => `a${String(i)}: version(version: "1.0.${String(i % 8)}") { createdAt }`)} } } }`,
  ),
  one(
    'single versions of 200 applications',
    page(
      200,
      times(20, (i) => `a${String(i)}: version(version: "1.0.${String(i % 7)}") { createdAt }`),
    ),
  ),
  one('manifests of 200 applications', page(200, 'latestVersion { manifest }')),
  one('as many fields as allowed', page(200, aliased(95, 'slug'))),
  one('introspection', getIntrospectionQuery()),
  one('introspection, with trailing white space', `${getIntrospectionQuery()} `),
  one(
    'introspection of all lists of values, 95 times',
    `{ __schema { types { ${aliased(95, 'enumValues { name description isDeprecated }')} } } }`,
  ),
  one(
    'introspection of one long type, 95 times',
    `{ ${aliased(95, '__type(name: "Version") { fields { name description type { name kind ofType { name } } } }')} }`,
  ),
  one(
    'introspection within introspection',
    `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} } '.repeat(6)} } } }`,
  ),
  {
    description: 'a cursor of 90 KB',
    requests: [one('', `{ space { apps(after: "${text(90_000)}") { totalCount } } }`).requests].flat(),
  },
  one('an id of 90 KB', `{ node(id: "${text(90_000)}") { id } }`),
  {
    description: 'GET, 600 aliases',
    requests: [{ search: `{${Array.from({ length: 600 }, (_, i) => `a${String(i)}:__typename`).join(' ')}}` }],
  },
  { description: 'GET, pages within pages', requests: [{ search: nested(4) }] },
  { description: 'GET, fragments that double', requests: [{ search: doubling(25) }] },
  {
    description: 'an HTML form',
    requests: [{ body: `query=${nested(4)}`, contentType: 'application/x-www-form-urlencoded' }],
  },
  {
    description: 'a list of 1 000 operations',
    requests: [{ body: Array<object>(1000).fill({ query: '{ space { slugs } }' }) }],
  },
  {
    description: 'the client disconnects after 0.1 s',
    requests: [
      { body: { query: page(200, aliased(4, 'versions(first: 8) { nodes { name } }')) }, disconnectAfter: 100 },
    ],
  },
  {
    description: '20 clients disconnect after 0.1 s',
    requests: Array<HostileRequest>(20).fill({ body: { query: page(200, aliased(60, 'name')) }, disconnectAfter: 100 }),
  },
]

function documents(count: number, query: (i: number) => string): HostileRequest[] {
  return Array.from({ length: count }, (_, i) => ({ body: { query: query(i) } }))
}
