import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { StoredDocument } from '../../src/documents/documents.js'
import type { Json } from '../../src/json.js'
import { changesIn } from '../support/changes.js'
import { startTestGateway, type TestGateway } from '../support/gateway.js'
import { domain, startTestCozy } from '../support/cozy.js'
import { ForwardingDocuments } from '../support/forwarding-stores.js'
import { ask, dataOf } from './ask.js'

const successes = {
  createInstance: 'CreateInstance instance { domain locale context createdAt } warnings',
  removeInstance: 'RemoveInstance domain',
  createAppToken: 'CreateAppToken token',
  createCliToken: 'CreateCliToken token',
} as const

/** Runs a mutation with a master token. */
async function mutate(gateway: TestGateway, name: keyof typeof successes, input: Json) {
  const [type = '', ...fields] = successes[name].split(' ')
  const query = `mutation ($input: ${type}Input!) {
    result: ${name}(input: $input) { __typename ... on ${type}Success { ${fields.join(' ')} } ... on Refusal { code message } }
  }`
  const data = await dataOf(gateway, query, { variables: { input }, token: gateway.master })
  return z.object({ result: z.looseObject({ token: z.string().optional() }) }).parse(data).result
}

/** Records the ids of the documents that `getMany` and `list` read. */
class ReadDocuments extends ForwardingDocuments {
  read: string[] = []

  override getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]> {
    this.read.push(...ids)
    return super.getMany(database, ids)
  }
  override async *list(database: string, startId?: string, pageSize?: number): AsyncIterable<StoredDocument> {
    for await (const document of super.list(database, startId, pageSize)) {
      this.read.push(document._id)
      yield document
    }
  }
}

describe('instances', () => {
  it('are created, found, listed page by page, and removed', async () => {
    const gateway = await startTestGateway()
    const token = gateway.master
    expect(await mutate(gateway, 'createInstance', { domain: 'b.example:8080', locale: 'fr', context: 'dev' })).toEqual(
      {
        __typename: 'CreateInstanceSuccess',
        instance: { domain: 'b.example:8080', locale: 'fr', context: 'dev', createdAt: expect.stringMatching(/Z$/) },
        warnings: [expect.stringContaining('"dev" is not in "instance_contexts"')],
      },
    )
    for (const name of ['a.example', 'c.example']) await mutate(gateway, 'createInstance', { domain: name })
    const list = `query ($after: String) {
      instances(first: 2, after: $after) { nodes { domain } edges { cursor } pageInfo { hasNextPage endCursor } totalCount }
    }`
    const shape = z.object({ instances: z.looseObject({ pageInfo: z.looseObject({ endCursor: z.string() }) }) })
    const { instances } = shape.parse(await dataOf(gateway, list, { token }))
    expect(instances).toMatchObject({
      nodes: [{ domain: 'a.example' }, { domain: 'b.example:8080' }],
      pageInfo: { hasNextPage: true },
      totalCount: 3,
    })
    const after = instances.pageInfo.endCursor
    expect(await dataOf(gateway, list, { token, variables: { after } })).toMatchObject({
      instances: { nodes: [{ domain: 'c.example' }], pageInfo: { hasNextPage: false } },
    })
    const one =
      '{ instance(domain: "a.example") { domain locale context } none: instance(domain: "x.example") { domain } }'
    expect(await dataOf(gateway, one, { token })).toEqual({
      instance: { domain: 'a.example', locale: 'en', context: 'default' },
      none: null,
    })
    expect(await mutate(gateway, 'removeInstance', { domain: 'a.example' })).toMatchObject({ domain: 'a.example' })
    expect(await dataOf(gateway, one, { token })).toMatchObject({ instance: null })
  })

  it('are refused with a typed result when the input is wrong', async () => {
    const gateway = await startTestCozy()
    expect(await mutate(gateway, 'createInstance', { domain })).toMatchObject({
      __typename: 'InstanceExists',
      code: 'INSTANCE_EXISTS',
      message: expect.stringContaining(domain),
    })
    for (const input of [
      { domain: 'A.example' },
      { domain: 'a.example', locale: '?' },
      { domain: 'a', context: '/' },
    ]) {
      expect(await mutate(gateway, 'createInstance', input)).toMatchObject({ __typename: 'InvalidInput' })
    }
    const unknown = { __typename: 'InstanceNotFound', code: 'INSTANCE_NOT_FOUND' }
    expect(await mutate(gateway, 'removeInstance', { domain: 'x.example' })).toMatchObject(unknown)
    expect(await mutate(gateway, 'createAppToken', { domain: 'x.example', app: 'a' })).toMatchObject(unknown)
    expect(await mutate(gateway, 'createCliToken', { domain: 'x.example', scope: 'a' })).toMatchObject(unknown)
  })

  it('need a master token', async () => {
    const gateway = await startTestCozy()
    for (const query of ['{ instances { totalCount } }', `{ instance(domain: "${domain}") { domain } }`]) {
      for (const token of [undefined, await gateway.token()]) {
        const { errors } = await ask(gateway, query, token === undefined ? {} : { token })
        expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED' } }])
      }
    }
  })

  it('are logged when they change, without the created tokens', async () => {
    const gateway = await startTestCozy()
    const { token = '' } = await mutate(gateway, 'createCliToken', { domain, scope: 'io.cozy.apps' })
    await mutate(gateway, 'removeInstance', { domain })
    await mutate(gateway, 'removeInstance', { domain })
    const by = { kind: 'master', editor: 'Acme' }
    expect(changesIn(gateway.logged()).slice(-4)).toMatchObject([
      { operation: 'createInstance', on: { domain }, by, from: '127.0.0.1', outcome: 'done' },
      { operation: 'createCliToken', on: { domain, scope: 'io.cozy.apps' }, by, outcome: 'done' },
      { operation: 'removeInstance', on: { domain }, by, outcome: 'done' },
      { operation: 'removeInstance', on: { domain }, by, outcome: 'refused', code: 'INSTANCE_NOT_FOUND' },
    ])
    expect(gateway.logged().join('')).not.toContain(token)
  })
})

