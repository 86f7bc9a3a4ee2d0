import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readVersion } from '../../../src/registry/records.js'
import { assetsContainer, type RealSpace } from '../../../src/registry/spaces.js'
import { sha256 } from '../../support/archives.js'
import { ForwardingDocuments } from '../../support/forwarding-stores.js'
import { openTestRegistry, outcomes, type TestRegistry } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

/**
 * All document ids by database, and all object keys by container. Leaves out editors, empty databases and empty
 * containers.
 */
async function allStored({ documents, objects }: TestRegistry) {
  const ids: Record<string, string[]> = {}
  for (const database of await documents.databases()) {
    const found = await documents.ids(database)
    if (found.length > 0 && database !== 'test-editors') ids[database] = found
  }
  const keys: Record<string, string[]> = {}
  for (const container of [assetsContainer, '__default__', 'labs', 'mirror']) {
    const found: string[] = []
    for await (const key of objects.list(container)) found.push(key)
    if (found.length > 0) keys[container] = found
  }
  return { ids, keys }
}

function put({ objects }: TestRegistry, container: string, key: string): Promise<void> {
  return objects.put(container, key, Readable.from([Buffer.from(key)]), { contentType: '' })
}

/** Creates the editor `Slow`, whose versions wait for an approval. */
async function createSlowEditor({ registry }: TestRegistry): Promise<void> {
  await registry.editors.create('Slow', false)
}

/**
 * Stores an overwritten version (a version with another name or icon) of the virtual space `mirror`. The format is that
 * of the reference registry. Returns the checksum of the archive.
 */
async function storeOverwrittenVersion(
  { documents, objects }: TestRegistry,
  id: string,
  content: string,
): Promise<string> {
  const checksum = sha256(content)
  await documents.ensure('test-mirror-versions', [])
  await documents.put('test-mirror-versions', { _id: id, slug: 'notes', attachments: { tarball: checksum } })
  await objects.put('mirror', checksum, Readable.from([Buffer.from(content)]), { contentType: 'application/gzip' })
  return checksum
}

/** The keys of the versions and overwrites that use an asset. */
async function usedBy({ documents }: TestRegistry, checksum: string) {
  return (await documents.get('test-assets', checksum))?.used_by
}

