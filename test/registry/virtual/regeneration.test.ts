import { describe, expect, it, test } from 'vitest'
import { readVersion } from '../../../src/registry/records.js'
import { packArchive, sha256, type ArchiveEntry } from '../../support/archives.js'
import { ForwardingObjects } from '../../support/forwarding-stores.js'
import { manifestOf } from '../../support/gateway.js'
import { openTestRegistry, type TestRegistry } from '../../support/registry.js'
import { bytesOf, drawing, entriesOf, nameIn, appReader } from './fixture.js'

const notes = { slug: 'notes', version: '1.0.0' }
const manifest = (changes: object = {}) => JSON.stringify(manifestOf({ ...notes, manifest: changes }))
const icon = '<svg/>'

function mirrorOf({ registry }: TestRegistry) {
  return registry.spaces.getVirtual('mirror')
}

async function overwrite(test: TestRegistry, change = { name: 'Jotter', icon: drawing }): Promise<void> {
  await test.registry.overwrites.overwrite(mirrorOf(test), 'notes', change)
}

// An overwrite gives an application another name or icon in a virtual space. There, the newest version of each channel
// has a document and an archive of its own: an overwritten version.
describe('the archive of an overwritten version', () => {
  const layouts: [string, { entries: ArchiveEntry[]; gzip?: boolean }, { manifest: string; icon: string }][] = [
    [
      'plain names',
      {
        entries: [
          { name: 'manifest.webapp', content: manifest() },
          { name: 'icon.svg', content: icon },
        ],
      },
      { manifest: 'manifest.webapp', icon: 'icon.svg' },
    ],
    [
      'a top folder',
      {
        entries: [
          { name: 'notes/', type: 'directory' },
          { name: 'notes/icon.svg', content: icon },
          { name: 'notes/manifest.webapp', content: manifest() },
        ],
      },
      { manifest: 'notes/manifest.webapp', icon: 'notes/icon.svg' },
    ],
    [
      'names that begin with ./',
      {
        entries: [
          { name: './manifest.webapp', content: manifest() },
          { name: './icon.svg', content: icon },
        ],
      },
      { manifest: './manifest.webapp', icon: './icon.svg' },
    ],
    [
      'an icon that has a leading slash in the manifest',
      {
        entries: [
          { name: 'manifest.webapp', content: manifest({ icon: '/icon.svg' }) },
          { name: 'icon.svg', content: icon },
        ],
      },
      { manifest: 'manifest.webapp', icon: 'icon.svg' },
    ],
    [
      'a manifest of the other type of application',
      {
        entries: [
          { name: 'manifest.konnector', content: manifest() },
          { name: 'icon.svg', content: icon },
        ],
      },
      { manifest: 'manifest.konnector', icon: 'icon.svg' },
    ],
    [
      'no compression',
      {
        entries: [
          { name: 'manifest.webapp', content: manifest() },
          { name: 'icon.svg', content: icon },
        ],
        gzip: false,
      },
      { manifest: 'manifest.webapp', icon: 'icon.svg' },
    ],
  ]

  test.each(layouts)(
    'has the name and icon of the overwrite when the source archive has %s',
    async (_, { entries, gzip = true }, paths) => {
      const test = await openTestRegistry()
      await test.createApp('notes')
      const others: ArchiveEntry[] = [
        { name: 'nested/manifest.webapp', content: '{"name":"nested"}' },
        { name: 'nested/icon.svg', content: 'nested' },
      ]
      const root = paths.manifest.startsWith('notes/') ? 'notes/' : ''
      const all = [...entries, ...others.map((entry) => ({ ...entry, name: root + entry.name }))]
      await test.publish({ ...notes, archive: await packArchive(all, { gzip }) })
      await overwrite(test)
      const mirror = appReader(test, 'mirror')
      const archive = await mirror.archive('1.0.0')
      const found = new Map((await entriesOf(archive)).map(({ name, content }) => [name, content]))
      expect([...found.keys()]).toEqual(all.map(({ name }) => name))
      expect(JSON.parse(String(found.get(paths.manifest)))).toEqual({
        ...JSON.parse(String(all.find(({ name }) => name === paths.manifest)?.content)),
        name: 'Jotter',
      })
      expect(found.get(paths.icon)).toBe(drawing.content.toString())
      expect(found.get(`${root}nested/manifest.webapp`)).toBe('{"name":"nested"}')
      expect(found.get(`${root}nested/icon.svg`)).toBe('nested')
      const { record } = await mirror.version('1.0.0')
      expect(nameIn(record.manifest)).toBe('Jotter')
      expect(record).toMatchObject({ sha256: sha256(archive), size: archive.length })
    },
  )

  it('keeps links, directories and long names, but no devices', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const long = `${'folder/'.repeat(40)}file.js`
    const entries: ArchiveEntry[] = [
      { name: 'manifest.webapp', content: manifest() },
      { name: 'assets/', type: 'directory' },
      { name: 'assets/link.js', type: 'symlink', linkname: '../app.js' },
      { name: 'hard.js', type: 'link', linkname: 'app.js' },
      { name: long, content: 'x' },
      { name: 'disk', type: 'block-device' },
      { name: 'app.js', content: 'y'.repeat(100_000) },
    ]
    await test.publish({ ...notes, archive: await packArchive(entries, { gzip: true }) })
    await overwrite(test)
    const found = await entriesOf(await appReader(test, 'mirror').archive('1.0.0'))
    const kept = entries.filter(({ name }) => name !== 'manifest.webapp' && name !== 'disk')
    expect(found.filter(({ name }) => name !== 'manifest.webapp')).toEqual(
      kept.map(({ name, type = 'file', content = '', linkname }) => ({
        name,
        type,
        content,
        ...(linkname && { linkname }),
      })),
    )
  })

  it('has the manifest of the published version, with the submitted parameters and unknown members', async () => {
    const test = await openTestRegistry()
    const app = await test.createApp('notes')
    const archive = await packArchive([{ name: 'manifest.webapp', content: manifest({ colour: ['green'] }) }])
    const url = test.archives.serve('notes.tar', archive)
    const submission = { version: '1.0.0', sha256: sha256(archive), url, parameters: { bank: 1 } }
    await test.registry.publisher.publish(test.space, app, submission, 'https://apps.example')
    await overwrite(test)
    const [entry] = await entriesOf(await appReader(test, 'mirror').archive('1.0.0'))
    const expected = { ...JSON.parse(manifest({ colour: ['green'] })), parameters: { bank: 1 }, name: 'Jotter' }
    expect(JSON.parse(String(entry?.content))).toEqual(expected)
    expect((await appReader(test, 'mirror').version('1.0.0')).record.manifest).toEqual(expected)
  })

  it('has the original icon when only the name is overwritten, and the original name when only the icon is', async () => {
    for (const change of [{ name: 'Jotter' }, { icon: drawing }]) {
      const test = await openTestRegistry()
      await test.createApp('notes')
      await test.publish({ ...notes, manifest: { name: 'Notes' } })
      await test.registry.overwrites.overwrite(mirrorOf(test), 'notes', change)
      const found = await entriesOf(await appReader(test, 'mirror').archive('1.0.0'))
      const [manifestText, iconContent] = found.map(({ content }) => String(content))
      expect(nameIn(JSON.parse(manifestText ?? ''))).toBe(change.name ?? 'Notes')
      expect(iconContent === drawing.content.toString()).toBe(change.icon !== undefined)
    }
  })
})

