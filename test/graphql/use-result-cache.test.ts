import { isObjectType } from 'graphql'
import { describe, expect, it, vi } from 'vitest'
import { OverwriteAppDocument } from '../../src/cli/generated/operations.js'
import { encodeId } from '../../src/graphql/ids.js'
import { OperationRun } from '../../src/graphql/operation-run.js'
import { createSchema } from '../../src/graphql/schema.js'
import { CountedDocuments } from '../support/counted.js'
import { authorized, startTestGateway, type TestGateway } from '../support/gateway.js'

const mirror = { name: 'mirror', source: '', filter: 'reject', slugs: [] } as const

/** A gateway with an application of two versions, and how many documents a query makes it ask for. */
async function start() {
  const counting: { documents?: CountedDocuments } = {}
  const gateway = await startTestGateway(
    { virtualSpaces: [{ ...mirror, slugs: [] }], spaces: ['', 'other'] },
    (engines) => {
      counting.documents = new CountedDocuments(engines.documents)
      return { ...engines, documents: counting.documents }
    },
  )
  await gateway.addApp({ slug: 'notes' })
  for (const version of ['1.0.0', '1.1.0']) await gateway.publish({ slug: 'notes', version })
  const asked = async (work: () => Promise<unknown>): Promise<number> => {
    const before = counting.documents?.queries.length ?? 0
    await work()
    return (counting.documents?.queries.length ?? 0) - before
  }
  return { gateway, asked }
}

async function text(
  { send }: TestGateway,
  query: string,
  { variables = {}, headers = {} }: { variables?: object; headers?: Record<string, string> } = {},
): Promise<string> {
  return (await send('/graphql', { method: 'POST', headers, body: { query, variables } })).text
}

// All versions are read from the documents each time that this is run.
const versionsOf = (space: string) =>
  `{ space(name: "${space}") { app(slug: "notes") { name label maintenance { short } versions { nodes { version name } } } } }`