describe('a removal of a version', () => {
  it('removes its document, and the files that no other version uses', async () => {
    const test = await openTestRegistry()
    const { registry, space, publish, storedChecksum } = test
    await test.createApp('notes')
    const first = await publish({ slug: 'notes', version: '1.0.0' })
    const second = await publish({
      slug: 'notes',
      version: '1.0.0-beta.1',
      manifest: { version: '1.0.0', name: 'Beta' },
    })
    await put(test, '__default__', 'notes/1.0.0/icon')
    await put(test, '__default__', 'notes/1.0.0-beta.1/icon')
    const before = Date.now()
    const removed = await registry.removal.removeVersion(space, 'notes', '1.0.0')
    expect(removed).toMatchObject({ slug: 'notes', version: '1.0.0', channel: 'stable', state: 'PUBLISHED' })
    expect(before - removed.createdAt.getTime()).toBeLessThan(60_000)
    const app = await registry.catalogue.app(space, 'notes')
    expect(app && (await registry.catalogue.version(app, '1.0.0'))).toBeUndefined()
    expect([await storedChecksum(first), await storedChecksum(second)]).toEqual([undefined, second])
    const { ids, keys } = await allStored(test)
    expect(ids['test-versions']).toEqual(['notes-1.0.0-beta.1'])
    expect(ids['test-assets']).toHaveLength(2)
    expect(keys.__default__).toEqual(['notes/1.0.0-beta.1/icon'])
  })

  it('is possible for a pending version', async () => {
    const test = await openTestRegistry()
    const { registry, space, createApp, publish } = test
    await createSlowEditor(test)
    await createApp('notes', 'Slow')
    await publish({ slug: 'notes', version: '1.0.0' })
    expect(await registry.removal.removeVersion(space, 'notes', '1.0.0')).toMatchObject({ state: 'PENDING' })
    expect((await allStored(test)).ids).toEqual({ 'test-apps': ['notes'] })
  })

  it('is refused for an unknown or invalid version or application', async () => {
    const { registry, space, createApp } = await openTestRegistry()
    await createApp('notes')
    const { removal } = registry
    const attempts = [
      removal.removeVersion(space, 'notes', '1.0.0'),
      removal.removeVersion(space, 'drive', '1.0.0'),
      removal.removeVersion(space, 'notes', 'one'),
      removal.removeVersion(space, 'No', '1.0.0'),
    ]
    expect(await outcomes(attempts)).toEqual(['VERSION_NOT_FOUND', 'APP_NOT_FOUND', 'INVALID_VERSION', 'INVALID_SLUG'])
  })

  it('removes the overwritten version, but only in virtual spaces of its space', async () => {
    const test = await openTestRegistry()
    const { registry, space, publish } = test
    await test.createApp('notes')
    for (const version of ['1.0.0', '2.0.0', '3.0.0']) await publish({ slug: 'notes', version })
    const sharedArchive = await storeOverwrittenVersion(test, 'notes-1.0.0', 'one')
    await storeOverwrittenVersion(test, 'notes-2.0.0', 'one')
    const ownArchive = await storeOverwrittenVersion(test, 'notes-3.0.0', 'three')
    await registry.removal.removeVersion(space, 'notes', '1.0.0')
    expect((await allStored(test)).keys.mirror).toEqual([sharedArchive, ownArchive].toSorted())
    await registry.removal.removeVersion(space, 'notes', '2.0.0')
    const labs = registry.spaces.getReal('labs')
    await registry.apps.create(labs, { slug: 'notes', editor: 'Acme', type: 'webapp' })
    await publish({ slug: 'notes', version: '3.0.0', space: 'labs' })
    await registry.removal.removeVersion(labs, 'notes', '3.0.0')
    const { ids, keys } = await allStored(test)
    expect(ids['test-mirror-versions']).toEqual(['notes-3.0.0'])
    expect(keys.mirror).toEqual([ownArchive])
  })

  it.each(['removeVersion', 'removeApp'] as const)(
    'by %s keeps all files when the document of the version cannot be removed',
    async (method) => {
      const wrap = (documents: ForwardingDocuments['inner']) => new UnremovableVersions(documents)
      const test = await openTestRegistry({ wrap })
      const { registry, space, createApp, publish } = test
      await createApp('notes')
      await publish({ slug: 'notes', version: '1.0.0' })
      await put(test, '__default__', 'notes/1.0.0/icon')
      await put(test, '__default__', 'notes/1.0.0/notes.tar.gz')
      await storeOverwrittenVersion(test, 'notes-1.0.0', 'one')
      const before = await allStored(test)
      const removal = {
        removeVersion: () => registry.removal.removeVersion(space, 'notes', '1.0.0'),
        removeApp: () => registry.removal.removeApp(space, 'notes'),
      }
      await expect(removal[method]()).rejects.toThrow('The disk is full')
      expect(await allStored(test)).toEqual(before)
    },
  )

  it('succeeds for only one of two concurrent requests', async () => {
    const { registry, space, createApp, publish } = await openTestRegistry()
    await createApp('notes')
    await publish({ slug: 'notes', version: '1.0.0' })
    const attempts = [1, 2].map(() => registry.removal.removePublished(space, 'notes', '1.0.0'))
    expect((await outcomes(attempts)).toSorted()).toEqual(['VERSION_NOT_FOUND', 'done'])
  })

  it('keeps the files of a version that another process publishes with the same number during the removal', async () => {
    const folder = await temporaryFolder()
    let republish = (): Promise<void> => Promise.resolve()
    const wrap = (documents: ForwardingDocuments['inner']) => new InterruptedRemoval(documents, () => republish())
    const [slow, fast] = [await openTestRegistry({ folder, wrap }), await openTestRegistry({ folder })]
    await fast.createApp('notes')
    await fast.publish({ slug: 'notes', version: '1.0.0' })
    await expect.poll(() => slow.registry.catalogue.slugs(slow.space)).toEqual(['notes'])
    let archive = ''
    // Publishes the version again with the same icon, after its document was removed and before its files are removed.
    republish = async () => {
      archive = await fast.publish({ slug: 'notes', version: '1.0.0' })
    }
    await slow.registry.removal.removeVersion(slow.space, 'notes', '1.0.0')
    const app = await fast.registry.catalogue.app(fast.space, 'notes')
    const attachments = app && (await fast.registry.catalogue.version(app, '1.0.0'))?.record.attachments
    const files = [...(attachments?.values() ?? [])]
    expect(files).toEqual([attachments?.get('icon'), archive])
    for (const file of files) {
      expect(await fast.storedChecksum(file)).toBe(file)
      expect((await fast.documents.get('test-assets', file))?.used_by).toEqual(['notes/1.0.0'])
    }
  })
})

