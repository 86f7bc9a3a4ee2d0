import { connect } from 'node:net'
import { getIntrospectionQuery } from 'graphql'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask } from './ask.js'

afterEach(() => void vi.restoreAllMocks())

const jsonHeaders = { 'Content-Type': 'application/json' }

/** Joins `count` generated texts with spaces. */
function times(count: number, text: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(' ')
}

// Nested pages of applications: each application selects the page of applications of its space. `levels` is the depth.
function nested(levels: number, entries = (inner: string) => `nodes ${inner}`): string {
  if (levels === 0) return '{ slug }'
  return `{ space { apps(first: 200) { ${entries(nested(levels - 1, entries))} } } }`
}

// Each fragment spreads the next fragment twice. So `levels` fragments stand for 2^levels fields.
function doubling(levels: number): string {
  const fragments = times(
    levels,
    (i) => `fragment F${String(i)} on Space { ...F${String(i + 1)} ...F${String(i + 1)} }`,
  )
  return `{ space { ...F0 } } ${fragments} fragment F${String(levels)} on Space { name }`
}

// Each operation exceeds the limit `limits.graphql.<key>`.
const excessive: [description: string, key: string, query: string, variables?: Record<string, Json>][] = [
  ['pages within pages', 'cost', nested(4)],
  [
    'pages whose size is a variable',
    'cost',
    nested(3).replaceAll('200', '$n').replace('{', 'query ($n: Int!) {'),
    { n: 200 },
  ],
  ['pages whose size is the default', 'cost', nested(4).replaceAll('(first: 200)', '')],
  ['pages whose entries are read through "edges"', 'cost', nested(4, (inner) => `edges { node ${inner} }`)],
  [
    'pages in a fragment',
    'cost',
    `query { space { ...S } } fragment S on Space { apps(first: 200) { nodes { space { apps(first: 200) { ...N } } } } } fragment N on AppConnection { nodes { slug name } }`,
  ],
  [
    'look-ups of files',
    'cost',
    `{ space { apps(first: 200) { nodes { ${times(60, (i) => `i${String(i)}: icon { size }`)} } } } }`,
  ],
  [
    'a long list as an argument of each entry of a page',
    'cost',
    `query ($s: [String!]) { space { apps(first: 200) { nodes { space { apps(first: 1, filter: { slugs: $s }) { totalCount } } } } } }`,
    { s: Array<string>(3000).fill('a') },
  ],
  [
    'the whole schema under many aliases',
    'cost',
    `{ ${times(90, (i) => `s${String(i)}: __schema { types { fields { args { type { name } } } } }`)} }`,
  ],
  ['a page that is too long', 'first', '{ space { apps(first: 201) { totalCount } } }'],
  [
    'a page of versions that is too long',
    'first',
    'query ($n: Int!) { space { app(slug: "notes") { versions(first: $n) { totalCount } } } }',
    { n: 1000 },
  ],
  ['fragments that double', 'fields', doubling(30)],
  [
    'fragments that double and are not used',
    'fields',
    `{ __typename } ${doubling(30).replace('{ space { ...F0 } }', '')}`,
  ],
  ['one field many times', 'repetitions', `{ ${times(1500, () => '__typename')} }`],
  [
    'one field in many fragments',
    'repetitions',
    `{ space { ${times(40, (i) => `...F${String(i)}`)} } } ${times(40, (i) => `fragment F${String(i)} on Space { name }`)}`,
  ],
  ['many aliases', 'aliases', `{ ${times(300, (i) => `a${String(i)}: __typename`)} }`],
  [
    'aliases in a fragment that is spread twice',
    'aliases',
    `{ space { ...F } s: space { ...F } } fragment F on Space { ${times(60, (i) => `a${String(i)}: name`)} }`,
  ],
  ['many directives', 'directives', `{ __typename ${times(60, () => '@include(if: true)')} }`],
  ['deeply nested fields', 'depth', `{ ${'space { app(slug: "a") { '.repeat(15)} slug ${'} }'.repeat(15)} }`],
  [
    'a fragment that spreads itself below a field',
    'depth',
    '{ space { ...F } } fragment F on Space { source { ...F } }',
  ],
  ['many tokens', 'tokens', `{ ${times(30_000, () => 'a')} }`],
  ['many operations', 'tokens', times(2000, (i) => `query Q${String(i)} { __typename }`)],
  ['a long text', 'text_bytes', `{ __typename } #${'é'.repeat(60_000)}`],
  ['many values in the variables', 'json_values', '{ __typename }', { list: Array<number>(30_000).fill(1) }],
]

