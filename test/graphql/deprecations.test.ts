import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Json } from '../../src/json.js'
import { changesIn } from '../support/changes.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { ask, dataOf } from './ask.js'

const virtualSpaces = [{ name: 'kids', source: '', filter: 'select' as const, slugs: ['notes'] }]

/** Starts a gateway with the applications `notes` and `tasks`, and a virtual space that shows only `notes`. */
async function startWithApps(): Promise<TestGateway> {
  const gateway = await startTestGateway({ virtualSpaces })
  for (const slug of ['notes', 'tasks']) await gateway.addApp({ slug })
  return gateway
}

const fields = 'slug deprecation { message successorSlug successor { slug } by }'
const deprecate = `mutation ($input: DeprecateAppInput!) {
  result: deprecateApp(input: $input) {
    __typename ... on DeprecationSuccess { app { ${fields} } } ... on Refusal { code message }
  }
}`
const undeprecate = deprecate
  .replace('DeprecateAppInput', 'UndeprecateAppInput')
  .replace(': deprecateApp', ': undeprecateApp')
const input = { slug: 'notes', message: 'Use Tasks', successor: 'tasks' }
const deprecation = { message: 'Use Tasks', successorSlug: 'tasks', successor: { slug: 'tasks' }, by: 'Acme' }

async function mutate(gateway: TestGateway, query: string, input: Json, token = gateway.master): Promise<unknown> {
  const data = await dataOf(gateway, query, { variables: { input }, token })
  return z.object({ result: z.unknown() }).parse(data).result
}

describe('deprecateApp', () => {
  it('shows the deprecation with its successor, which is null where it cannot be read', async () => {
    const gateway = await startWithApps()
    const shown = `{
      space { apps { nodes { ${fields} } } }
      kids: space(name: "kids") { app(slug: "notes") { ${fields} } }
    }`
    expect(await mutate(gateway, deprecate, input)).toEqual({
      __typename: 'DeprecationSuccess',
      app: { slug: 'notes', deprecation },
    })
    const hidden = { slug: 'notes', deprecation: { ...deprecation, successor: null } }
    const tasks = { slug: 'tasks', deprecation: null }
    expect(await dataOf(gateway, shown)).toEqual({
      space: { apps: { nodes: [{ slug: 'notes', deprecation }, tasks] } },
      kids: { app: hidden },
    })
    await dataOf(gateway, 'mutation { removeApp(input: { slug: "tasks" }) { __typename } }', { token: gateway.master })
    expect(await dataOf(gateway, shown)).toEqual({ space: { apps: { nodes: [hidden] } }, kids: { app: hidden } })
    expect(await mutate(gateway, undeprecate, { slug: 'notes' })).toMatchObject({ app: { deprecation: null } })
  })

  it('makes applications match the filter `deprecated`', async () => {
    const gateway = await startWithApps()
    await mutate(gateway, deprecate, input)
    const list = async (filter: Json) => {
      const query = 'query ($filter: AppFilter) { space { apps(filter: $filter) { totalCount nodes { slug } } } }'
      return dataOf(gateway, query, { variables: { filter } })
    }
    const only = (slug: string) => ({ space: { apps: { totalCount: 1, nodes: [{ slug }] } } })
    expect(await list({ deprecated: true })).toEqual(only('notes'))
    expect(await list({ deprecated: false })).toEqual(only('tasks'))
    for (const filter of [{}, { deprecated: null }, null])
      expect(await list(filter)).toMatchObject({ space: { apps: { totalCount: 2 } } })
  })

  it('answers with a refusal for each wrong input', async () => {
    const gateway = await startWithApps()
    const refusals: [Json, string, string, RegExp][] = [
      [{ ...input, message: '' }, 'InvalidInput', 'INVALID_INPUT', /message is empty/],
      [{ ...input, successor: 'notes' }, 'InvalidInput', 'INVALID_INPUT', /its own successor/],
      [{ ...input, slug: 'none' }, 'AppNotFound', 'APP_NOT_FOUND', /no application "none"/],
      [{ ...input, space: 'kids' }, 'SpaceNotFound', 'SPACE_NOT_FOUND', /"kids" is virtual/],
    ]
    for (const [wrong, __typename, code, message] of refusals) {
      expect(await mutate(gateway, deprecate, wrong)).toEqual({
        __typename,
        code,
        message: expect.stringMatching(message),
      })
    }
  })
})

describe('deprecating and ending a deprecation', () => {
  it('is allowed to editors with their tokens for the application, and is logged', async () => {
    const gateway = await startWithApps()
    await gateway.operations.createEditor('Rival', true)
    const own = await gateway.token({ app: 'notes' })
    expect(await mutate(gateway, deprecate, input, own)).toMatchObject({ app: { deprecation } })
    expect(await mutate(gateway, undeprecate, { slug: 'notes' }, own)).toMatchObject({ app: { deprecation: null } })
    const on = { space: '__default__', app: 'notes' }
    expect(changesIn(gateway.logged()).slice(-2)).toMatchObject([
      { operation: 'deprecateApp', on: { ...on, successor: 'tasks' }, by: { kind: 'editor' }, outcome: 'done' },
      { operation: 'undeprecateApp', on, by: { kind: 'editor' }, outcome: 'done' },
    ])
    for (const token of [await gateway.token({ app: 'tasks' }), await gateway.token({ editor: 'Rival' })]) {
      const refused = { __typename: 'NotAllowed', code: 'UNAUTHORIZED' }
      expect(await mutate(gateway, deprecate, input, token)).toMatchObject(refused)
      expect(await mutate(gateway, undeprecate, { slug: 'notes' }, token)).toMatchObject(refused)
    }
    const { errors } = await ask(gateway, deprecate, { variables: { input } })
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED' } }])
  })
})