/** Calls `between` once, after the removal of a version's document. */
class InterruptedRemoval extends ForwardingDocuments {
  #between: (() => Promise<unknown>) | undefined

  constructor(inner: ForwardingDocuments['inner'], between: () => Promise<unknown>) {
    super(inner)
    this.#between = between
  }

  override async remove(database: string, id: string, revision: string): Promise<void> {
    await super.remove(database, id, revision)
    const between = database === 'test-versions' ? this.#between : undefined
    this.#between = undefined
    await between?.()
  }
}

/** Fails to remove the documents of versions. */
class UnremovableVersions extends ForwardingDocuments {
  override remove(database: string, id: string, revision: string): Promise<void> {
    if (database === 'test-versions') return Promise.reject(new Error('The disk is full'))
    return super.remove(database, id, revision)
  }
}

describe('a removal of an application', () => {
  it('removes only the data of the application', async () => {
    const test = await openTestRegistry()
    const { registry, space, documents, createApp, publish } = test
    await createApp('drive')
    await publish({ slug: 'drive', version: '1.0.0' })
    const before = await allStored(test)
    await createSlowEditor(test)
    await createApp('notes')
    const versions = ['1.0.0', '1.1.0-beta.1', '2.0.0-dev.ab']
    for (const version of versions) await publish({ slug: 'notes', version })
    await storeOverwrittenVersion(test, 'notes-1.0.0', 'one')
    const drive = await documents.get('test-versions', 'drive-1.0.0')
    const icon = drive && readVersion(drive).attachments.get('icon')
    await documents.ensure('test-mirror-overwrites', [])
    await documents.put('test-mirror-overwrites', { _id: 'notes', name: 'Mine', icon })
    const steps: string[] = []
    let advanced = 0
    const removed = await registry.removal.removeApp(space, 'notes', {
      begin: (step, total) => steps.push(`${step} (${total})`),
      advance: (amount) => (advanced += amount),
    })
    expect(removed.map(({ version }) => version)).toEqual(versions)
    expect({ steps, advanced }).toEqual({ steps: ['Removing the versions of notes (3)'], advanced: 3 })
    expect(await registry.catalogue.slugs(space)).toEqual(['drive'])
    expect(await allStored(test)).toEqual(before)
  })

  it('removes the icon of an overwrite of the application, unless another overwrite has the same icon', async () => {
    const test = await openTestRegistry()
    const { registry, space, createApp, publish } = test
    const mirror = registry.spaces.getVirtual('mirror')
    const icon = (content: string) => ({ icon: { fileName: 'icon.svg', content: Buffer.from(content) } })
    for (const slug of ['drive', 'notes']) {
      await createApp(slug)
      await publish({ slug, version: '1.0.0' })
    }
    await registry.overwrites.overwrite(mirror, 'drive', icon('both'))
    await registry.overwrites.overwrite(mirror, 'notes', icon('both'))
    await registry.removal.removeApp(space, 'notes')
    expect(await usedBy(test, sha256('both'))).toEqual(['mirror/drive/*'])
    expect(await test.storedChecksum(sha256('both'))).toBe(sha256('both'))
    await registry.removal.removeApp(space, 'drive')
    expect(await usedBy(test, sha256('both'))).toBeUndefined()
    expect(await allStored(test)).toEqual({ ids: {}, keys: {} })
  })

  it('removes its pending versions', async () => {
    const test = await openTestRegistry()
    await createSlowEditor(test)
    await test.createApp('notes', 'Slow')
    await test.publish({ slug: 'notes', version: '1.0.0' })
    const removed = await test.registry.removal.removeApp(test.space, 'notes')
    expect(removed).toMatchObject([{ version: '1.0.0', state: 'PENDING' }])
    expect(await allStored(test)).toEqual({ ids: {}, keys: {} })
  })

  it('removes its versions with invalid numbers', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const created_at = '2026-01-01T00:00:00Z'
    for (const database of ['test-versions', 'test-pending']) {
      await test.documents.put(database, { _id: 'notes-0.1', slug: 'notes', version: '0.1', created_at })
    }
    const removed = await test.registry.removal.removeApp(test.space, 'notes')
    expect(removed.map(({ version, state }) => `${version} ${state}`)).toEqual(['0.1 PENDING', '0.1 PUBLISHED'])
    expect(await allStored(test)).toEqual({ ids: {}, keys: {} })
  })

  it('is refused when the application does not exist', async () => {
    const { registry, space } = await openTestRegistry()
    expect(await outcomes([registry.removal.removeApp(space, 'notes')])).toEqual(['APP_NOT_FOUND'])
  })

  it('leaves no version of a concurrent publication behind', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const publications = [1, 2, 3, 4].map((n) => test.publish({ slug: 'notes', version: `1.0.${n}` }))
    await expect.poll(() => test.archives.paths.length).toBe(4)
    const removal = test.registry.removal.removeApp(test.space, 'notes')
    const results = await outcomes([...publications, removal])
    for (const result of results.slice(0, -1)) expect(['done', 'APP_NOT_FOUND']).toContain(result)
    expect((await allStored(test)).ids['test-versions']).toBeUndefined()
  })
})

