import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-sse'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'
import { describeWith } from '../support/requirements.js'
import { startTcpProxy } from '../support/tcp-proxy.js'
import { installUrql, loadUrql, type ForwardSubscription, type UrqlOptions } from './load-urql.js'

const appQuery = `query App($slug: String!) { space { app(slug: $slug) { id name latestVersion { version } } } }`
const creation = `mutation Create($input: CreateAppInput!) {
  createApp(input: $input) { ... on CreateAppSuccess { app { id slug } } ... on Refusal { code message } }
}`
const publications = `subscription Publications($after: String) {
  appChanged(kinds: [PUBLISHED], after: $after) { versionNumber cursor }
}`

interface Publication {
  appChanged: { versionNumber: string; cursor: string }
}

describeWith('urql', loadUrql(), installUrql, ({ Client, cacheExchange, fetchExchange, subscriptionExchange }) => {
  const clientOf = ({ url }: TestGateway, options: Partial<UrqlOptions> = {}) =>
    new Client({ url: `${url}/graphql`, exchanges: [cacheExchange, fetchExchange], ...options })

  it.each([false, 'force'] as const)('reads data and errors, by POST and by GET (%s)', async (preferGetMethod) => {
    const gateway = await gatewayWithNotes()
    const client = clientOf(gateway, { preferGetMethod })
    const found = await client.query(appQuery, { slug: 'notes' })
    expect(found.error).toBeUndefined()
    expect(found.data).toMatchObject({ space: { app: { name: 'notes', latestVersion: { version: '1.0.0' } } } })
    const { error: invalid } = await client.query(appQuery, { slug: 'No Slug' })
    expect(invalid?.graphQLErrors).toMatchObject([{ extensions: { code: 'INVALID_SLUG' } }])
    const { error: unknown } = await client.query('{ nothing }', {})
    expect(unknown?.graphQLErrors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
  })

  it('gets the success, the refusal and the errors of mutations', async () => {
    const gateway = await startTestGateway()
    const client = clientOf(gateway, { fetchOptions: { headers: authorized(gateway.master) } })
    const variables = { input: { slug: 'notes', editor: 'Acme', type: 'WEBAPP' } }
    expect((await client.mutation(creation, variables)).data).toMatchObject({ createApp: { app: { slug: 'notes' } } })
    const again = await client.mutation(creation, variables)
    expect(again.error).toBeUndefined()
    expect(again.data).toMatchObject({ createApp: { code: 'APP_EXISTS' } })
    const { error: malformed } = await client.mutation(creation, { input: { slug: 'x', editor: 'Acme' } })
    expect(malformed?.graphQLErrors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    const { error: anonymous } = await clientOf(gateway).mutation(creation, variables)
    expect(anonymous?.graphQLErrors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED' } }])
  })

  it('reads again what a mutation has changed', async () => {
    const gateway = await gatewayWithNotes()
    const client = clientOf(gateway, { fetchOptions: { headers: authorized(gateway.master) } })
    const query = '{ space { app(slug: "notes") { id maintenance { short } } } }'
    expect((await client.query(query, {})).data).toMatchObject({ space: { app: { maintenance: null } } })
    const mutation = `mutation {
      activateMaintenance(input: { slug: "notes", short: true, messages: [{ locale: "en", short: "Soon", long: "" }] }) {
        ... on MaintenanceSuccess { app { id } } ... on Refusal { message }
      }
    }`
    expect((await client.mutation(mutation, {})).error).toBeUndefined()
    expect((await client.query(query, {})).data).toMatchObject({ space: { app: { maintenance: { short: true } } } })
  })

  it.each(['fetchExchange', 'graphql-sse'])('subscribes with %s', async (transport) => {
    const gateway = await gatewayWithNotes()
    const { data } = await clientOf(gateway).query('{ eventCursor }', {})
    const exchange = subscriptionExchange({ forwardSubscription: forwardTo(gateway) })
    const client = clientOf(
      gateway,
      transport === 'graphql-sse' ? { exchanges: [fetchExchange, exchange] } : { fetchSubscriptions: true },
    )
    const results: unknown[] = []
    const after = Reflect.get(Object(data), 'eventCursor')
    const stream = client.subscription(publications, { after }).subscribe((result) => results.push(result))
    onTestFinished(() => stream.unsubscribe())
    for (const version of ['1.0.1', '1.0.2']) await publish(gateway, version)
    await vi.waitFor(() => expect(results).toHaveLength(2), { timeout: 20_000 })
    expect(results).toMatchObject(
      ['1.0.1', '1.0.2'].map((versionNumber) => ({ data: { appChanged: { versionNumber } } })),
    )
  })
})

describe('the client graphql-sse', () => {
  it('runs queries and mutations, with their errors', async () => {
    const gateway = await gatewayWithNotes()
    const client = createClient({ url: `${gateway.url}/graphql`, headers: authorized(gateway.master) })
    onTestFinished(() => client.dispose())
    const resultsOf = async (query: string, variables: Record<string, unknown>) => {
      const results = []
      for await (const result of client.iterate({ query, variables })) results.push(result)
      return results
    }
    expect(await resultsOf(appQuery, { slug: 'notes' })).toMatchObject([
      { data: { space: { app: { name: 'notes' } } } },
    ])
    const input = { slug: 'notes', editor: 'Acme', type: 'WEBAPP' }
    expect(await resultsOf(creation, { input })).toMatchObject([{ data: { createApp: { code: 'APP_EXISTS' } } }])
    expect(await resultsOf(appQuery, { slug: 'No Slug' })).toMatchObject([
      { errors: [{ extensions: { code: 'INVALID_SLUG' } }] },
    ])
  })

  it('connects again by itself, and continues behind the last cursor', async () => {
    const gateway = await gatewayWithNotes()
    const proxy = await startTcpProxy(Number(new URL(gateway.url).port))
    let cursor: string | undefined
    let connections = 0
    const client = createClient({
      url: `http://127.0.0.1:${String(proxy.port)}/graphql`,
      headers: (): Record<string, string> => (cursor === undefined ? {} : { 'Last-Event-ID': cursor }),
      retry: () => pause(50),
      retryAttempts: Infinity,
      on: { connected: () => connections++ },
    })
    onTestFinished(() => client.dispose())
    const versions: string[] = []
    const read = async (): Promise<void> => {
      for await (const { data } of client.iterate<Publication>({ query: publications })) {
        if (!data) continue
        cursor = data.appChanged.cursor
        versions.push(data.appChanged.versionNumber)
      }
    }
    void read().catch(() => undefined)
    await vi.waitFor(() => expect(connections).toBe(1), { timeout: 20_000 })
    await publish(gateway, '1.0.1')
    await vi.waitFor(() => expect(versions.at(-1)).toBe('1.0.1'), { timeout: 20_000 })
    for (const version of ['1.0.2', '1.0.3']) {
      await proxy.down()
      await publish(gateway, version)
      await proxy.up()
      await vi.waitFor(() => expect(versions.at(-1)).toBe(version), { timeout: 20_000 })
    }
    expect(new Set(versions).size).toBe(versions.length)
    expect(versions.slice(-3)).toEqual(['1.0.1', '1.0.2', '1.0.3'])
    expect(connections).toBe(3)
  })
})

// Subscriptions of urql by graphql-sse, as the documentation of graphql-sse describes it.
function forwardTo({ url }: TestGateway): ForwardSubscription {
  const client = createClient({ url: `${url}/graphql` })
  onTestFinished(() => client.dispose())
  return ({ query = '', variables = {} }) => ({
    subscribe: (sink) => ({ unsubscribe: client.subscribe({ query, variables }, sink) }),
  })
}

async function gatewayWithNotes(): Promise<TestGateway> {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  await publish(gateway, '1.0.0')
  return gateway
}

async function publish(gateway: TestGateway, version: string): Promise<void> {
  expect((await gateway.publish({ slug: 'notes', version })).status).toBe(201)
}