describe('the document of an overwritten version', () => {
  it('is a copy of the source document with another archive, manifest and URL', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish(notes)
    await overwrite(test)
    const source = await test.documents.get(test.space.databases.versions, 'notes-1.0.0')
    const { record } = await appReader(test, 'mirror').version('1.0.0')
    const archive = await bytesOf(await test.objects.open('mirror', record.sha256))
    const checksum = sha256(archive)
    expect(await test.documents.get('test-mirror-versions', 'notes-1.0.0')).toEqual({
      ...source,
      _rev: expect.any(String),
      attachments: { tarball: checksum },
      manifest: { ...JSON.parse(manifest()), name: 'Jotter' },
      url: (await appReader(test, '').latest()).record.url.replace('/registry/', '/mirror/registry/'),
      size: String(archive.length),
      sha256: checksum,
    })
    expect(await test.objects.stat('mirror', checksum)).toMatchObject({ contentType: 'application/gzip' })
  })

  it('has a valid URL when the name of the virtual space is "registry"', async () => {
    const labs = { name: 'registry', source: 'labs', filter: 'reject', slugs: [] } as const
    const test = await openTestRegistry({ virtual: [labs] })
    const space = test.registry.spaces.getReal('labs')
    await test.registry.apps.create(space, { slug: 'notes', editor: 'Acme', type: 'webapp' })
    await test.publish({ ...notes, space: 'labs' })
    await test.registry.overwrites.overwrite(test.registry.spaces.getVirtual('registry'), 'notes', { name: 'Jotter' })
    const { record } = await appReader(test, 'registry').version('1.0.0')
    expect(record.url).toMatch(/^https:\/\/apps\.example\/registry\/registry\/notes\/1\.0\.0\/tarball\/\w+\.tar\.gz$/)
  })

  it('has a URL below the path of the base URL', async () => {
    const test = await openTestRegistry()
    const app = await test.createApp('notes')
    const archive = await packArchive([{ name: 'manifest.webapp', content: manifest() }])
    const submission = { version: '1.0.0', sha256: sha256(archive), url: test.archives.serve('notes.tar', archive) }
    await test.registry.publisher.publish(test.space, app, submission, 'https://registry.example/a')
    await overwrite(test)
    const { record } = await appReader(test, 'mirror').version('1.0.0')
    expect(record.url).toBe('https://registry.example/a/mirror/registry/notes/1.0.0/tarball/notes.tar')
  })

  it('is not written again when the overwrite does not change', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish(notes)
    await overwrite(test)
    const revision = (await test.documents.get('test-mirror-versions', 'notes-1.0.0'))?._rev
    await overwrite(test)
    expect((await test.documents.get('test-mirror-versions', 'notes-1.0.0'))?._rev).toBe(revision)
  })

  it('exists for the newest version of each channel only', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    for (const version of ['1.0.0', '1.1.0', '2.0.0-beta.1', '2.0.0-dev.a1']) await test.publish({ ...notes, version })
    await overwrite(test)
    const ids = ['notes-1.1.0', 'notes-2.0.0-beta.1', 'notes-2.0.0-dev.a1']
    expect(await test.documents.ids('test-mirror-versions')).toEqual(ids)
    expect((await appReader(test, 'mirror').version('1.0.0')).record).toEqual(
      (await appReader(test, '').version('1.0.0')).record,
    )
  })
})

