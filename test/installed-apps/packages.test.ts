import { expect, it } from 'vitest'
import { OwnRegistry } from '../../src/installed-apps/app-registry.js'
import { CodeStore } from '../../src/installed-apps/code-store.js'
import { Packages } from '../../src/installed-apps/packages.js'
import { parseSource } from '../../src/installed-apps/source.js'
import { archiveCeilings } from '../../src/registry/publishing/limits.js'
import { listen } from '../support/http-servers.js'
import { openTestInstances } from '../support/instances.js'
import { client } from '../support/outgoing-client.js'
import { openTestRegistry, publishLimits } from '../support/registry.js'

it('a package that downloads, or waits for another one, ends with its signal', async () => {
  const { registry, space, objects } = await openTestRegistry()
  const { instances } = await openTestInstances()
  const instance = await instances.add({ domain: 'alice.example.org', locale: 'en', context: 'default' })
  const slow = await listen((_request, response) => response.writeHead(200).write('the begin of an archive'))
  const packages = new Packages({
    code: new CodeStore(objects),
    outgoing: client(['127.0.0.0/8']),
    limits: { ...publishLimits, concurrency: 1 },
    archiveLimits: archiveCeilings,
  })
  const fetch = () => {
    const controller = new AbortController()
    const wanted = {
      instance,
      app: { type: 'webapp', slug: 'garden' } as const,
      source: parseSource(slow.origin),
      registry: new OwnRegistry(registry, space),
      signal: controller.signal,
    }
    const fetched = packages.with(wanted, () => Promise.resolve('fetched'))
    return { end: () => controller.abort(new Error('took too long')), fetched }
  }
  const running = fetch()
  await expect.poll(() => slow.paths).toHaveLength(1)
  const waiting = fetch()
  for (const { end, fetched } of [waiting, running]) {
    end()
    await expect(fetched).rejects.toThrow('took too long')
  }
  expect(slow.paths).toHaveLength(1)
})
