import { isObjectType } from 'graphql'
import { describe, expect, it, vi } from 'vitest'
import { OverwriteAppDocument } from '../../src/cli/generated/operations.js'
import { encodeId } from '../../src/graphql/ids.js'
import { OperationRun } from '../../src/graphql/operation-run.js'
import { createSchema } from '../../src/graphql/schema.js'
import { RecordingDocuments } from '../support/recording-documents.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'

const mirror = { name: 'mirror', source: '', filter: 'reject', slugs: [] } as const

/**
 * A gateway with an application of two versions. `countReads` counts the queries to the document store during some
 * work.
 */
async function start() {
  const recording: { documents?: RecordingDocuments } = {}
  const gateway = await startTestGateway(
    { virtualSpaces: [{ ...mirror, slugs: [] }], spaces: ['', 'other'] },
    (engines) => {
      recording.documents = new RecordingDocuments(engines.documents)
      return { ...engines, documents: recording.documents }
    },
  )
  await gateway.addApp({ slug: 'notes' })
  for (const version of ['1.0.0', '1.1.0']) await gateway.publish({ slug: 'notes', version })
  const countReads = async (work: () => Promise<unknown>): Promise<number> => {
    const before = recording.documents?.queries.length ?? 0
    await work()
    return (recording.documents?.queries.length ?? 0) - before
  }
  return { gateway, countReads }
}

/** The response body of a query. */
async function queryText(
  { send }: TestGateway,
  query: string,
  { variables = {}, headers = {} }: { variables?: object; headers?: Record<string, string> } = {},
): Promise<string> {
  return (await send('/graphql', { method: 'POST', headers, body: { query, variables } })).text
}

// A query of all versions of `notes`. If the result is not cached, the versions are read from the document store.
const versionsOf = (space: string) =>
  `{ space(name: "${space}") { app(slug: "notes") { name label maintenance { short } versions { nodes { version name } } } } }`

describe('the result of a query', () => {
  it('is served again without a read from the document store', async () => {
    const { gateway, countReads } = await start()
    const first = await queryText(gateway, versionsOf('__default__'))
    expect(first).toContain('1.0.0')
    expect(
      await countReads(async () => {
        expect(await queryText(gateway, versionsOf('__default__'))).toBe(first)
        const get = await gateway.send(`/graphql?query=${encodeURIComponent(versionsOf('__default__'))}`)
        expect([get.status, get.text]).toEqual([200, first])
      }),
    ).toBe(0)
  })

  it('is cached even when the query selects only introspection fields', async () => {
    const { gateway } = await start()
    const query = '{ __schema { queryType { name } } type: __type(name: "App") { name } }'
    const executed = vi.spyOn(OperationRun.prototype, 'execute')
    const first = await queryText(gateway, query)
    expect(first).toBe('{"data":{"__schema":{"queryType":{"name":"Query"}},"type":{"name":"App"}}}')
    expect(await queryText(gateway, query)).toBe(first)
    expect(executed).toHaveBeenCalledOnce()
    executed.mockRestore()
  })

  it('is cached separately for each set of variables, operation name and base URL', async () => {
    const { gateway } = await start()
    const query = `
      query A($version: VersionNumber!) {
        space { app(slug: "notes") { version(version: $version) { version icon { url } } } }
      }
      query B($version: VersionNumber!) { space { app(slug: "notes") { slug version(version: $version) { sha256 } } } }
    `
    const run = async (operationName: string, version: string, headers = {}): Promise<string> => {
      const body = { query, operationName, variables: { version } }
      return (await gateway.send('/graphql', { method: 'POST', headers, body })).text
    }
    const readAll = async (): Promise<void> => {
      expect(await run('A', '1.0.0')).toContain('"version":"1.0.0"')
      expect(await run('A', '1.1.0')).toContain('"version":"1.1.0"')
      expect(await run('B', '1.0.0')).toContain('"slug":"notes"')
      expect(await run('A', '1.0.0', { Host: 'apps.example' })).toContain('http://apps.example/registry/')
    }
    // The first call computes the results. The second call gets them from the cache.
    await readAll()
    await readAll()
  })

  it('stays cached when another space changes', async () => {
    const { gateway, countReads } = await start()
    await queryText(gateway, versionsOf('__default__'))
    await gateway.addApp({ slug: 'notes', space: 'other' })
    expect(await countReads(() => queryText(gateway, versionsOf('__default__')))).toBe(0)
  })

  it('is computed again after a write through any interface', async () => {
    const { gateway } = await start()
    const { execute, master } = gateway
    const both = async (): Promise<string> =>
      (await queryText(gateway, versionsOf('__default__'))) + (await queryText(gateway, versionsOf('mirror')))
    const writes: [string, () => Promise<unknown>, RegExp][] = [
      ['REST', () => gateway.publish({ slug: 'notes', version: '1.2.0' }), /1\.2\.0.*1\.2\.0/],
      [
        'GraphQL',
        () =>
          queryText(gateway, 'mutation { activateMaintenance(input: { slug: "notes", short: true }) { __typename } }', {
            headers: authorized(master),
          }),
        /"short":true.*"short":true/,
      ],
      [
        'the command line',
        () => execute(OverwriteAppDocument, { input: { space: 'mirror', slug: 'notes', name: 'Jotter', icon: null } }),
        /"name":"notes".*"name":"Jotter"/,
      ],
      [
        'REST',
        () => gateway.publish({ slug: 'notes', version: '1.3.0' }),
        /1\.3\.0.*"version":"1\.3\.0","name":"Jotter"/,
      ],
    ]
    for (const [interfaceName, write, shown] of writes) {
      expect(await both(), interfaceName).not.toMatch(shown)
      await write()
      expect(await both(), interfaceName).toMatch(shown)
    }
  })

  it('bypasses the cache when the request has an Authorization or Cookie header', async () => {
    const { gateway, countReads } = await start()
    await queryText(gateway, versionsOf('__default__'))
    for (const headers of [authorized(gateway.master), { Authorization: 'Basic x' }, { Cookie: 'a=b' }]) {
      expect(await countReads(() => queryText(gateway, versionsOf('__default__'), { headers }))).toBeGreaterThan(0)
    }
    const personal = '{ viewer { kind } space { name pendingVersions { version } } }'
    expect(await queryText(gateway, personal, { headers: authorized(gateway.master) })).toContain(
      '"viewer":{"kind":"MASTER"}',
    )
    const refused = await queryText(gateway, personal)
    expect(refused).toContain('UNAUTHORIZED')
    expect(refused).not.toContain('MASTER')
    expect(await queryText(gateway, personal, { headers: authorized(gateway.master) })).not.toContain('UNAUTHORIZED')
  })

  it('is not cached when it contains an error', async () => {
    const { gateway } = await start()
    const query = '{ space { app(slug: "notes") { icon { size } } } }'
    const { objects } = gateway
    const stat = objects.stat.bind(objects)
    objects.stat = () => Promise.reject(new Error('broken'))
    expect(await queryText(gateway, query)).toContain('errors')
    objects.stat = stat
    expect(await queryText(gateway, query)).not.toContain('errors')
  })
})