describe('maintenance in a virtual space', () => {
  it('generates no overwritten versions when neither name nor icon are overwritten', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish(notes)
    for (const maintenance of [
      { infrastructure: true, short: false, noManualExecution: false, messages: [] },
      undefined,
    ]) {
      await test.registry.overwrites.setMaintenance(mirrorOf(test), 'notes', maintenance)
      await test.publish({ ...notes, version: maintenance ? '1.1.0' : '1.2.0' })
      await test.registry.regeneration.regenerate(mirrorOf(test), 'notes')
      await test.registry.regeneration.regenerateOutdated(mirrorOf(test))
      expect(await test.registry.regeneration.outdated(mirrorOf(test), 'notes')).toEqual([])
    }
    expect(await test.documents.ids('test-mirror-versions')).toEqual([])
    expect((await appReader(test, 'mirror').latest()).record).toEqual((await appReader(test, '').latest()).record)
  })
})

describe('the removal of the newest version', () => {
  it('applies the overwrite to the newest remaining version', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish(notes)
    await test.publish({ ...notes, version: '1.1.0' })
    await overwrite(test)
    await test.registry.removal.removeVersion(test.space, 'notes', '1.1.0')
    expect(nameIn((await appReader(test, 'mirror').latest()).record.manifest)).toBe('Jotter')
    expect(await test.documents.ids('test-mirror-versions')).toEqual(['notes-1.0.0'])
  })
})

