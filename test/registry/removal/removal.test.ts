import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readVersion } from '../../../src/registry/records.js'
import { assetsContainer, type RealSpace } from '../../../src/registry/spaces.js'
import { sha256 } from '../../support/archives.js'
import { ForwardedDocuments } from '../../support/forwarded.js'
import { openTestRegistry, outcomes, type TestRegistry } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

/** Everything that is stored: ids by database without empty ones, and keys by container. */
async function stored({ documents, objects }: TestRegistry) {
  const ids: Record<string, string[]> = {}
  for (const database of await documents.databases()) {
    const own = await documents.ids(database)
    if (own.length > 0 && database !== 'test-editors') ids[database] = own
  }
  const keys: Record<string, string[]> = {}
  for (const container of [assetsContainer, '__default__', 'labs', 'mirror']) {
    const own: string[] = []
    for await (const key of objects.list(container)) own.push(key)
    if (own.length > 0) keys[container] = own
  }
  return { ids, keys }
}

function put({ objects }: TestRegistry, container: string, key: string): Promise<void> {
  return objects.put(container, key, Readable.from([Buffer.from(key)]), { contentType: '' })
}

/** An editor whose versions wait for approval. */
async function slowEditor({ registry }: TestRegistry): Promise<void> {
  await registry.editors.create('Slow', false)
}

/** What the virtual space `mirror` overwrote of a version, as the reference registry stores it. */
async function overwrite({ documents, objects }: TestRegistry, id: string, content: string): Promise<string> {
  const checksum = sha256(content)
  await documents.ensure('test-mirror-versions', [])
  await documents.put('test-mirror-versions', { _id: id, slug: 'notes', attachments: { tarball: checksum } })
  await objects.put('mirror', checksum, Readable.from([Buffer.from(content)]), { contentType: 'application/gzip' })
  return checksum
}

/** The users of an asset. */
async function usersOf({ documents }: TestRegistry, checksum: string) {
  return (await documents.get('test-assets', checksum))?.used_by
}

