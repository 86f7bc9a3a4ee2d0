import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { authorized, editor, startTestGateway, type TestGateway } from '../support/gateway.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const slugs = 'query Slugs { space { slugs } }'
const app = 'query App($slug: String!) { space { app(slug: $slug) { slug } } }'
const idOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const extensions = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: idOf(text) } })
const result = { data: { space: { slugs: ['notes'] } } }

async function fileWith(content: unknown): Promise<string> {
  const file = join(await temporaryFolder(), 'operations.json')
  await writeFile(file, JSON.stringify(content))
  return file
}

/** Starts a gateway with the application `notes`, and the persisted operations `slugs` and `app`. */
async function start(persistedOnly = false): Promise<TestGateway> {
  const persistedOperations = await fileWith({ [idOf(slugs)]: slugs, [idOf(app)]: app })
  const gateway = await startTestGateway({ graphql: { introspection: true, persistedOnly, persistedOperations } })
  await gateway.addApp({ slug: 'notes' })
  return gateway
}

function post(gateway: TestGateway, body: object, token?: string) {
  const headers = token === undefined ? {} : authorized(token)
  return gateway.send('/graphql', { method: 'POST', headers, body })
}

function get(gateway: TestGateway, parameters: Record<string, string>, headers: Record<string, string> = {}) {
  return gateway.send(`/graphql?${new URLSearchParams(parameters).toString()}`, { headers })
}

test('a persisted operation runs by its id, with POST and GET, with variables', async () => {
  const gateway = await start()
  expect((await post(gateway, { extensions: extensions(slugs) })).json()).toEqual(result)
  expect((await get(gateway, { extensions: JSON.stringify(extensions(slugs)) })).json()).toEqual(result)
  const variables = { slug: 'notes' }
  const found = await post(gateway, { extensions: extensions(app), operationName: 'App', variables })
  expect(found.json()).toEqual({ data: { space: { app: { slug: 'notes' } } } })
})

test('an unknown id is answered as the clients of Apollo expect, and the text is then accepted', async () => {
  const gateway = await start()
  const other = '{ registry { version } }'
  const unknown = await post(gateway, { extensions: extensions(other) })
  expect([unknown.status, unknown.json()]).toEqual([
    200,
    { errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
  ])
  const answer = await post(gateway, { query: other, extensions: extensions(other) })
  expect(answer.json()).toEqual({ data: { registry: { version: expect.any(String) } } })
})

test('a request without text and id is refused as before, also without persisted operations', async () => {
  for (const gateway of [await start(), await startTestGateway()]) {
    for (const body of [{}, { extensions: {} }, { extensions: { persistedQuery: { version: 2, sha256Hash: 'x' } } }]) {
      const { status, text } = await post(gateway, body)
      expect([status, text]).toEqual([400, expect.stringContaining('must be a text, and is missing')])
    }
  }
})

describe('with graphql.persisted_only', () => {
  test('clients without a valid token may request only persisted operations, by id or text', async () => {
    const gateway = await start(true)
    expect((await post(gateway, { extensions: extensions(slugs) })).json()).toEqual(result)
    expect((await post(gateway, { query: slugs })).json()).toEqual(result)
    const expired = await gateway.expiredToken('notes')
    for (const query of ['{ space { slugs } }', `${slugs} `, '{ __schema { types { name } } }', '{']) {
      for (const token of [undefined, expired]) {
        const { status, text } = await post(gateway, { query }, token)
        expect([status, text]).toEqual([403, expect.stringContaining('"PERSISTED_ONLY"')])
        expect(text).toContain('graphql.persisted_only')
      }
    }
    expect((await get(gateway, { query: '{ space { slugs } }' })).status).toBe(403)
  })

  test('a revoked token is not valid', async () => {
    const gateway = await start(true)
    const token = await gateway.token({ app: 'notes' })
    expect((await post(gateway, { query: '{ space { slugs } }' }, token)).status).toBe(200)
    const revocation = `mutation { revokeTokens(input: { editor: "${editor}" }) { __typename } }`
    await post(gateway, { query: revocation }, gateway.master)
    expect((await post(gateway, { query: '{ space { slugs } }' }, token)).status).toBe(403)
  })

  test('clients with a valid token may request all operations, and REST works', async () => {
    const gateway = await start(true)
    expect((await post(gateway, { query: '{ space { slugs } }' }, gateway.master)).json()).toEqual(result)
    expect((await gateway.send('/registry/notes')).status).toBe(200)
  })
})

test.each([
  ['is missing', undefined, 'ENOENT'],
  ['is no JSON object with texts', ['query'], 'not a JSON object'],
  ['has an operation that is not GraphQL', { one: '{' }, 'the operation "one" is invalid: Syntax Error'],
  ['has an operation that does not fit the schema', { one: '{ nothing }' }, 'Cannot query field "nothing"'],
])('a gateway does not start if the file of the operations %s', async (_, content, message) => {
  const path = content === undefined ? join(await temporaryFolder(), 'none.json') : await fileWith(content)
  const graphql = { introspection: true, persistedOnly: false, persistedOperations: path }
  const starting = startTestGateway({ graphql })
  await expect(starting).rejects.toThrow(message)
  await expect(starting).rejects.toThrow(`"${path}"`)
})

describe('the answer to an anonymous GET', () => {
  const store = (gateway: TestGateway, headers: Record<string, string> = {}) => get(gateway, { query: slugs }, headers)

  test('can be stored and revalidated, until the data change', async () => {
    const gateway = await start()
    const first = await store(gateway)
    const { etag = '' } = first.headers
    expect(first.headers).toMatchObject({
      'cache-control': 'no-cache',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
      vary: 'Accept, Authorization, Origin',
    })
    const fromOrigin = await store(gateway, { 'If-None-Match': etag, Origin: 'https://store.example.org' })
    expect([fromOrigin.status, fromOrigin.text, fromOrigin.headers.etag]).toEqual([304, '', etag])
    expect(fromOrigin.headers['access-control-allow-origin']).toBe('*')
    expect(fromOrigin.headers.vary).toContain('Origin')
    await gateway.addApp({ slug: 'other' })
    const changed = await store(gateway, { 'If-None-Match': etag })
    expect([changed.status, changed.json()]).toEqual([200, { data: { space: { slugs: ['notes', 'other'] } } }])
    expect(changed.headers.etag).not.toBe(etag)
  })

  test('can not be stored with a token, with errors, or to POST', async () => {
    const gateway = await start()
    const answers = [
      await store(gateway, authorized(gateway.master)),
      await get(gateway, { query: '{ viewer { kind } }' }),
      await get(gateway, { query: '{ space(name: "none") { slugs } }' }),
      await get(gateway, { query: '{ nothing }' }),
      await post(gateway, { query: slugs }),
    ]
    for (const { headers } of answers) expect([headers.etag, headers['cache-control']]).toEqual([undefined, undefined])
  })
})