describe('the objects of a virtual space', () => {
  const sharedManifest = JSON.stringify(manifestOf({ slug: 'notes', version: '2.0.0' }))
  /** Publishes the same archive as a beta and as a dev version. */
  const publishTwice = async (test: TestRegistry) => {
    const archive = await packArchive([{ name: 'manifest.webapp', content: sharedManifest }], { gzip: true })
    await test.publish({ slug: 'notes', version: '2.0.0-beta.1', archive })
    await test.publish({ slug: 'notes', version: '2.0.0-dev.a1', archive })
  }
  const keys = async ({ objects }: TestRegistry) => {
    const found: string[] = []
    for await (const key of objects.list('mirror')) found.push(key)
    return found
  }
  const archivesIn = async ({ documents }: TestRegistry) => {
    const found = new Set<string>()
    for await (const document of documents.list('test-mirror-versions')) found.add(readVersion(document).sha256)
    return found
  }

  it('are the archives of its overwritten versions, without replaced ones', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish(notes)
    await overwrite(test)
    const [former] = await keys(test)
    await overwrite(test, { name: 'Other', icon: drawing })
    expect(await keys(test)).toEqual([...(await archivesIn(test))])
    expect(await keys(test)).not.toContain(former)
  })

  it('are kept while another version has the same archive', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await publishTwice(test)
    await overwrite(test)
    expect(await keys(test)).toHaveLength(1)
    // The first dev version is no longer the newest version. So it keeps its archive. Only the beta version gets a new
    // archive.
    await test.publish({ slug: 'notes', version: '2.0.1-dev.a2' })
    await overwrite(test, { name: 'Other', icon: drawing })
    expect(new Set(await keys(test))).toEqual(await archivesIn(test))
    for (const version of ['2.0.0-beta.1', '2.0.0-dev.a1', '2.0.1-dev.a2']) {
      const { record } = await appReader(test, 'mirror').version(version)
      expect(sha256(await appReader(test, 'mirror').archive(version))).toBe(record.sha256)
    }
  })

  it('are removed only after the new document is written', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish(notes)
    await overwrite(test)
    const before = await appReader(test, 'mirror').archive('1.0.0')
    const [entry] = await entriesOf(before)
    expect(nameIn(JSON.parse(String(entry?.content)))).toBe('Jotter')
    const put = test.documents.put.bind(test.documents)
    test.documents.put = async (database, document) => {
      if (database === 'test-mirror-versions') throw new Error('the disk is full')
      return put(database, document)
    }
    await expect(overwrite(test, { name: 'Other', icon: drawing })).rejects.toThrow(AggregateError)
    expect(await appReader(test, 'mirror').archive('1.0.0')).toEqual(before)
    test.documents.put = put
    await test.registry.regeneration.regenerate(mirrorOf(test), 'notes')
    expect(nameIn((await appReader(test, 'mirror').version('1.0.0')).record.manifest)).toBe('Other')
  })
})

/** Refuses to write archives of the virtual space while `isFull` is set. */
class FullObjects extends ForwardingObjects {
  static isFull = false
  override async put(...args: Parameters<ForwardingObjects['put']>): Promise<void> {
    if (FullObjects.isFull && args[0] === 'mirror') throw new Error('the disk is full')
    return super.put(...args)
  }
}

describe('a version whose archive could not be generated for a virtual space', () => {
  it('is shown as in the source until the next publication', async () => {
    const lines: string[] = []
    const test = await openTestRegistry({
      wrapObjects: (objects) => new FullObjects(objects),
      log: (line) => lines.push(line),
    })
    await test.createApp('notes')
    await overwrite(test)
    FullObjects.isFull = true
    const checksum = await test.publish(notes)
    FullObjects.isFull = false
    expect(lines.filter((line) => line.includes('could not be regenerated') && line.includes('"mirror"'))).toHaveLength(
      1,
    )
    expect((await appReader(test, 'mirror').latest()).record.sha256).toBe(checksum)
    await test.publish({ slug: 'notes', version: '1.1.0-beta.1' })
    expect(nameIn((await appReader(test, 'mirror').latest()).record.manifest)).toBe('Jotter')
  })

  it('gets its archive from a later regeneration', async () => {
    const test = await openTestRegistry({ wrapObjects: (objects) => new FullObjects(objects) })
    await test.createApp('notes')
    await overwrite(test)
    FullObjects.isFull = true
    await test.publish(notes)
    FullObjects.isFull = false
    await test.registry.regeneration.regenerate(mirrorOf(test), 'other')
    await test.registry.regeneration.regenerate(mirrorOf(test), 'notes')
    expect(nameIn((await appReader(test, 'mirror').latest()).record.manifest)).toBe('Jotter')
  })

  it('does not prevent the generation of archives for other channels', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await test.publish(notes)
    const checksum = await test.publish({ slug: 'notes', version: '2.0.0-beta.1' })
    await test.publish({ slug: 'notes', version: '2.0.0-dev.a1' })
    await test.objects.remove('__assets__', checksum)
    await expect(overwrite(test)).rejects.toThrow('Not all versions of "notes"')
    expect(await test.documents.ids('test-mirror-versions')).toEqual(['notes-1.0.0', 'notes-2.0.0-dev.a1'])
  })
})

describe('concurrent publications and overwrites of one application', () => {
  it('result in the newest version with the last overwrite', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const numbers = ['1.0.0', '1.1.0', '1.2.0']
    await Promise.all([
      ...numbers.map((version) => test.publish({ slug: 'notes', version })),
      ...['A', 'B', 'C'].map((name) => overwrite(test, { name, icon: drawing })),
    ])
    const overwritten = await test.documents.get('test-mirror-overwrites', 'notes')
    const { record } = await appReader(test, 'mirror').latest()
    expect(record.version).toBe('1.2.0')
    expect(nameIn(record.manifest)).toBe(overwritten?.name)
    expect(sha256(await appReader(test, 'mirror').archive('1.2.0'))).toBe(record.sha256)
  })
})