describe('a removed version', () => {
  it('is removed with its files, except those that other versions use', async () => {
    const test = await openTestRegistry()
    const { registry, space, publish, storedAsset } = test
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
    expect([await storedAsset(first), await storedAsset(second)]).toEqual([undefined, second])
    const { ids, keys } = await stored(test)
    expect(ids['test-versions']).toEqual(['notes-1.0.0-beta.1'])
    expect(ids['test-assets']).toHaveLength(2)
    expect(keys.__default__).toEqual(['notes/1.0.0-beta.1/icon'])
  })

  it('may be a pending one', async () => {
    const test = await openTestRegistry()
    const { registry, space, createApp, publish } = test
    await slowEditor(test)
    await createApp('notes', 'Slow')
    await publish({ slug: 'notes', version: '1.0.0' })
    expect(await registry.removal.removeVersion(space, 'notes', '1.0.0')).toMatchObject({ state: 'PENDING' })
    expect((await stored(test)).ids).toEqual({ 'test-apps': ['notes'] })
  })

  it('is refused when it does not exist or is invalid', async () => {
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

  it('disappears from the virtual spaces on its space, and from no others', async () => {
    const test = await openTestRegistry()
    const { registry, space, publish } = test
    await test.createApp('notes')
    for (const version of ['1.0.0', '2.0.0', '3.0.0']) await publish({ slug: 'notes', version })
    const shared = await overwrite(test, 'notes-1.0.0', 'one')
    await overwrite(test, 'notes-2.0.0', 'one')
    const own = await overwrite(test, 'notes-3.0.0', 'three')
    await registry.removal.removeVersion(space, 'notes', '1.0.0')
    expect((await stored(test)).keys.mirror).toEqual([shared, own].toSorted())
    await registry.removal.removeVersion(space, 'notes', '2.0.0')
    const labs = registry.spaces.getReal('labs')
    await registry.apps.create(labs, { slug: 'notes', editor: 'Acme', type: 'webapp' })
    await publish({ slug: 'notes', version: '3.0.0', space: 'labs' })
    await registry.removal.removeVersion(labs, 'notes', '3.0.0')
    const { ids, keys } = await stored(test)
    expect(ids['test-mirror-versions']).toEqual(['notes-3.0.0'])
    expect(keys.mirror).toEqual([own])
  })

  it.each(['removeVersion', 'removeApp'] as const)(
    'keeps all its files when its document cannot be removed, by %s',
    async (way) => {
      const wrap = (documents: ForwardedDocuments['inner']) => new Unremovable(documents)
      const test = await openTestRegistry({ wrap })
      const { registry, space, createApp, publish } = test
      await createApp('notes')
      await publish({ slug: 'notes', version: '1.0.0' })
      await put(test, '__default__', 'notes/1.0.0/icon')
      await put(test, '__default__', 'notes/1.0.0/notes.tar.gz')
      await overwrite(test, 'notes-1.0.0', 'one')
      const before = await stored(test)
      const removal = {
        removeVersion: () => registry.removal.removeVersion(space, 'notes', '1.0.0'),
        removeApp: () => registry.removal.removeApp(space, 'notes'),
      }
      await expect(removal[way]()).rejects.toThrow('The disk is full')
      expect(await stored(test)).toEqual(before)
    },
  )

  it('is removed once by two concurrent requests', async () => {
    const { registry, space, createApp, publish } = await openTestRegistry()
    await createApp('notes')
    await publish({ slug: 'notes', version: '1.0.0' })
    const attempts = [1, 2].map(() => registry.removal.removePublished(space, 'notes', '1.0.0'))
    expect((await outcomes(attempts)).toSorted()).toEqual(['VERSION_NOT_FOUND', 'done'])
  })

  it('does not affect a version that another process publishes under its number meanwhile', async () => {
    const folder = await temporaryFolder()
    let republish = (): Promise<void> => Promise.resolve()
    const wrap = (documents: ForwardedDocuments['inner']) => new Interrupted(documents, () => republish())
    const [slow, fast] = [await openTestRegistry({ folder, wrap }), await openTestRegistry({ folder })]
    await fast.createApp('notes')
    await fast.publish({ slug: 'notes', version: '1.0.0' })
    await expect.poll(() => slow.registry.catalogue.slugs(slow.space)).toEqual(['notes'])
    let archive = ''
    // With the very same icon, between the removal of the document and that of its files.
    republish = async () => {
      archive = await fast.publish({ slug: 'notes', version: '1.0.0' })
    }
    await slow.registry.removal.removeVersion(slow.space, 'notes', '1.0.0')
    const app = await fast.registry.catalogue.app(fast.space, 'notes')
    const attachments = app && (await fast.registry.catalogue.version(app, '1.0.0'))?.record.attachments
    const files = [...(attachments?.values() ?? [])]
    expect(files).toEqual([attachments?.get('icon'), archive])
    for (const file of files) {
      expect(await fast.storedAsset(file)).toBe(file)
      expect((await fast.documents.get('test-assets', file))?.used_by).toEqual(['notes/1.0.0'])
    }
  })
})

/** Calls `between` once, when a document of a version was removed. */
class Interrupted extends ForwardedDocuments {
  #between: (() => Promise<unknown>) | undefined

  constructor(inner: ForwardedDocuments['inner'], between: () => Promise<unknown>) {
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

/** Keeps the documents of versions. */
class Unremovable extends ForwardedDocuments {
  override remove(database: string, id: string, revision: string): Promise<void> {
    if (database === 'test-versions') return Promise.reject(new Error('The disk is full'))
    return super.remove(database, id, revision)
  }
}

describe('a removed application', () => {
  it('is removed with all of its data, and nothing else is', async () => {
    const test = await openTestRegistry()
    const { registry, space, documents, createApp, publish } = test
    await createApp('drive')
    await publish({ slug: 'drive', version: '1.0.0' })
    const before = await stored(test)
    await slowEditor(test)
    await createApp('notes')
    const versions = ['1.0.0', '1.1.0-beta.1', '2.0.0-dev.ab']
    for (const version of versions) await publish({ slug: 'notes', version })
    await overwrite(test, 'notes-1.0.0', 'one')
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
    expect(await stored(test)).toEqual(before)
  })

  it('is removed with its icon in a virtual space, unless another application there has the same one', async () => {
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
    expect(await usersOf(test, sha256('both'))).toEqual(['mirror/drive/*'])
    expect(await test.storedAsset(sha256('both'))).toBe(sha256('both'))
    await registry.removal.removeApp(space, 'drive')
    expect(await usersOf(test, sha256('both'))).toBeUndefined()
    expect(await stored(test)).toEqual({ ids: {}, keys: {} })
  })

  it('is removed with its pending versions', async () => {
    const test = await openTestRegistry()
    await slowEditor(test)
    await test.createApp('notes', 'Slow')
    await test.publish({ slug: 'notes', version: '1.0.0' })
    const removed = await test.registry.removal.removeApp(test.space, 'notes')
    expect(removed).toMatchObject([{ version: '1.0.0', state: 'PENDING' }])
    expect(await stored(test)).toEqual({ ids: {}, keys: {} })
  })

  it('is removed with versions of invalid numbers, which were stored by hand', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const created_at = '2026-01-01T00:00:00Z'
    for (const database of ['test-versions', 'test-pending']) {
      await test.documents.put(database, { _id: 'notes-0.1', slug: 'notes', version: '0.1', created_at })
    }
    const removed = await test.registry.removal.removeApp(test.space, 'notes')
    expect(removed.map(({ version, state }) => `${version} ${state}`)).toEqual(['0.1 PENDING', '0.1 PUBLISHED'])
    expect(await stored(test)).toEqual({ ids: {}, keys: {} })
  })

  it('is refused when it does not exist', async () => {
    const { registry, space } = await openTestRegistry()
    expect(await outcomes([registry.removal.removeApp(space, 'notes')])).toEqual(['APP_NOT_FOUND'])
  })

  it('accepts no further version: one in progress is refused, or removed with it', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const publications = [1, 2, 3, 4].map((n) => test.publish({ slug: 'notes', version: `1.0.${n}` }))
    await expect.poll(() => test.archives.paths.length).toBe(4)
    const removal = test.registry.removal.removeApp(test.space, 'notes')
    const ends = await outcomes([...publications, removal])
    for (const end of ends.slice(0, -1)) expect(['done', 'APP_NOT_FOUND']).toContain(end)
    expect((await stored(test)).ids['test-versions']).toBeUndefined()
  })
})

describe('a removed space', () => {
  async function filled(): Promise<TestRegistry & { labs: RealSpace; before: Awaited<ReturnType<typeof stored>> }> {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish({ slug: 'notes', version: '1.0.0' })
    const before = await stored(test)
    const labs = test.registry.spaces.getReal('labs')
    await slowEditor(test)
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

  it('is empty, does not affect others, and can be used at once', async () => {
    const test = await filled()
    const { registry, labs } = test
    const removed = await registry.removal.removeSpace(labs)
    expect(removed.apps.toSorted()).toEqual(['drive', 'notes'])
    expect(removed.versions.map(({ slug, state }) => `${slug} ${state}`).toSorted()).toEqual([
      'drive PENDING',
      'notes PUBLISHED',
    ])
    expect(await stored(test)).toEqual(test.before)
    expect(await registry.catalogue.slugs(labs)).toEqual([])
    await registry.apps.create(labs, { slug: 'notes', editor: 'Acme', type: 'webapp' })
    await test.publish({ slug: 'notes', version: '1.0.0', space: 'labs' })
    expect(await registry.catalogue.slugs(labs)).toEqual(['notes'])
  })

  it('is removed with the overwrites of virtual spaces', async () => {
    const test = await openTestRegistry()
    const { registry, space, createApp, publish } = test
    await createApp('notes')
    await publish({ slug: 'notes', version: '1.0.0' })
    const icon = { fileName: 'icon.svg', content: Buffer.from('overwritten') }
    await registry.overwrites.overwrite(registry.spaces.getVirtual('mirror'), 'notes', { name: 'Mine', icon })
    await registry.removal.removeSpace(space)
    expect(await stored(test)).toEqual({ ids: {}, keys: {} })
  })

  it('is empty for other processes, and they see later writes to it', async () => {
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