describe('the result of a query', () => {
  it('is served again without reading the documents', async () => {
    const { gateway, asked } = await start()
    const first = await text(gateway, versionsOf('__default__'))
    expect(first).toContain('1.0.0')
    expect(
      await asked(async () => {
        expect(await text(gateway, versionsOf('__default__'))).toBe(first)
        const get = await gateway.send(`/graphql?query=${encodeURIComponent(versionsOf('__default__'))}`)
        expect([get.status, get.text]).toEqual([200, first])
      }),
    ).toBe(0)
  })

  it('is cached when it depends on the schema only', async () => {
    const { gateway } = await start()
    const query = '{ __schema { queryType { name } } type: __type(name: "App") { name } }'
    const executed = vi.spyOn(OperationRun.prototype, 'execute')
    const first = await text(gateway, query)
    expect(first).toBe('{"data":{"__schema":{"queryType":{"name":"Query"}},"type":{"name":"App"}}}')
    expect(await text(gateway, query)).toBe(first)
    expect(executed).toHaveBeenCalledOnce()
    executed.mockRestore()
  })

  it('differs by variables, by operation, and by the address of the gateway', async () => {
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
    // Computed, then kept.
    await readAll()
    await readAll()
  })

  it('stays cached when another space changes', async () => {
    const { gateway, asked } = await start()
    await text(gateway, versionsOf('__default__'))
    await gateway.addApp({ slug: 'notes', space: 'other' })
    expect(await asked(() => text(gateway, versionsOf('__default__')))).toBe(0)
  })

  it('is computed again after a write through any interface', async () => {
    const { gateway } = await start()
    const { execute, master } = gateway
    const both = async (): Promise<string> =>
      (await text(gateway, versionsOf('__default__'))) + (await text(gateway, versionsOf('mirror')))
    const writes: [string, () => Promise<unknown>, RegExp][] = [
      ['REST', () => gateway.publish({ slug: 'notes', version: '1.2.0' }), /1\.2\.0.*1\.2\.0/],
      [
        'GraphQL',
        () =>
          text(gateway, 'mutation { activateMaintenance(input: { slug: "notes", short: true }) { __typename } }', {
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
    for (const [door, write, shown] of writes) {
      expect(await both(), door).not.toMatch(shown)
      await write()
      expect(await both(), door).toMatch(shown)
    }
  })

  it('is neither served to requests with a token nor taken from them', async () => {
    const { gateway, asked } = await start()
    await text(gateway, versionsOf('__default__'))
    for (const headers of [authorized(gateway.master), { Authorization: 'Basic x' }, { Cookie: 'a=b' }]) {
      expect(await asked(() => text(gateway, versionsOf('__default__'), { headers }))).toBeGreaterThan(0)
    }
    const personal = '{ viewer { kind } space { name pendingVersions { version } } }'
    expect(await text(gateway, personal, { headers: authorized(gateway.master) })).toContain(
      '"viewer":{"kind":"MASTER"}',
    )
    const refused = await text(gateway, personal)
    expect(refused).toContain('UNAUTHORIZED')
    expect(refused).not.toContain('MASTER')
    expect(await text(gateway, personal, { headers: authorized(gateway.master) })).not.toContain('UNAUTHORIZED')
  })

  it('is not cached when something failed', async () => {
    const { gateway } = await start()
    const query = '{ space { app(slug: "notes") { icon { size } } } }'
    const { objects } = gateway
    const stat = objects.stat.bind(objects)
    objects.stat = () => Promise.reject(new Error('broken'))
    expect(await text(gateway, query)).toContain('errors')
    objects.stat = stat
    expect(await text(gateway, query)).not.toContain('errors')
  })
})

// What each field of `Query` reads from: whether its result, with something kept beside it, is given again to anybody.
const fields: Record<string, [string, 'kept' | 'asked again' | 'refused']> = {
  space: ['space { name }', 'kept'],
  spaces: ['spaces { name }', 'kept'],
  node: [`node(id: "${encodeId('App', '__default__', 'notes')}") { id }`, 'kept'],
  editor: ['editor(name: "Acme") { name }', 'kept'],
  editors: ['editors { name }', 'kept'],
  registry: ['registry { status { ok } }', 'asked again'],
  viewer: ['viewer { kind }', 'asked again'],
  verifyToken: ['verifyToken(input: { editor: "Acme", token: "AAAA" })', 'refused'],
}

describe('fields of Query', () => {
  it.each(Object.entries(fields))('%s', async (_name, [field, what]) => {
    const { gateway, asked } = await start()
    const query = `{ ${field} kept: space { app(slug: "notes") { versions { nodes { name } } } } }`
    await text(gateway, query)
    let again = ''
    const count = await asked(async () => {
      again = await text(gateway, query)
    })
    if (what === 'refused') expect(again).toContain('UNAUTHORIZED')
    else if (what === 'kept') expect(count).toBe(0)
    else expect(count).toBeGreaterThan(0)
  })

  it('are all in the table above', () => {
    const query = createSchema().getQueryType()
    expect(isObjectType(query) && Object.keys(query.getFields()).sort()).toEqual(Object.keys(fields).sort())
  })

  it('show later writes although they were cached', async () => {
    const { gateway } = await start()
    const query = `{
      editors { name }
      editor(name: "Fresh") { name }
      node(id: "${encodeId('Editor', 'fresh')}") { id }
      spaces { slugs }
      registry { spaces { slugs } }
      app: node(id: "${encodeId('App', 'other', 'fresh')}") { ... on App { slug } }
    }`
    expect(await text(gateway, query)).not.toMatch(/fresh/i)
    await gateway.operations.createEditor('Fresh', true)
    expect(await text(gateway, query)).toContain('"editor":{"name":"Fresh"}')
    await gateway.addApp({ slug: 'fresh', space: 'other' })
    const shown = await text(gateway, query)
    expect(shown).toContain('"app":{"slug":"fresh"}')
    expect(shown.match(/\["fresh"\]/g)).toHaveLength(2)
  })
})
