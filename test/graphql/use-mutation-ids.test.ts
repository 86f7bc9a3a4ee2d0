import { randomUUID } from 'node:crypto'
import { isInputObjectType, getNamedType } from 'graphql'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createMemoryCache } from '../../src/cache/memory/memory.js'
import { createSchema } from '../../src/graphql/schema.js'
import { editor, startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf, type GraphQLAnswer } from './ask.js'

const createApp = `mutation ($input: CreateAppInput!) {
  createApp(input: $input) { __typename ... on CreateAppSuccess { app { slug type } } ... on Refusal { code } }
}`
const created = { data: { createApp: { __typename: 'CreateAppSuccess', app: { slug: 'notes', type: 'WEBAPP' } } } }
const input = (id: string, slug = 'notes') => ({ slug, editor, type: 'WEBAPP', clientMutationId: id })

/** Requests the application `notes`, or `slug`, with a master token. */
function create(gateway: TestGateway, id: string, slug = 'notes', query = createApp): Promise<GraphQLAnswer> {
  return ask(gateway, query, { variables: { input: input(id, slug) }, token: gateway.master })
}

async function remove(gateway: TestGateway): Promise<void> {
  const query = 'mutation { removeApp(input: { slug: "notes" }) { __typename } }'
  await dataOf(gateway, query, { token: gateway.master })
}

const error = (code: string) => ({
  errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })],
})
const changesOf = (gateway: TestGateway): number =>
  gateway.logged().filter((line) => line.includes('"operation":"createApp"')).length

test('the input of every mutation has a clientMutationId with a description of its length', () => {
  const mutations = Object.values(createSchema().getMutationType()?.getFields() ?? {})
  expect(mutations.length).toBeGreaterThan(25)
  for (const { name, args } of mutations) {
    const type = args[0] && getNamedType(args[0].type)
    const field = isInputObjectType(type) ? type.getFields().clientMutationId : undefined
    expect([name, String(field?.type), field?.description]).toEqual([
      name,
      'String',
      expect.stringContaining('1 to 100 characters'),
    ])
  }
})

test('a repeated mutation gets the first result, and runs only once', async () => {
  const gateway = await startTestGateway()
  const id = randomUUID()
  expect(await create(gateway, id)).toEqual(created)
  await remove(gateway)
  expect(await create(gateway, id)).toEqual(created)
  expect((await gateway.send('/registry/notes')).status).toBe(404)
  expect(changesOf(gateway)).toBe(1)
  // The members of the input may have another order. Another id is another mutation.
  const { clientMutationId, ...others } = input(id)
  const variables = { input: { clientMutationId, ...Object.fromEntries(Object.entries(others).reverse()) } }
  expect(await ask(gateway, createApp, { variables, token: gateway.master })).toEqual(created)
  expect(await create(gateway, randomUUID())).toEqual(created)
  expect(changesOf(gateway)).toBe(2)
})

test('a refusal is a result, too', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const [id, exists] = [randomUUID(), { data: { createApp: { __typename: 'AppExists', code: 'APP_EXISTS' } } }]
  expect(await create(gateway, id)).toEqual(exists)
  await remove(gateway)
  expect(await create(gateway, id)).toEqual(exists)
})

test('an id is refused for another input, another mutation and other selected fields', async () => {
  const gateway = await startTestGateway()
  const id = randomUUID()
  await create(gateway, id)
  expect(await create(gateway, id, 'other')).toMatchObject(error('MUTATION_ID_REUSED'))
  const otherFields = await create(gateway, id, 'notes', createApp.replace('slug type', 'slug'))
  expect(otherFields).toMatchObject(error('MUTATION_ID_REUSED'))
  expect(otherFields.errors?.[0]?.message).toContain('in another request with the same input')
  const createEditor = `mutation { createEditor(input: { name: "Other", clientMutationId: "${id}" }) { __typename } }`
  const body = { query: createEditor }
  const headers = { Authorization: `Token ${gateway.master}` }
  const answer = await gateway.send('/graphql', { method: 'POST', headers, body })
  expect(answer.status).toBe(409)
  expect(answer.json()).toMatchObject(error('MUTATION_ID_REUSED'))
  expect((await gateway.send('/registry/other')).status).toBe(404)
})

test('the same id of another token is another mutation', async () => {
  const gateway = await startTestGateway()
  const [id, other] = [
    randomUUID(),
    await gateway.operations.createToken({ editor, kind: 'MASTER', maxAgeMs: 1_000_000 }),
  ]
  await create(gateway, id)
  const variables = { input: input(id) }
  const refused = { data: { createApp: { code: 'APP_EXISTS' } } }
  expect(await ask(gateway, createApp, { variables, token: other.token })).toMatchObject(refused)
})