const refusal = z.object({
  errors: z.tuple([
    z.object({
      message: z.string(),
      extensions: z.object({ code: z.string(), limit: z.string(), found: z.number(), allowed: z.number() }),
    }),
  ]),
})

const fileFields = 'url size contentType'
// The query of an app store for fifty applications.
const storePage = `query Store($locales: [String!]) {
  space {
    apps(first: 50) {
      totalCount
      pageInfo { hasNextPage endCursor }
      facets { types { value count } categories { value count } }
      nodes {
        id slug type label maintenance { short infrastructure messages { locale short long } }
        name(locales: $locales) shortDescription(locales: $locales) categories
        icon { ${fileFields} } screenshots(locales: $locales) { ${fileFields} }
        stable: latestVersion { ...V } beta: latestVersion(channel: BETA) { ...V } dev: latestVersion(channel: DEV) { ...V }
      }
    }
  }
}
fragment V on Version { version createdAt permissions { type verbs } archive { ${fileFields} } }`

const common: [description: string, query: string][] = [
  [
    'the introspection query of GraphiQL',
    getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }),
  ],
  ['a page of an app store', storePage],
  [
    'a list of two hundred applications',
    `{ space { apps(first: 200) { nodes { slug type label name shortDescription editor { name } latestVersion { version } } } } }`,
  ],
  [
    'fifty applications by slug',
    `{ space { ${times(50, (i) => `a${String(i)}: app(slug: "app-${String(i)}") { slug name label }`)} } }`,
  ],
]

describe('GraphQL operations', () => {
  it('are refused with the name of the limit that they exceed', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    for (const [description, key, query, variables] of excessive) {
      const answer = await gateway.send('/graphql', { method: 'POST', body: { query, variables: variables ?? {} } })
      expect(answer.status, description).toBe(400)
      expect(answer.text.length, description).toBeLessThan(2000)
      const [{ message, extensions }] = refusal.parse(answer.json()).errors
      expect(extensions, description).toMatchObject({ limit: `limits.graphql.${key}`, code: 'LIMIT_EXCEEDED' })
      expect(message).toContain(`limits.graphql.${key}`)
      expect(extensions.found).toBeGreaterThan(extensions.allowed)
    }
    expect(gateway.logged().filter((line) => line.includes('"level":50'))).toEqual([])
  })

  it('of common clients cost less than half of the allowed cost', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    await gateway.publish({ slug: 'notes', version: '1.0.0' })
    for (const [description, query] of common) {
      const body = { query, variables: { locales: ['fr', 'en'] } }
      const answer = await gateway.send('/graphql', { method: 'POST', body, headers: { 'GraphQL-Cost': 'report' } })
      const { errors, extensions } = reported.parse(answer.json())
      expect(errors, description).toBeUndefined()
      expect(extensions.cost.value).toBeLessThan(extensions.cost.limit / 2)
    }
  })
})

const reported = z.object({
  errors: z.array(z.unknown()).optional(),
  extensions: z.object({ cost: z.object({ value: z.number(), limit: z.number() }) }),
})