describe('tokens of instances', () => {
  it('are created for an installed application or for a scope', async () => {
    const gateway = await startTestCozy()
    await gateway.storePermissions('notes', { files: { type: 'io.cozy.files' } })
    await gateway.storePermissions('bank', {}, 'konnector')
    const sourceOf = async (token = '') => {
      const shape = z.object({ data: z.object({ attributes: z.looseObject({ source_id: z.string().optional() }) }) })
      return shape.parse((await gateway.ask('/permissions/self', token)).json()).data.attributes.source_id
    }
    const app = await mutate(gateway, 'createAppToken', { domain, app: 'notes' })
    expect(await sourceOf(app.token)).toBe('io.cozy.apps/notes')
    const konnector = await mutate(gateway, 'createAppToken', { domain, app: 'bank', type: 'KONNECTOR' })
    expect(await sourceOf(konnector.token)).toBe('io.cozy.konnectors/bank')
    const cli = await mutate(gateway, 'createCliToken', { domain, scope: 'io.cozy.apps', maxAge: 60 })
    expect(await sourceOf(cli.token)).toBeUndefined()
    const refused = [
      await mutate(gateway, 'createAppToken', { domain, app: 'bank' }),
      await mutate(gateway, 'createAppToken', { domain, app: 'notes', maxAge: 0 }),
      await mutate(gateway, 'createCliToken', { domain, scope: '*' }),
      await mutate(gateway, 'createCliToken', { domain, scope: 'io.cozy.apps', maxAge: -1 }),
    ]
    expect(refused.map(({ __typename }) => __typename)).toEqual(['AppNotFound', ...Array(3).fill('InvalidInput')])
  })
})

describe('the log of remote requests', () => {
  it('is shown newest first, with filters', async () => {
    const gateway = await startTestCozy()
    for (const i of [1, 2, 3]) {
      await gateway.instances.documents.put(gateway.instance, 'io.cozy.remote.requests', {
        _id: String(i),
        doctype: 'org.example.prices',
        verb: 'GET',
        url: 'https://example.org/gas?k=***',
        response_code: 404,
        content_type: 'text/plain',
        variables: { kind: 'gas' },
        created_at: `2026-01-0${String(i)}T00:00:00.000Z`,
        cozyMetadata: i === 1 ? {} : { createdByApp: 'notes' },
      })
    }
    const query = `query ($filter: RemoteRequestFilter) {
      instance(domain: "${domain}") {
        remoteRequests(first: 2, filter: $filter) {
          nodes { id doctype verb url responseCode contentType variables createdAt app }
          pageInfo { hasNextPage }
        }
      }
    }`
    const shown = async (filter: Json) => dataOf(gateway, query, { variables: { filter }, token: gateway.master })
    const newest = {
      id: '3',
      doctype: 'org.example.prices',
      verb: 'GET',
      url: 'https://example.org/gas?k=***',
      responseCode: 404,
      contentType: 'text/plain',
      variables: { kind: 'gas' },
      createdAt: '2026-01-03T00:00:00.000Z',
      app: 'notes',
    }
    const page = (nodes: Json, hasNextPage: boolean) => ({
      instance: { remoteRequests: { nodes, pageInfo: { hasNextPage } } },
    })
    expect(await shown(null)).toMatchObject(page([newest, { id: '2' }], true))
    expect(await shown({ app: 'notes', since: '2026-01-03T00:00:00Z' })).toEqual(page([newest], false))
    expect(await shown({ doctype: 'org.example.other' })).toEqual(page([], false))
  })
})

it('a page of installed applications reads only the documents of its own applications', async () => {
  const recording: { documents?: ReadDocuments } = {}
  const gateway = await startTestGateway({}, (engines) => {
    recording.documents = new ReadDocuments(engines.documents)
    return { ...engines, documents: recording.documents }
  })
  await mutate(gateway, 'createInstance', { domain })
  for (const slug of ['a', 'b', 'c']) {
    await gateway.addApp({ slug })
    await gateway.publish({ slug, version: '1.0.0' })
    const install = `mutation { installApp(input: { domain: "${domain}", app: "${slug}" }) { __typename } }`
    expect(await dataOf(gateway, install, { token: gateway.master })).toEqual({
      installApp: { __typename: 'InstallAppSuccess' },
    })
  }
  recording.documents?.read.splice(0)
  const page = '{ totalCount edges { cursor node { slug } } pageInfo { hasNextPage endCursor } }'
  const query = `query ($after: String) { instance(domain: "${domain}") { apps(first: 1, after: $after) ${page} } }`
  const shape = z.object({
    instance: z.object({ apps: z.looseObject({ edges: z.array(z.looseObject({ cursor: z.string() })) }) }),
  })
  const first = shape.parse(await dataOf(gateway, query, { token: gateway.master })).instance.apps
  expect(first).toMatchObject({ totalCount: 3, edges: [{ node: { slug: 'a' } }], pageInfo: { hasNextPage: true } })
  const after = first.edges[0]?.cursor ?? ''
  expect(await dataOf(gateway, query, { token: gateway.master, variables: { after } })).toMatchObject({
    instance: { apps: { edges: [{ node: { slug: 'b' } }] } },
  })
  expect(recording.documents?.read).toEqual(['io.cozy.apps/a', 'io.cozy.apps/b'])
})
