import { expect, it, onTestFinished } from 'vitest'
import { LocalRegistry } from '../../src/installed-apps/app-registry.js'
import { CodeStore } from '../../src/installed-apps/code-store.js'
import { Packages } from '../../src/installed-apps/packages.js'
import { parseSource } from '../../src/installed-apps/source.js'
import type { Instance } from '../../src/instances/instance.js'
import { archiveCeilings } from '../../src/registry/publishing/limits.js'
import { startArchiveServer } from '../support/archive-server.js'
import { packArchive, sha256 } from '../support/archives.js'
import { listen } from '../support/http-servers.js'
import { openTestInstances } from '../support/instances.js'
import { client } from '../support/outgoing-client.js'
import { openTestRegistry, publishLimits } from '../support/registry.js'

it('a running download, and a download that waits for another one, end when their signal is aborted', async () => {
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
      registry: new LocalRegistry(registry, space),
      signal: controller.signal,
    }
    const fetched = packages.withPackage(wanted, () => Promise.resolve('fetched'))
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

it('a download that waits for another one of the same instance does not delay other instances with the same archive', async () => {
  const { objects } = await openTestRegistry()
  const { instances } = await openTestInstances()
  const archives = await startArchiveServer()
  const hanging = await listen((_request, response) => response.writeHead(200).write('the begin of an archive'))
  const archive = await packArchive([{ name: 'index.html', content: 'hello' }], { gzip: true })
  const version = {
    version: '1.0.0',
    manifest: {},
    time: 0,
    sha256: sha256(archive),
    url: archives.serve('a.tar.gz', archive),
  }
  const registry = { latest: () => Promise.resolve(version), version: () => Promise.resolve(version) }
  const packages = new Packages({
    code: new CodeStore(objects),
    outgoing: client(['127.0.0.0/8']),
    limits: { ...publishLimits, concurrency: 2, runningPerEditor: 1 },
    archiveLimits: archiveCeilings,
  })
  const [alice, bob] = await Promise.all(
    ['alice', 'bob'].map((name) => instances.add({ domain: `${name}.example.org`, locale: 'en', context: 'default' })),
  )
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const install = (instance: Instance | undefined, source: string) => {
    if (!instance) throw new Error('There is no instance')
    const app = { type: 'webapp', slug: 'garden' } as const
    const wanted = { instance, app, source: parseSource(source), registry, signal: controller.signal }
    return packages.withPackage(wanted, ({ storeCode }) => storeCode())
  }
  const running = install(alice, hanging.origin)
  await expect.poll(() => hanging.paths).toHaveLength(1)
  const waiting = install(alice, 'registry://garden')
  await install(bob, 'registry://garden')
  controller.abort(new Error('the test ends'))
  const results = await Promise.allSettled([running, waiting])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(archives.paths).toEqual(['/a.tar.gz'])
})