describe('a removal of a space', () => {
  /** A registry with applications in the space `labs`. `before` is its content before these applications existed. */
  async function openWithLabs(): Promise<
    TestRegistry & { labs: RealSpace; before: Awaited<ReturnType<typeof allStored>> }
  > {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish({ slug: 'notes', version: '1.0.0' })
    const before = await allStored(test)
    const labs = test.registry.spaces.getReal('labs')
    await createSlowEditor(test)
    for (const [slug, editor] of [
      ['notes', 'Acme'],
      ['drive', 'Slow'],
    ] as const) {
      await test.registry.apps.create(labs, { slug, editor, type: 'webapp' })
      await test.publish({ slug, version: '1.0.0', space: 'labs' })
    }
    await put(test, 'labs', 'universallink/apple-app-site-association')
    return { ...test, labs, before }
  }

  it('removes all content of the space, which can then be filled again', async () => {
    const test = await openWithLabs()
    const { registry, labs } = test
    const removed = await registry.removal.removeSpace(labs)
    expect(removed.apps.toSorted()).toEqual(['drive', 'notes'])
    expect(removed.versions.map(({ slug, state }) => `${slug} ${state}`).toSorted()).toEqual([
      'drive PENDING',
      'notes PUBLISHED',
    ])
    expect(await allStored(test)).toEqual(test.before)
    expect(await registry.catalogue.slugs(labs)).toEqual([])
    await registry.apps.create(labs, { slug: 'notes', editor: 'Acme', type: 'webapp' })
    await test.publish({ slug: 'notes', version: '1.0.0', space: 'labs' })
    expect(await registry.catalogue.slugs(labs)).toEqual(['notes'])
  })

  it('removes the overwrites of its virtual spaces', async () => {
    const test = await openTestRegistry()
    const { registry, space, createApp, publish } = test
    await createApp('notes')
    await publish({ slug: 'notes', version: '1.0.0' })
    const icon = { fileName: 'icon.svg', content: Buffer.from('overwritten') }
    await registry.overwrites.overwrite(registry.spaces.getVirtual('mirror'), 'notes', { name: 'Mine', icon })
    await registry.removal.removeSpace(space)
    expect(await allStored(test)).toEqual({ ids: {}, keys: {} })
  })

  it('is visible to other processes', async () => {
    const folder = await temporaryFolder()
    const [one, other] = [await openTestRegistry({ folder }), await openTestRegistry({ folder })]
    await one.createApp('notes')
    await expect.poll(() => other.registry.catalogue.slugs(other.space)).toEqual(['notes'])
    await one.registry.removal.removeSpace(one.space)
    await expect.poll(() => other.registry.catalogue.slugs(other.space)).toEqual([])
    await one.createApp('drive')
    await expect.poll(() => other.registry.catalogue.slugs(other.space), { timeout: 3000 }).toEqual(['drive'])
  })
})
