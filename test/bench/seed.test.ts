import { beforeAll, describe, expect, it } from 'vitest'
import { Manifests } from '../../bench/performance/manifests.js'
import { benchRoutes } from '../../bench/performance/routes.js'
import { benchSlug, benchVersions, seed } from '../../bench/performance/seed.js'
import { RepairDocument } from '../../src/cli/generated/operations.js'
import { startTestGateway } from '../support/gateway.js'

const apps = 40
const routes = benchRoutes(new Manifests().frequentWord)

async function startSeededGateway() {
  const gateway = await startTestGateway({
    domainSpaces: new Map([['links.example', '']]),
    trustedDomains: new Map([['', ['cozy.example']]]),
  })
  const { documents, objects, config } = gateway
  await seed({ documents, objects, prefix: config.prefix, apps, onProgress: () => undefined })
  return gateway
}

describe('a stored registry', () => {
  it('has nothing to repair', async () => {
    const { execute } = await startSeededGateway()
    const { repair } = await execute(RepairDocument, { input: { fix: false } })
    expect(repair).toEqual({
      objects: 2 * apps + 1,
      assets: 2 * apps,
      versions: apps * benchVersions.length,
      archives: apps,
      findings: [],
    })
  })

  it('answers every measured request without an error', async () => {
    const gateway = await startSeededGateway()
    for (const { name, method, path, headers, body } of routes) {
      const request = {
        method,
        headers: { ...headers, 'Accept-Encoding': 'identity' },
        ...(body !== undefined && { body }),
      }
      const { status, text } = await gateway.send(path, request)
      expect(status, name).toBeLessThan(400)
      expect(text, name).not.toContain('"errors"')
    }
  })
})

describe('manifests', () => {
  const manifests = new Manifests()
  let sizes: number[]
  beforeAll(() => {
    sizes = Array.from({ length: 1_000 }, (_, place) => {
      const manifest = manifests.make({ slug: benchSlug(place), editor: 'Editor0', type: 'webapp' })
      return Buffer.byteLength(JSON.stringify(manifest))
    }).sort((a, b) => a - b)
  })

  it('have about 2 to 20 kB, and half of them less than 5 kB', () => {
    expect(sizes[0]).toBeGreaterThan(1_700)
    expect(sizes.at(-1)).toBeLessThan(23_000)
    expect(sizes[500]).toBeLessThan(5_000)
    expect(sizes[900]).toBeGreaterThan(8_000)
  })
})