test('a revoked token does not get the result', async () => {
  const gateway = await startTestGateway()
  await gateway.addApp({ slug: 'notes' })
  const token = await gateway.token({ app: 'notes' })
  const query = `mutation { createToken(input: { editor: "${editor}", app: "notes", clientMutationId: "one" }) {
    ... on CreateTokenSuccess { token }
  } }`
  const first = await ask(gateway, query, { token })
  expect(first).toMatchObject({ data: { createToken: { token: expect.any(String) } } })
  expect(await ask(gateway, query, { token })).toEqual(first)
  await dataOf(gateway, `mutation { revokeTokens(input: { editor: "${editor}" }) { __typename } }`, {
    token: gateway.master,
  })
  // The mutation is refused, and the refusal has no token.
  expect(await ask(gateway, query, { token })).toEqual({ data: { createToken: {} } })
})

test('a failed mutation, and one that the storage refused, run again', async () => {
  const gateway = await startTestGateway()
  const id = randomUUID()
  vi.spyOn(gateway.documents, 'put').mockRejectedValue(new Error('The database is away'))
  onTestFinished(() => void vi.restoreAllMocks())
  expect((await create(gateway, id)).errors).toHaveLength(1)
  vi.restoreAllMocks()
  expect(await create(gateway, id)).toEqual(created)
  const publish = `mutation { publishVersion(input: { app: "notes", version: "1.0.0", clientMutationId: "p"
    url: "${gateway.url}/missing.tar.gz", sha256: "${'0'.repeat(64)}" }) { ... on Refusal { code } } }`
  const publishing = async () => ask(gateway, publish, { token: gateway.master })
  const unreachable = { data: { publishVersion: { code: 'ARCHIVE_UNREACHABLE' } } }
  expect([await publishing(), await publishing()]).toEqual([unreachable, unreachable])
  expect(gateway.logged().filter((line) => line.includes('"operation":"publishVersion"'))).toHaveLength(2)
})

test('a repetition is refused while the first mutation runs, also if the client of the first has left', async () => {
  const gateway = await startTestGateway()
  const id = randomUUID()
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const { put } = gateway.documents
  const spy = vi.spyOn(gateway.documents, 'put').mockImplementation(async (...args) => {
    await held
    return put.apply(gateway.documents, args)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  const leaving = new AbortController()
  const first = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { Authorization: `Token ${gateway.master}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: createApp, variables: { input: input(id) } }),
    signal: leaving.signal,
  }).catch(() => undefined)
  await expect.poll(() => spy.mock.calls.length).toBeGreaterThan(0)
  const running = await create(gateway, id)
  expect(running).toMatchObject(error('MUTATION_RUNNING'))
  expect(running.errors?.[0]?.extensions).toMatchObject({ retryAfter: 1 })
  leaving.abort()
  await first
  release()
  await expect.poll(() => create(gateway, id)).toEqual(created)
  expect(changesOf(gateway)).toBe(1)
})

test('a large result is not kept, but its mutation does not run again', async () => {
  const gateway = await startTestGateway()
  const id = randomUUID()
  const aliases = Array.from({ length: 90 }, (_, index) => `${'long'.repeat(100)}${String(index)}: slug`)
  const query = createApp.replace('slug type', `slug ${aliases.join(' ')}`)
  expect(await create(gateway, id, 'notes', query)).toMatchObject({ data: { createApp: { app: { slug: 'notes' } } } })
  expect(await create(gateway, id, 'notes', query)).toMatchObject(error('MUTATION_DONE'))
})

test.each([
  ['an empty id', '', ''],
  ['an id of 101 characters', 'x'.repeat(101), ''],
  ['other mutations in the operation', 'one', 'b: createEditor(input: { name: "B" }) { __typename }'],
])('%s is refused, and changes nothing', async (_, id, others) => {
  const gateway = await startTestGateway()
  const query = `mutation { createEditor(input: { name: "A", clientMutationId: "${id}" }) { __typename } ${others} }`
  expect(await ask(gateway, query, { token: gateway.master })).toMatchObject(error('BAD_USER_INPUT'))
  expect(await ask(gateway, '{ editors { name } }')).toEqual({ data: { editors: [{ name: editor }] } })
})

test('the cache has no secrets of the results and of the inputs', async () => {
  const cache = createMemoryCache()
  const stored: string[] = []
  const { set } = cache
  const gateway = await startTestGateway({}, (engines) => ({
    ...engines,
    cache: {
      ...cache,
      async set(key, value, lifetime) {
        stored.push(key, value, Buffer.from(value, 'base64').toString('latin1'))
        await set(key, value, lifetime)
      },
    },
  }))
  const query = `mutation { createToken(input: { editor: "${editor}", clientMutationId: "secret-id" }) {
    ... on CreateTokenSuccess { token }
  } }`
  expect(await ask(gateway, query, { token: gateway.master })).toMatchObject({ data: { createToken: {} } })
  expect(stored).toHaveLength(3)
  for (const text of ['secret-id', 'createToken', gateway.master.slice(0, 20)])
    expect(stored.join(' ')).not.toContain(text)
})
