import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { exampleDomain, provisionCozy } from '../../src/quickstart/cozy.js'
import { weatherDoctype } from '../../src/quickstart/weather.js'
import { editor, startTestGateway, type TestGateway } from '../support/gateway.js'
import { dataOf } from '../graphql/ask.js'

const example = { slug: 'garden', editor, type: 'WEBAPP', version: '1.0.0', folder: '' } as const
const weatherManifest = { permissions: { weather: { type: weatherDoctype, verbs: ['GET'], remote: true } } }

async function startWithApps(manifest: object = weatherManifest): Promise<TestGateway> {
  const gateway = await startTestGateway()
  for (const slug of [example.slug, 'notes']) {
    await gateway.addApp({ slug })
    await gateway.publish({ slug, version: '1.0.0', manifest })
  }
  return gateway
}

const provision = (gateway: TestGateway) => provisionCozy(example, gateway.execute)

const mutate = (gateway: TestGateway, field: string) =>
  dataOf(gateway, `mutation { ${field} { __typename } }`, { token: gateway.master })

const found = z.object({
  instances: z.object({
    nodes: z.array(
      z.object({ domain: z.string(), apps: z.object({ nodes: z.array(z.object({ slug: z.string() })) }) }),
    ),
  }),
})

/** The slugs of the installed applications of each instance. */
async function installed(gateway: TestGateway): Promise<Record<string, string[]>> {
  const query = '{ instances(first: 10) { nodes { domain apps(first: 10) { nodes { slug } } } } }'
  const { instances } = found.parse(await dataOf(gateway, query, { token: gateway.master }))
  return Object.fromEntries(instances.nodes.map(({ domain, apps }) => [domain, apps.nodes.map(({ slug }) => slug)]))
}

describe('provisionCozy', () => {
  it('creates an instance with the example application, and changes nothing the second time', async () => {
    const gateway = await startWithApps()
    const tokens = [await provision(gateway), await provision(gateway)]
    expect(await installed(gateway)).toEqual({ [exampleDomain]: ['garden'] })
    for (const token of tokens) {
      const headers = { Host: exampleDomain, Authorization: `Bearer ${token ?? ''}` }
      const answer = await gateway.send('/permissions/self', { headers })
      expect(answer.json()).toMatchObject({ data: { attributes: { source_id: 'io.cozy.apps/garden' } } })
    }
  })

  it('installs the example on its instance after an interruption', async () => {
    const gateway = await startWithApps()
    await mutate(gateway, `createInstance(input: { domain: "${exampleDomain}" })`)
    expect(await provision(gateway)).toEqual(expect.any(String))
    expect(await installed(gateway)).toEqual({ [exampleDomain]: ['garden'] })
  })

  it('creates no instance when there is another one', async () => {
    const gateway = await startWithApps()
    await mutate(gateway, 'createInstance(input: { domain: "alice.cozy.example" })')
    expect(await provision(gateway)).toBeUndefined()
    expect(await installed(gateway)).toEqual({ 'alice.cozy.example': [] })
  })

  it('does not install the example again when another application is installed', async () => {
    const gateway = await startWithApps()
    await provision(gateway)
    await mutate(gateway, `installApp(input: { domain: "${exampleDomain}", app: "notes" })`)
    await mutate(gateway, `uninstallApp(input: { domain: "${exampleDomain}", app: "garden" })`)
    expect(await provision(gateway)).toBeUndefined()
    expect(await installed(gateway)).toEqual({ [exampleDomain]: ['notes'] })
  })

  it('creates nothing if the example is missing, or may not ask for the weather', async () => {
    for (const gateway of [await startTestGateway(), await startWithApps({})]) {
      expect(await provision(gateway)).toBeUndefined()
      expect(await installed(gateway)).toEqual({})
    }
  })
})
