import { expect, it } from 'vitest'
import { authorized, registryPath, startTestGateway, type TestGateway } from '../../support/gateway.js'
import { MergedRegistries } from './merged-registries.js'

// A stack (the server on which a user installs applications) with three registries:
// - the space `partner`
// - a space that does not exist
// - the default space
async function startWithThreeRegistries(): Promise<{ gateway: TestGateway; merged: MergedRegistries }> {
  const gateway = await startTestGateway({ spaces: ['', 'partner'] })
  await gateway.operations.createEditor('Partner', true)
  const bases = [`${gateway.url}/partner/`, `${gateway.url}/gone`, gateway.url]
  return { gateway, merged: new MergedRegistries(bases) }
}

async function activateMaintenance(gateway: TestGateway, slug: string, space?: string): Promise<void> {
  const body = {
    flag_short_maintenance: true,
    messages: { en: { short_message: `Pause in ${space ?? 'the default space'}` } },
  }
  const request = { method: 'PUT', headers: authorized(gateway.master), body }
  expect((await gateway.send(`${registryPath(space)}/maintenance/${slug}/activate`, request)).status).toBe(200)
}

it('a stack lists an application in maintenance only if no earlier registry has the application', async () => {
  const { gateway, merged } = await startWithThreeRegistries()
  for (const slug of ['bank', 'paused']) await gateway.addApp({ slug, space: 'partner' })
  for (const slug of ['bank', 'paused', 'alone', 'running']) await gateway.addApp({ slug })
  await activateMaintenance(gateway, 'paused', 'partner')
  for (const slug of ['bank', 'paused', 'alone']) await activateMaintenance(gateway, slug)
  const shown = await merged.maintenances()
  expect(shown.map(({ slug, maintenance_options }) => [slug, maintenance_options.messages.en?.short_message])).toEqual([
    ['paused', 'Pause in partner'],
    ['alone', 'Pause in the default space'],
  ])
  expect(merged.registries.map(({ requestedPaths }) => requestedPaths)).toEqual([
    ['/partner/registry/maintenance', '/partner/registry/slugs'],
    ['/gone/registry/maintenance', '/gone/registry/slugs'],
    ['/registry/maintenance'],
  ])
})

// The slugs in the space `partner` have even numbers, and fill more than one page. The slugs in the default space have
// multiples of three.
const evens = Array.from({ length: 105 }, (_, i) => slugOf(2 * i))
const threes = Array.from({ length: 40 }, (_, i) => slugOf(3 * i))

function slugOf(number: number): string {
  return `app-${String(number).padStart(3, '0')}`
}

it('a stack merges the lists of all registries; an application in several registries comes from the first of them', async () => {
  const { gateway, merged } = await startWithThreeRegistries()
  await Promise.all(evens.map((slug) => gateway.addApp({ slug, space: 'partner', editor: 'Partner' })))
  await Promise.all(threes.map((slug) => gateway.addApp({ slug })))
  for (const space of ['__default__', 'partner']) await gateway.addApp({ slug: 'app-001', type: 'konnector', space })
  const expectedSlugs = [...evens, ...threes.filter((slug) => !evens.includes(slug))].sort()
  for (const [sort, expected] of [['slug', expectedSlugs] as const, ['-slug', expectedSlugs.toReversed()] as const]) {
    const query = { 'filter[type]': 'webapp', sort }
    const listed: string[][] = []
    for (let cursor: string | undefined = '0|0|0'; cursor !== undefined;) {
      const page = await merged.list({ query, cursor, limit: 20 })
      listed.push(...page.data.map(({ slug, editor }) => [slug, editor]))
      cursor = page.cursor
    }
    expect(listed).toEqual(expected.map((slug) => [slug, evens.includes(slug) ? 'Partner' : 'Acme']))
  }
})

it('a stack reads the last registry from the offset in the cursor, and the other registries from their beginning', async () => {
  const { gateway, merged } = await startWithThreeRegistries()
  await Promise.all(evens.map((slug) => gateway.addApp({ slug, space: 'partner' })))
  await Promise.all(threes.map((slug) => gateway.addApp({ slug })))
  const query = { 'filter[type]': 'webapp', versionsChannel: 'stable' }
  // The offsets in the three registries. The offset -1 means the end of a registry.
  const { data, cursor } = await merged.list({ query, cursor: '7|-1|5', limit: 8 })
  expect(data.map(({ slug }) => slug)).toEqual([14, 15, 16, 18, 20, 21, 22, 24].map(slugOf))
  expect(cursor).toBe('13|-1|9')
  const rest = 'filter%5Btype%5D=webapp&limit'
  expect(merged.registries.map(({ requestedPaths }) => requestedPaths)).toEqual([
    [
      `/partner/registry?cursor=0&${rest}=100&versionsChannel=stable`,
      `/partner/registry?cursor=100&${rest}=100&versionsChannel=stable`,
    ],
    [`/gone/registry?cursor=0&${rest}=100&versionsChannel=stable`],
    [`/registry?cursor=5&${rest}=8&versionsChannel=stable`, `/registry?cursor=13&${rest}=8&versionsChannel=stable`],
  ])
})