describe('the cost of an operation', () => {
  const costOf = async (gateway: TestGateway, query: string, variables = {}) => {
    const body = { query, variables }
    const answer = await gateway.send('/graphql', { method: 'POST', body, headers: { 'GraphQL-Cost': 'report' } })
    return reported.parse(answer.json()).extensions.cost.value
  }

  it('multiplies the sizes of nested pages', async () => {
    const gateway = await startTestGateway()
    const page = (first: number, fields: string) =>
      `{ space { apps(first: ${String(first)}) { nodes { ${fields} } } } }`
    const [ten, twenty] = [await costOf(gateway, page(10, 'slug')), await costOf(gateway, page(20, 'slug'))]
    expect(twenty - ten).toBe(20)
    expect((await costOf(gateway, page(20, 'slug name'))) - twenty).toBe(20)
    const inner = await costOf(gateway, page(10, 'versions(first: 10) { nodes { version } }'))
    expect(inner).toBeGreaterThan(10 * 10)
    expect(await ask(gateway, page(10, 'slug'))).not.toHaveProperty('extensions')
  })

  it('takes variables, their defaults, @include and fragments into account', async () => {
    const gateway = await startTestGateway()
    const query =
      'query ($n: Int = 10, $all: Boolean = true) { space { apps(first: $n) { nodes { slug @include(if: $all) } } } }'
    const plain = await costOf(gateway, '{ space { apps(first: 10) { nodes { slug } } } }')
    expect(await costOf(gateway, query)).toBe(plain)
    expect(await costOf(gateway, query, { n: 20 })).toBe(plain + 20)
    expect(await costOf(gateway, query, { all: false })).toBe(plain - 10)
    const spread =
      '{ space { ...S } } fragment S on Space { apps(first: 10) { ...N } } fragment N on AppConnection { nodes { slug } }'
    expect(await costOf(gateway, spread)).toBe(plain)
  })
})

describe('GraphQL documents', () => {
  it('with deeply nested values are refused by a limit, not by a stack overflow', async () => {
    const gateway = await startTestGateway()
    for (const open of ['[', '{a:']) {
      const { errors } = await ask(gateway, `{ space(name: ${open.repeat(30_000)}`)
      expect(errors?.[0]?.message).toMatch(/limits\.graphql\.(tokens|depth)/)
    }
    expect(gateway.logged().filter((line) => line.includes('"level":50'))).toEqual([])
  })

  it('with very long names get errors of a bounded size', async () => {
    const gateway = await startTestGateway()
    const name = 'a'.repeat(50_000)
    for (const query of [
      `{ ${name} }`,
      `{ space { ${name} } } ${name}`,
      `query ${name} { a } query B { b }`,
      `{ node(id: "${name}") { ${name} } }`,
    ]) {
      const { text } = await gateway.send('/graphql', { method: 'POST', body: { query, operationName: name } })
      expect(text.length).toBeLessThan(20_000)
    }
    const variables = { value: name }
    const { text } = await gateway.send('/graphql', {
      method: 'POST',
      body: {
        query: 'query ($value: VersionNumber!) { space { app(slug: "a") { version(version: $value) { id } } } }',
        variables,
      },
    })
    expect(text.length).toBeLessThan(5000)
  })
})