// The fields of `Query`. The first value is a selection with the field. The second value is the outcome of an anonymous
// request.
const fields: Record<string, [string, 'cached' | 'not cached' | 'refused']> = {
  space: ['space { name }', 'cached'],
  spaces: ['spaces { name }', 'cached'],
  node: [`node(id: "${encodeId('App', '__default__', 'notes')}") { id }`, 'cached'],
  apps: ['apps(slugs: ["notes"]) { slug }', 'cached'],
  eventCursor: ['eventCursor', 'cached'],
  editor: ['editor(name: "Acme") { name }', 'cached'],
  editors: ['editors { name }', 'cached'],
  registry: ['registry { status { ok } }', 'not cached'],
  viewer: ['viewer { kind }', 'not cached'],
  instance: ['instance(domain: "cozy.example") { locale }', 'refused'],
  instances: ['instances { totalCount }', 'refused'],
  remoteSecrets: ['remoteSecrets { names }', 'refused'],
  auditLog: ['auditLog { nodes { id } }', 'refused'],
  verifyToken: ['verifyToken(input: { editor: "Acme", token: "AAAA" })', 'refused'],
}

describe('fields of Query', () => {
  const cases = Object.entries(fields).map(([name, [field, expected]]) => [name, expected, field] as const)
  it.each(cases)('the result of an anonymous query of %s is %s', async (_name, expected, field) => {
    const { gateway, countReads } = await start()
    const query = `{ ${field} cacheable: space { app(slug: "notes") { versions { nodes { name } } } } }`
    await queryText(gateway, query)
    let again = ''
    const count = await countReads(async () => {
      again = await queryText(gateway, query)
    })
    if (expected === 'refused') expect(again).toContain('UNAUTHORIZED')
    else if (expected === 'cached') expect(count).toBe(0)
    else expect(count).toBeGreaterThan(0)
  })

  it('are all in the table of these tests', () => {
    const query = createSchema().getQueryType()
    expect(isObjectType(query) && Object.keys(query.getFields()).sort()).toEqual(Object.keys(fields).sort())
  })

  it('show later writes although an earlier result was cached', async () => {
    const { gateway } = await start()
    const query = `{
      editors { name }
      editor(name: "Fresh") { name }
      node(id: "${encodeId('Editor', 'fresh')}") { id }
      spaces { slugs }
      registry { spaces { slugs } }
      app: node(id: "${encodeId('App', 'other', 'fresh')}") { ... on App { slug } }
    }`
    expect(await queryText(gateway, query)).not.toMatch(/fresh/i)
    await gateway.operations.createEditor('Fresh', true)
    expect(await queryText(gateway, query)).toContain('"editor":{"name":"Fresh"}')
    await gateway.addApp({ slug: 'fresh', space: 'other' })
    const shown = await queryText(gateway, query)
    expect(shown).toContain('"app":{"slug":"fresh"}')
    expect(shown.match(/\["fresh"\]/g)).toHaveLength(2)
  })
})
