import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LocalRegistry, RemoteRegistry } from '../../src/installed-apps/app-registry.js'
import { listen } from '../support/http-servers.js'
import { client } from '../support/outgoing-client.js'
import { openTestRegistry } from '../support/registry.js'
import { temporaryFolder } from '../support/temporary-folder.js'

/** Starts a remote registry whose manifests have the given size, and opens a client of it. */
async function open({ characters = 0, cachedFor }: { characters?: number; cachedFor?: number } = {}) {
  const server = await listen((_request, response) => {
    const manifest = { name: 'x'.repeat(characters) }
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ version: '1.0.0', manifest, sha256: 'a'.repeat(64), url: 'http://archive.example' }))
  })
  return { server, registry: new RemoteRegistry(client(['127.0.0.1']), server.origin, cachedFor) }
}

it('a remote registry gets only one request for several reads of a version, concurrent or within seconds', async () => {
  const { server, registry } = await open()
  await Promise.all([registry.latest('notes', 'stable'), registry.latest('notes', 'stable')])
  expect(await registry.latest('notes', 'stable')).toMatchObject({ version: '1.0.0' })
  expect(server.paths).toEqual(['/registry/notes/stable/latest'])
})

it('a remote registry gets another request when a cached version expires, even if this version is read all the time', async () => {
  const { server, registry } = await open({ cachedFor: 300 })
  const requests = async (): Promise<number> => {
    await registry.latest('notes', 'stable')
    return server.paths.length
  }
  await expect.poll(requests, { interval: 20, timeout: 5_000 }).toBeGreaterThan(1)
})

it('an answer of a remote registry that is not UTF-8 is refused', async () => {
  const version = {
    version: '1.0.0',
    manifest: { name: 'Caf\xe9' },
    sha256: 'a'.repeat(64),
    url: 'http://archive.example',
  }
  const server = await listen((_request, response) => response.end(Buffer.from(JSON.stringify(version), 'latin1')))
  const registry = new RemoteRegistry(client(['127.0.0.1']), server.origin)
  await expect(registry.latest('notes', 'stable')).rejects.toMatchObject({
    code: 'ARCHIVE_UNREACHABLE',
    details: { detail: `The registry ${new URL(server.origin).host} can't be used: its answer is not UTF-8` },
  })
})

it('the cache for a remote registry evicts the oldest answers when manifests are large', async () => {
  const { server, registry } = await open({ characters: 1_000_000 })
  const slugs = Array.from({ length: 12 }, (_, i) => `app-${String(i)}`)
  for (const slug of slugs) await registry.latest(slug, 'stable')
  await registry.latest('app-11', 'stable')
  expect(server.paths).toHaveLength(12)
  await registry.latest('app-0', 'stable')
  expect(server.paths).toHaveLength(13)
})

it("a download from the gateway's own registry fails with the reason of its aborted signal", async () => {
  const { registry, space, createApp, publish } = await openTestRegistry()
  await createApp('notes')
  await publish({ slug: 'notes', version: '1.0.0' })
  const own = new LocalRegistry(registry, space)
  const version = await own.version('notes', '1.0.0')
  const file = join(await temporaryFolder(), 'archive')
  const signal = AbortSignal.abort(new Error('took too long'))
  await expect(version && own.download('notes', version, file, signal)).rejects.toThrow('took too long')
})