describe('GraphQL requests', () => {
  it('must be one uncompressed JSON object without unknown members', async () => {
    const gateway = await startTestGateway()
    const query = '{ space { name } }'
    const send = (type: string, body: string, more = {}) =>
      gateway.send('/graphql', { method: 'POST', headers: { 'Content-Type': type, ...more }, body })
    const form = 'application/x-www-form-urlencoded'
    const boundary = 'multipart/form-data; boundary=b'
    const part = `--b\r\nContent-Disposition: form-data; name="query"\r\n\r\n${query}\r\n--b--\r\n`
    for (const [type, body] of [
      [form, `query=${query}`],
      [boundary, part],
      ['application/graphql', query],
      ['text/plain', JSON.stringify({ query })],
    ] as const) {
      const { status, json } = await send(type, body)
      expect([type, status]).toEqual([type, 415])
      expect(json()).toMatchObject({ errors: [{ message: expect.stringContaining('application/json') }] })
    }
    const compressed = await send('application/json', JSON.stringify({ query }), { 'Content-Encoding': 'gzip' })
    expect(compressed.status).toBe(415)
    expect(compressed.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    expect((await send('application/json; charset=utf-8', JSON.stringify({ query }))).json()).toEqual({
      data: { space: { name: '__default__' } },
    })
    for (const body of [
      '[]',
      `[{"query":"${query}"}]`,
      '1',
      'null',
      '{"query":1}',
      '{"query":"{a}","variables":[]}',
      '{"query":"{a}","more":1}',
    ]) {
      expect((await send('application/json', body)).status).toBe(400)
    }
  })

  it('have a limited length and JSON depth', async () => {
    const gateway = await startTestGateway()
    const post = (body: string, more = {}) =>
      gateway.send('/graphql', { method: 'POST', headers: { ...jsonHeaders, ...more }, body })
    const bodyOf = (bytes: number) => `{"query":"{ __typename }","variables":{"x":"${'a'.repeat(bytes)}"}}`
    const deep = `{"query":"{ __typename }","variables":{"x":${'['.repeat(5000)}${']'.repeat(5000)}}}`
    const refusals: [Promise<{ status: number; json: () => unknown }>, number, string][] = [
      [post(bodyOf(1_100_000)), 413, 'anonymous_body_bytes'],
      [post(bodyOf(1_100_000), authorized('AAAA')), 413, 'anonymous_body_bytes'],
      [post(bodyOf(6_100_000), authorized(gateway.master)), 413, 'body_bytes'],
      [post(deep), 400, 'json_depth'],
      [gateway.send(`/graphql?query={__typename}&variables=${'['.repeat(5000)}`), 400, 'json_depth'],
      [gateway.send(`/graphql?query={__typename}&extensions={"a":${'['.repeat(5000)}`), 400, 'json_depth'],
    ]
    for (const [response, status, key] of refusals) {
      const answer = await response
      expect([key, answer.status]).toEqual([key, status])
      expect(refusal.parse(answer.json()).errors[0].extensions.limit).toBe(`limits.graphql.${key}`)
    }
    expect((await post(bodyOf(900_000))).json()).toEqual({ data: { __typename: 'Query' } })
  })

  it('that arrive slowly are cut off until the remaining ones fit into the memory limit', async () => {
    const gateway = await startTestGateway()
    const { hostname, port } = new URL(gateway.url)
    const head =
      'POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 990000\r\n\r\n'
    let closedCount = 0
    const slow = Array.from({ length: 100 }, () => {
      const socket = connect(Number(port), hostname).on('error', () => undefined)
      socket.on('close', () => closedCount++).write(head + ' '.repeat(900_000))
      return socket
    })
    onTestFinished(() => slow.forEach((socket) => void socket.destroy()))
    const body = { query: '{ __typename }', variables: { x: 'a'.repeat(900_000) } }
    await expect.poll(() => closedCount, { timeout: 20_000 }).toBeGreaterThan(20)
    // Meanwhile, complete requests are still answered.
    for (const headers of [{}, authorized(gateway.master)]) {
      expect((await gateway.send('/graphql', { method: 'POST', headers, body })).status).toBe(200)
    }
    expect(closedCount).toBeLessThan(40)
  })

  it('can contain a file of 4 MiB when they have a token', async () => {
    const gateway = await startTestGateway()
    const query = `mutation ($content: Base64!) { putWellKnownFile(input: { name: "big.json", content: $content }) {
      __typename ... on PutWellKnownFileSuccess { file { size } }
    } }`
    const content = Buffer.alloc(4 * 1024 * 1024, 'a').toString('base64')
    expect(await ask(gateway, query, { variables: { content }, token: gateway.master })).toEqual({
      data: { putWellKnownFile: { __typename: 'PutWellKnownFileSuccess', file: { size: 4 * 1024 * 1024 } } },
    })
  })
})
