import { getIntrospectionQuery } from 'graphql'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startTestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

afterEach(() => void vi.restoreAllMocks())

describe('GraphQL over HTTP', () => {
  it('runs queries with GET, but not mutations', async () => {
    const gateway = await startTestGateway()
    const get = (query: string) => gateway.send(`/graphql?query=${encodeURIComponent(query)}`)
    expect((await get('{ space { name } }')).json()).toEqual({ data: { space: { name: '__default__' } } })
    const refused = await get('mutation { createEditor(input: { name: "New" }) { __typename } }')
    expect(refused.status).toBe(405)
    expect(await dataOf(gateway, '{ editors { name } }')).toEqual({ editors: [{ name: 'Acme' }] })
  })

  it('returns the fields in the order of the query', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    await gateway.publish({ slug: 'notes', version: '1.0.0' })
    const query = '{ space { app(slug: "notes") { name slug label latestVersion { version } hasVersions type } } }'
    const { text } = await gateway.send('/graphql', { method: 'POST', body: { query } })
    expect([...text.matchAll(/"(\w+)":/g)].map(([, name]) => name)).toEqual([
      ...['data', 'space', 'app'],
      ...['name', 'slug', 'label', 'latestVersion', 'version', 'hasVersions', 'type'],
    ])
  })

  it('refuses missing and mistyped variables with the code BAD_USER_INPUT', async () => {
    const gateway = await startTestGateway()
    const query =
      'query ($version: VersionNumber!) { space { app(slug: "notes") { version(version: $version) { id } } } }'
    const code = { extensions: { code: 'BAD_USER_INPUT' } }
    for (const variables of [{}, { version: 'one' }, { version: 1 }]) {
      const answer = await ask(gateway, query, { variables })
      expect(answer.errors).toEqual([expect.objectContaining(code)])
      expect(answer.errors?.[0]?.message).toContain('$version')
    }
    const { errors } = await ask(gateway, query, { variables: { version: '1.0' } })
    expect(errors?.[0]?.message).toContain('X.Y.Z-beta.N')
  })

  it('returns the result of a successful mutation although another mutation of the request is refused', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    const token = await gateway.token({ app: 'notes' })
    const done = 'done: createToken(input: { editor: "Acme", app: "notes" }) { __typename }'
    const refused = 'refused: createEditor(input: { name: "New" }) { __typename }'
    expect(await ask(gateway, `mutation { ${done} ${refused} }`, { token })).toMatchObject({
      data: { done: { __typename: 'CreateTokenSuccess' }, refused: null },
      errors: [{ path: ['refused'], extensions: { code: 'UNAUTHORIZED' } }],
    })
  })

  it('refuses invalid queries with a reason', async () => {
    const gateway = await startTestGateway()
    expect(await ask(gateway, '{ space { nothing } }')).toMatchObject({
      errors: [{ message: 'Cannot query field "nothing" on type "Space".' }],
    })
    expect((await ask(gateway, '{ space {')).errors?.[0]?.message).toContain('Syntax Error')
    const headers = { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' }
    for (const body of ['{', '{}', '{"query":"{ space { nothing } }"}']) {
      expect((await gateway.send('/graphql', { method: 'POST', headers, body })).status).toBe(400)
    }
  })

  it('answers 406 when `Accept` matches no supported media type', async () => {
    const { send } = await startTestGateway()
    const headers = { 'Content-Type': 'application/json', Accept: 'a/b,'.repeat(3000) }
    const answer = await send('/graphql', { method: 'POST', headers, body: '{"query":"{ __typename }"}' })
    expect(answer.status).toBe(406)
    expect(answer.headers.accept?.split(', ').map((type) => type.split(';')[0])).toEqual([
      'text/event-stream',
      'multipart/mixed',
      'application/graphql-response+json',
      'application/json',
    ])
  })

  it('allows introspection unless it is disabled', async () => {
    const open = await startTestGateway()
    const introspection = await ask(open, getIntrospectionQuery())
    expect(introspection).not.toHaveProperty('errors')
    const text = JSON.stringify(introspection.data)
    expect(text).toContain('"name":"apps","description":"The applications, page by page."')
    expect(text).toContain('"name":"DateTime","description":"A date and time in UTC (RFC 3339)')

    const closed = await startTestGateway({ graphql: { introspection: false, persistedOnly: false } })
    expect(await ask(closed, '{ __schema { types { name } } }')).toEqual({
      errors: expect.arrayContaining([expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })]),
    })
    const page = await closed.send('/graphql', { headers: { Accept: 'text/html' } })
    expect(page.text).not.toContain('GraphiQL')
  })

  it('answers an internal error with the id of its log entry, without the cause', async () => {
    const gateway = await startTestGateway()
    await gateway.addApp({ slug: 'notes' })
    await gateway.publish({ slug: 'notes', version: '1.0.0' })
    vi.spyOn(gateway.objects, 'stat').mockRejectedValue(new Error('connect ECONNREFUSED 10.1.2.3:8080 /srv/secret'))
    const query = '{ space { app(slug: "notes") { slug latestVersion { archive { size } } } } }'
    const { text, json } = await gateway.send('/graphql', { method: 'POST', body: { query } })
    expect(json()).toMatchObject({
      errors: [
        {
          message: 'Internal server error',
          path: ['space', 'app', 'latestVersion', 'archive', 'size'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', id: expect.stringMatching(/^[\da-f-]{36}$/) },
        },
      ],
      data: { space: { app: { slug: 'notes' } } },
    })
    expect(text).not.toMatch(/ECONNREFUSED|10\.1\.2\.3|secret|stack/)
  })
})

describe('CORS', () => {
  it('allows pages of any origin, without credentials', async () => {
    const gateway = await startTestGateway()
    const headers = { Origin: 'https://store.example', 'Access-Control-Request-Method': 'POST' }
    const preflight = await gateway.send('/graphql', { method: 'OPTIONS', headers })
    expect(preflight.headers['access-control-allow-origin']).toMatch(/^(\*|https:\/\/store\.example)$/)
    expect(preflight.headers['access-control-allow-methods']).toContain('POST')
    expect(preflight.headers).not.toHaveProperty('access-control-allow-credentials')
    const answer = await gateway.send('/graphql?query={space{name}}', { headers: { Origin: 'https://store.example' } })
    expect(answer.headers['access-control-allow-origin']).toMatch(/^(\*|https:\/\/store\.example)$/)
  })

  it('allows only the configured origins', async () => {
    const gateway = await startTestGateway({ corsOrigins: ['https://store.example', 'https://admin.example'] })
    const allowed = async (origin: string) =>
      (await gateway.send('/graphql?query={space{name}}', { headers: { Origin: origin } })).headers[
        'access-control-allow-origin'
      ]
    expect(await allowed('https://store.example')).toBe('https://store.example')
    expect(await allowed('https://evil.example')).not.toBe('https://evil.example')
  })

  it('is not enabled for REST', async () => {
    const gateway = await startTestGateway()
    const { headers } = await gateway.send('/registry', { headers: { Origin: 'https://store.example' } })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})
