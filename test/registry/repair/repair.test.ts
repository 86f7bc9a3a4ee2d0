import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../support/archives.js'
import { storedArchiveName } from '../../../src/registry/files.js'
import { readVersion } from '../../../src/registry/records.js'
import { assetsContainer } from '../../../src/registry/spaces.js'
import { openTestRegistry, type RegistrySettings, type TestRegistry } from '../../support/registry.js'
import { UnreadableObjects } from '../../support/unreadable-objects.js'
import { bytesOf, drawing, entriesOf, nameIn, appReader } from '../virtual/fixture.js'

const twoDays = 2 * 86_400_000
// The clock is two days ahead. So all data are older than a day, and a repair may remove them.
const clockTwoDaysAhead = { clock: () => Date.now() + twoDays }

/** A registry with the published version notes/1.0.0 and the pending version drive/1.0.0. */
async function openWithVersions(settings: RegistrySettings = clockTwoDaysAhead): Promise<TestRegistry> {
  const test = await openTestRegistry(settings)
  await test.createApp('notes')
  await test.publish({ slug: 'notes', version: '1.0.0' })
  await test.registry.editors.create('Slow', false)
  await test.createApp('drive', 'Slow')
  await test.publish({ slug: 'drive', version: '1.0.0' })
  return test
}

/** Like `openWithVersions`, with an object store that a test can make unreadable. */
async function openWithUnreadable(): Promise<{ test: TestRegistry; store: UnreadableObjects }> {
  let store: UnreadableObjects | undefined
  const test = await openWithVersions({
    ...clockTwoDaysAhead,
    wrapObjects: (objects) => (store = new UnreadableObjects(objects)),
  })
  if (!store) throw new Error('The registry did not open its store')
  return { test, store }
}

function put({ objects }: TestRegistry, container: string, key: string, content: string | Buffer = key): Promise<void> {
  return objects.put(container, key, Readable.from([Buffer.from(content)]), { contentType: 'application/x-test' })
}

async function keysOf({ objects }: TestRegistry, container: string): Promise<string[]> {
  const keys: string[] = []
  for await (const key of objects.list(container)) keys.push(key)
  return keys
}

/** The checksum of a file of notes/1.0.0. The name `archive` means the archive. */
async function attachment({ documents }: TestRegistry, name: string): Promise<string> {
  const document = await documents.get('test-versions', 'notes-1.0.0')
  const record = document && readVersion(document)
  const checksum = record?.attachments.get(name === 'archive' ? storedArchiveName(record.url) : name)
  if (checksum === undefined) throw new Error(`notes 1.0.0 has no ${name}`)
  return checksum
}

/**
 * Runs a repair four times: two dry runs, one run that fixes, and another dry run. Returns the findings of each run as
 * short texts.
 */
async function findAndFix(test: TestRegistry) {
  const run = async (fix: boolean) => {
    const { findings } = await test.registry.repair(fix)
    return findings.map(({ kind, subject, fixed }) => `${kind} ${subject}${fixed ? ' fixed' : ''}`)
  }
  return { found: await run(false), again: await run(false), fixed: await run(true), left: await run(false) }
}

describe('repair', () => {
  it('finds nothing in an intact registry', async () => {
    const { registry } = await openWithVersions()
    expect(await registry.repair(true)).toEqual({ objects: 3, assets: 3, versions: 2, archives: 2, findings: [] })
  })

  it('removes unreferenced objects, but not files that an operator stored', async () => {
    const test = await openWithVersions()
    const lost = sha256('lost')
    await put(test, assetsContainer, lost)
    await put(test, '__default__', 'notes/9.0.0/icon')
    await put(test, '__default__', 'notes/1.0.0/icon')
    await put(test, '__default__', 'universallink/apple-app-site-association')
    await put(test, '__default__', 'a/b')
    await put(test, 'mirror', sha256('regenerated'))
    const unreferenced = [
      `UNREFERENCED_OBJECT __assets__/${lost}`,
      'UNREFERENCED_OBJECT __default__/notes/9.0.0/icon',
      `UNREFERENCED_OBJECT mirror/${sha256('regenerated')}`,
    ]
    expect(await findAndFix(test)).toEqual({
      found: unreferenced,
      again: unreferenced,
      fixed: unreferenced.map((finding) => `${finding} fixed`),
      left: [],
    })
    expect(await test.objects.stat('__default__', 'notes/1.0.0/icon')).toBeDefined()
    expect(await test.objects.stat('__default__', 'universallink/apple-app-site-association')).toBeDefined()
  })

  it.each([
    ['there are no documents', async () => undefined],
    ['no application has versions', (test: TestRegistry) => test.createApp('notes')],
    [
      'all documents have another "couchdb.prefix"',
      async ({ documents }: TestRegistry) => {
        await documents.ensure('right-versions', [])
        await documents.put('right-versions', { _id: 'x-1.0.0', slug: 'x', attachments: { icon: sha256('used') } })
      },
    ],
    [
      'all files of all versions are missing',
      async (test: TestRegistry) => {
        await test.createApp('notes')
        await test.publish({ slug: 'notes', version: '1.0.0' })
        for (const key of await keysOf(test, assetsContainer)) await test.objects.remove(assetsContainer, key)
      },
    ],
  ])('removes no objects when no document of the registry refers to any of them, because %s', async (_, fill) => {
    const test = await openTestRegistry(clockTwoDaysAhead)
    await fill(test)
    const stored = [
      [assetsContainer, sha256('used')],
      [assetsContainer, sha256('lost')],
      ['__default__', 'notes/9.0.0/icon'],
      ['__default__', 'universallink/apple-app-site-association'],
      ['mirror', sha256('regenerated')],
    ] as const
    for (const [container, key] of stored) await put(test, container, key)
    for (const fix of [false, true]) {
      const { findings } = await test.registry.repair(fix)
      const unreferenced = findings.filter(({ kind }) => kind === 'UNREFERENCED_OBJECT')
      expect(unreferenced.length).toBeGreaterThanOrEqual(3)
      for (const { message, fixed } of unreferenced) {
        expect(message).toMatch(/refer to no file at all in this object store.*"couchdb\.prefix"/)
        expect(fixed).toBe(false)
      }
    }
    for (const [container, key] of stored) expect(await test.objects.stat(container, key)).toBeDefined()
  })

  it('ignores objects that were stored within the last day', async () => {
    const test = await openWithVersions({ clock: Date.now })
    await put(test, assetsContainer, sha256('young'))
    await test.documents.put('test-assets', { _id: sha256('young'), used_by: ['notes/9.0.0'] })
    expect((await test.registry.repair(true)).findings).toEqual([])
  })

  it('keeps the files of other registries, and of spaces that are not configured', async () => {
    const test = await openWithVersions()
    const { documents } = test
    for (const database of ['test-old-versions', 'other-assets']) await documents.ensure(database, [])
    await put(test, assetsContainer, sha256('old'))
    await documents.put('test-old-versions', { _id: 'x-1.0.0', slug: 'x', attachments: { icon: sha256('old') } })
    await put(test, assetsContainer, sha256('other'))
    await documents.put('other-assets', { _id: sha256('other') })
    await put(test, assetsContainer, sha256('named'))
    await documents.put('test-assets', { _id: sha256('named'), used_by: ['old/x/1.0.0', 'nonsense'] })
    expect((await test.registry.repair(true)).findings).toEqual([])
  })

  it('removes missing versions from the "used_by" of assets, and removes assets that nothing uses', async () => {
    const test = await openWithVersions()
    const { documents, objects } = test
    const icon = await attachment(test, 'icon')
    const document = await documents.get('test-assets', icon)
    if (!document) throw new Error('The icon has no document')
    await documents.put('test-assets', { ...document, used_by: ['notes/1.0.0', 'drive/1.0.0', 'notes/9.0.0'] })
    const lost = sha256('lost')
    await put(test, assetsContainer, lost)
    await documents.put('test-assets', { _id: lost, used_by: ['labs/notes/1.0.0', 'mirror/notes/*'] })
    const { found, left } = await findAndFix(test)
    expect(found.toSorted()).toEqual(
      [`STALE_REFERENCE ${icon}`, `STALE_REFERENCE ${lost}`, `STALE_REFERENCE ${lost}`].toSorted(),
    )
    expect(left).toEqual([])
    expect((await documents.get('test-assets', icon))?.used_by).toEqual(['notes/1.0.0', 'drive/1.0.0'])
    expect(await objects.stat(assetsContainer, lost)).toBeUndefined()
  })

  it('keeps the icon of an overwrite', async () => {
    const test = await openWithVersions()
    const mirror = test.registry.spaces.getVirtual('mirror')
    await test.registry.overwrites.overwrite(mirror, 'notes', { icon: drawing })
    expect((await test.registry.repair(true)).findings).toEqual([])
    expect(await test.storedChecksum(sha256(drawing.content))).toBe(sha256(drawing.content))
  })

  it('reports missing files of versions, and removes the documents of assets that are neither used nor stored', async () => {
    const test = await openWithVersions()
    const icon = await attachment(test, 'icon')
    await test.objects.remove(assetsContainer, icon)
    await test.documents.put('test-assets', { _id: sha256('empty'), used_by: [] })
    const { fixed, left } = await findAndFix(test)
    const missing = ['MISSING_FILE drive/1.0.0', 'MISSING_FILE notes/1.0.0']
    expect(fixed).toEqual([`EMPTY_ASSET ${sha256('empty')} fixed`, ...missing])
    expect(left).toEqual(missing)
  })

  it('finishes interrupted approvals', async () => {
    const test = await openWithVersions()
    const pending = await test.documents.get('test-pending', 'drive-1.0.0')
    if (!pending) throw new Error('drive 1.0.0 is not pending')
    const { _rev, ...document } = pending
    await test.documents.put('test-versions', { ...document, _id: 'drive-1.0.0' })
    expect(await findAndFix(test)).toMatchObject({ fixed: ['UNFINISHED_APPROVAL drive/1.0.0 fixed'], left: [] })
    expect(await test.documents.ids('test-pending')).toEqual([])
    expect(await test.documents.ids('test-versions')).toEqual(['drive-1.0.0', 'notes-1.0.0'])
  })

  it('removes overwritten versions when the version in the source space is missing', async () => {
    const test = await openWithVersions()
    await test.documents.ensure('test-mirror-versions', [])
    for (const id of ['notes-1.0.0', 'notes-0.1.0']) {
      await put(test, 'mirror', sha256(id), id)
      await test.documents.put('test-mirror-versions', { _id: id, slug: 'notes', attachments: { tarball: sha256(id) } })
    }
    expect(await findAndFix(test)).toMatchObject({ fixed: ['ORPHANED_OVERWRITE mirror/notes-0.1.0 fixed'], left: [] })
    expect(await test.objects.stat('mirror', sha256('notes-0.1.0'))).toBeUndefined()
    expect(await test.objects.stat('mirror', sha256('notes-1.0.0'))).toBeDefined()
  })

  it('regenerates overwritten versions when they are missing or outdated', async () => {
    const test = await openWithVersions()
    await test.registry.overwrites.overwrite(test.registry.spaces.getVirtual('mirror'), 'notes', { name: 'Mine' })
    expect((await findAndFix(test)).found).toEqual([])
    // First, the overwritten version is missing, as after an interrupted regeneration. Then it has an outdated name.
    const document = await test.documents.get('test-mirror-versions', 'notes-1.0.0')
    await test.documents.remove('test-mirror-versions', 'notes-1.0.0', document?._rev ?? '')
    const outdated = 'OUTDATED_OVERWRITE mirror/notes/1.0.0'
    const missing = await findAndFix(test)
    expect(missing).toMatchObject({ fixed: expect.arrayContaining([`${outdated} fixed`]), left: [] })
    const overwrite = await test.documents.get('test-mirror-overwrites', 'notes')
    await test.documents.put('test-mirror-overwrites', { ...overwrite, _id: 'notes', name: 'Ours' })
    expect(await findAndFix(test)).toMatchObject({ found: [outdated], fixed: [`${outdated} fixed`], left: [] })
    const version = await appReader(test, 'mirror').latest()
    expect(nameIn(version.record.manifest)).toBe('Ours')
  })

  it('reports why a finding could not be fixed, and fixes the others', async () => {
    const lines: string[] = []
    const test = await openWithVersions({ ...clockTwoDaysAhead, log: (line) => lines.push(line) })
    const beta = await test.publish({ slug: 'notes', version: '2.0.0-beta.1' })
    await test.publish({ slug: 'notes', version: '3.0.0-dev.1' })
    await test.objects.remove(assetsContainer, beta)
    const reason = `Not all versions of "notes" could be regenerated: The archive "${beta}.tar.gz" of notes 2.0.0-beta.1 is missing`
    const mirror = test.registry.spaces.getVirtual('mirror')
    await expect(test.registry.overwrites.overwrite(mirror, 'notes', { name: 'Mine' })).rejects.toThrow(reason)
    // As if the overwrite had regenerated no version.
    for (const id of await test.documents.ids('test-mirror-versions')) {
      const document = await test.documents.get('test-mirror-versions', id)
      await test.documents.remove('test-mirror-versions', id, document?._rev ?? '')
    }
    await put(test, assetsContainer, sha256('lost'))

    const { findings } = await test.registry.repair(true)
    const fixed = findings.flatMap(({ subject, fixed }) => (fixed ? [subject] : []))
    const lost = `${assetsContainer}/${sha256('lost')}`
    expect(fixed).toEqual(expect.arrayContaining(['mirror/notes/1.0.0', 'mirror/notes/3.0.0-dev.1', lost]))
    expect(findings.filter((finding) => !finding.fixed)).toMatchObject([
      { subject: 'mirror/notes/2.0.0-beta.1', message: expect.stringContaining(`. The repair failed: ${reason}`) },
      { kind: 'MISSING_FILE', subject: 'notes/2.0.0-beta.1' },
    ])
    const logged = lines
      .filter((line) => line.includes('a finding could not be fixed'))
      .map((line): unknown => JSON.parse(line))
    expect(logged).toMatchObject([
      { subject: 'mirror/notes/2.0.0-beta.1', err: { type: 'AggregateError', stack: expect.any(String) } },
    ])
  })

  it('regenerates only archives that have the icon of an earlier overwrite and belong to the newest version of a channel', async () => {
    const test = await openWithVersions()
    const { overwrites, spaces } = test.registry
    const mirror = spaces.getVirtual('mirror')
    await test.createApp('tasks')
    await test.publish({ slug: 'tasks', version: '1.0.0' })
    for (const slug of ['notes', 'tasks']) await overwrites.overwrite(mirror, slug, { name: 'Mine', icon: drawing })
    await overwrites.setMaintenance(mirror, 'tasks', {
      infrastructure: true,
      short: false,
      noManualExecution: false,
      messages: [],
    })
    await test.publish({ slug: 'notes', version: '1.0.1' })
    const revision = async (id: string) => (await test.documents.get('test-mirror-versions', id))?._rev
    const untouched = async () => [await revision('notes-1.0.0'), await revision('tasks-1.0.0')]
    const before = await untouched()
    expect((await findAndFix(test)).found).toEqual([])

    const other = { fileName: 'other.svg', content: Buffer.from('<svg id="other"/>') }
    const { put: putObject } = test.objects
    test.objects.put = async (container, ...rest) => {
      if (container === 'mirror') throw new Error('interrupted')
      return putObject.call(test.objects, container, ...rest)
    }
    await expect(overwrites.overwrite(mirror, 'notes', { icon: other })).rejects.toThrow(AggregateError)
    test.objects.put = putObject
    const outdated = 'OUTDATED_OVERWRITE mirror/notes/1.0.1'
    expect(await findAndFix(test)).toMatchObject({ found: [outdated], fixed: [`${outdated} fixed`], left: [] })
    const entries = await entriesOf(await appReader(test, 'mirror').archive('1.0.1'))
    expect(entries.map(({ content }) => content)).toContain(String(other.content))
    expect(await untouched()).toEqual(before)
  })

  it('reports missing or damaged files of virtual spaces, and regenerates the archive of the newest version', async () => {
    const test = await openWithVersions()
    const { overwrites, spaces } = test.registry
    const mirror = spaces.getVirtual('mirror')
    const icon = sha256(drawing.content)
    await overwrites.overwrite(mirror, 'notes', { name: 'Mine', icon: drawing })
    await test.publish({ slug: 'notes', version: '1.0.1' })
    const archive = async (number: string): Promise<string> =>
      (await appReader(test, 'mirror').version(number)).record.sha256
    const [older, newer] = [await archive('1.0.0'), await archive('1.0.1')]
    const bytes = await appReader(test, 'mirror').archive('1.0.1')
    for (const checksum of [older, newer]) await test.objects.remove('mirror', checksum)
    const missing = ['MISSING_FILE mirror/notes/1.0.0', 'MISSING_FILE mirror/notes/1.0.1']
    expect(await findAndFix(test)).toMatchObject({ found: missing, fixed: [missing[0], `${missing[1]} fixed`] })
    expect(await appReader(test, 'mirror').archive('1.0.1')).toEqual(bytes)

    await put(test, 'mirror', older, 'damaged')
    await put(test, 'mirror', newer, 'x'.repeat(bytes.length))
    const damaged = ['DAMAGED_ARCHIVE mirror/notes/1.0.0', 'DAMAGED_ARCHIVE mirror/notes/1.0.1']
    expect(await findAndFix(test)).toMatchObject({ found: damaged, left: [damaged[0]] })
    expect(await appReader(test, 'mirror').archive('1.0.1')).toEqual(bytes)
    expect(await test.objects.stat('mirror', older)).toBeDefined()

    await test.objects.remove(assetsContainer, icon)
    expect((await findAndFix(test)).left).toEqual(['MISSING_FILE mirror/notes/*', damaged[0]])
  })

  it('keeps a damaged archive of a virtual space until a new archive is stored', async () => {
    const test = await openWithVersions()
    const mirror = test.registry.spaces.getVirtual('mirror')
    await test.registry.overwrites.overwrite(mirror, 'notes', { name: 'Mine' })
    const archive = (await appReader(test, 'mirror').latest()).record.sha256
    const bytes = await appReader(test, 'mirror').archive('1.0.0')
    const damaged = Buffer.from(bytes)
    damaged.fill(0, bytes.length - 100)
    await put(test, 'mirror', archive, damaged)
    const original = await attachment(test, 'archive')
    const content = await bytesOf(await test.objects.open(assetsContainer, original))
    const finding = { kind: 'DAMAGED_ARCHIVE', subject: 'mirror/notes/1.0.0', fixed: false }

    // Nothing can be regenerated, because the original archive is missing.
    await test.objects.remove(assetsContainer, original)
    const isMissing = expect.stringContaining(`The repair failed: Not all versions of "notes" could be regenerated: `)
    expect((await test.registry.repair(true)).findings).toContainEqual({ ...finding, message: isMissing })
    expect(await bytesOf(await test.objects.open('mirror', archive))).toEqual(damaged)

    // The new archive can't be stored.
    await put(test, assetsContainer, original, content)
    const { put: putObject } = test.objects
    test.objects.put = async (container, ...rest) => {
      if (container === 'mirror') throw new Error('interrupted')
      return putObject.call(test.objects, container, ...rest)
    }
    const isInterrupted = expect.stringMatching(/ instead of [0-9a-f]{64}\. The repair failed: .*: interrupted$/)
    expect((await test.registry.repair(true)).findings).toEqual([{ ...finding, message: isInterrupted }])
    expect(await bytesOf(await test.objects.open('mirror', archive))).toEqual(damaged)

    test.objects.put = putObject
    expect(await findAndFix(test)).toMatchObject({ fixed: ['DAMAGED_ARCHIVE mirror/notes/1.0.0 fixed'], left: [] })
    expect(await appReader(test, 'mirror').archive('1.0.0')).toEqual(bytes)
  })

  it('finds nothing in virtual spaces with maintenance, hidden applications or a removed newest version', async () => {
    const virtual = [
      { name: 'mirror', source: '', filter: 'reject', slugs: [] } as const,
      { name: 'hiding', source: '', filter: 'reject', slugs: ['notes'] } as const,
    ]
    const test = await openTestRegistry({
      ...clockTwoDaysAhead,
      virtual: virtual.map((space) => ({ ...space, slugs: [...space.slugs] })),
    })
    const { overwrites, removal, spaces } = test.registry
    for (const slug of ['notes', 'drive']) {
      await test.createApp(slug)
      await test.publish({ slug, version: '1.0.0' })
    }
    const maintenance = { infrastructure: true, short: false, noManualExecution: false, messages: [] }
    await overwrites.setMaintenance(spaces.getVirtual('mirror'), 'notes', maintenance)
    await overwrites.overwrite(spaces.getVirtual('hiding'), 'notes', { name: 'Mine' })
    await overwrites.overwrite(spaces.getVirtual('mirror'), 'drive', { icon: drawing })
    for (const slug of ['notes', 'drive']) await test.publish({ slug, version: '1.1.0' })
    await removal.removeVersion(test.space, 'drive', '1.1.0')
    const stored = await test.documents.ids('test-mirror-versions')
    expect((await test.registry.repair(true)).findings).toEqual([])
    expect(stored).toEqual(['drive-1.0.0'])
    expect(await test.documents.ids('test-mirror-versions')).toEqual(stored)
  })

  it('reports damaged or missing archives', async () => {
    const test = await openWithVersions()
    const archive = await attachment(test, 'archive')
    await put(test, assetsContainer, archive, 'damaged')
    const { findings } = await test.registry.repair(true)
    expect(findings).toMatchObject([{ kind: 'DAMAGED_ARCHIVE', subject: 'notes/1.0.0', fixed: false }])
    expect(findings[0]?.message).toContain(sha256('damaged'))
    await test.objects.remove(assetsContainer, archive)
    expect((await test.registry.repair(true)).findings).toMatchObject([
      { kind: 'MISSING_FILE', subject: 'notes/1.0.0', fixed: false },
    ])
  })

  it('verifies archives under object keys of old cozy-apps-registry releases', async () => {
    const test = await openWithVersions()
    const content = 'an archive'
    await test.documents.put('test-versions', {
      _id: 'notes-0.1.0',
      slug: 'notes',
      version: '0.1.0',
      created_at: '2020-01-01T00:00:00Z',
      attachments: null,
      sha256: sha256(content).toUpperCase(),
      url: 'https://apps.example/registry/notes/0.1.0/tarball/n%20.tar.gz',
    })
    await put(test, '__default__', 'notes/0.1.0/n .tar.gz', content)
    expect((await test.registry.repair(true)).findings).toEqual([])
    await put(test, '__default__', 'notes/0.1.0/n .tar.gz', 'another')
    expect((await test.registry.repair(true)).findings).toMatchObject([{ kind: 'DAMAGED_ARCHIVE' }])
  })

  it('sets the missing media type of icons under object keys of old cozy-apps-registry releases', async ({ skip }) => {
    const test = await openWithVersions()
    skip(!test.objects.typeAttributes, 'the store has no extended attributes')
    const [key, content] = ['notes/0.1.0/icon', '<svg xmlns="http://www.w3.org/2000/svg"/>']
    const manifest = { icon: 'art/icon.svg' }
    await test.documents.put('test-versions', { _id: 'notes-0.1.0', slug: 'notes', version: '0.1.0', manifest })
    await test.objects.put('__default__', key, Readable.from([Buffer.from(content)]), { contentType: '' })
    const { fixed, left } = await findAndFix(test)
    expect(fixed).toContain(`MISSING_TYPE_ATTRIBUTE __default__/${key} fixed`)
    expect(left).toEqual(['MISSING_FILE notes/0.1.0'])
  })

  it('continues after a version without a URL', async () => {
    const test = await openWithVersions()
    await test.documents.put('test-versions', { _id: 'drive-0.1.0', slug: 'drive', version: '0.1.0' })
    await test.objects.remove(assetsContainer, await attachment(test, 'archive'))
    expect((await test.registry.repair(false)).findings).toMatchObject([
      { kind: 'MISSING_FILE', subject: 'drive/0.1.0' },
      { kind: 'MISSING_FILE', subject: 'notes/1.0.0' },
    ])
  })

  it('reports files that cannot be read, removes none of them, and checks the others', async () => {
    const { test, store } = await openWithUnreadable()
    const { overwrites, spaces } = test.registry
    await overwrites.overwrite(spaces.getVirtual('mirror'), 'notes', { name: 'Mine', icon: drawing })
    const regenerated = (await appReader(test, 'mirror').latest()).record.sha256
    const [icon, archive] = [await attachment(test, 'icon'), await attachment(test, 'archive')]
    const lost = ['lost', 'broken', 'gone'].map(sha256)
    for (const key of lost) await put(test, assetsContainer, key)
    await test.documents.put('test-assets', { _id: lost[2] ?? '', used_by: [] })
    const overwritten = sha256(drawing.content)
    for (const key of [icon, overwritten, lost[0] ?? '', lost[2] ?? '']) store.locked.add(key)
    for (const key of [archive, regenerated]) store.broken.add(key)
    store.unlisted.add('__default__')
    const { found, fixed, left } = await findAndFix(test)
    const unreadable = [
      `UNREADABLE_FILE ${assetsContainer}/${icon}`,
      `UNREADABLE_FILE ${assetsContainer}/${lost[0]}`,
      `UNREADABLE_FILE ${assetsContainer}/${lost[2]}`,
      `UNREADABLE_FILE ${assetsContainer}/${overwritten}`,
      'UNREADABLE_FILE __default__',
      'UNREADABLE_FILE drive/1.0.0',
      'UNREADABLE_FILE notes/1.0.0',
      'UNREADABLE_FILE notes/1.0.0',
      'UNREADABLE_FILE mirror/notes/*',
      'UNREADABLE_FILE mirror/notes/1.0.0',
    ].toSorted()
    const unreferenced = `UNREFERENCED_OBJECT ${assetsContainer}/${lost[1]}`
    expect(found.toSorted()).toEqual([...unreadable, unreferenced].toSorted())
    expect(fixed.toSorted()).toEqual([...unreadable, `${unreferenced} fixed`].toSorted())
    expect(left.toSorted()).toEqual(unreadable)
    const { findings } = await test.registry.repair(false)
    const messages = findings.filter(({ subject }) => subject === 'notes/1.0.0').map(({ message }) => message)
    expect(messages).toEqual([
      `Its file "icon" can't be read: EACCES: permission denied, open '${icon}'`,
      `Its archive "${archive}.tar.gz" can't be read: EIO: i/o error, read`,
    ])
    store.locked.clear()
    store.broken.clear()
    store.unlisted.clear()
    for (const key of [icon, archive, overwritten, lost[0] ?? '', lost[2] ?? ''])
      expect(await test.objects.stat(assetsContainer, key)).toBeDefined()
    expect(await test.objects.stat('mirror', regenerated)).toBeDefined()
    expect(await test.documents.get('test-assets', lost[2] ?? '')).toBeDefined()
  })

  it.each(['Looking at assets', `Looking at the objects in ${assetsContainer}`, 'Verifying archives'])(
    'fails, and removes nothing more, when the object store fails at the step "%s"',
    async (failing) => {
      const { test, store } = await openWithUnreadable()
      await put(test, assetsContainer, sha256('lost'))
      const running = test.registry.repair(true, {
        begin: (step) => void (store.isDown ||= step === failing),
        advance: () => undefined,
      })
      await expect(running).rejects.toThrow(/^ECONNREFUSED: connect 127\.0\.0\.1:9000$/)
      store.isDown = false
      const isLeft = (await test.objects.stat(assetsContainer, sha256('lost'))) !== undefined
      // The last step begins after the unreferenced objects were removed.
      expect(isLeft).toBe(failing !== 'Verifying archives')
      expect(await test.documents.ids('test-assets')).toHaveLength(3)
    },
  )

  it('fails when none of the first 100 files can be read', async () => {
    const { test, store } = await openWithUnreadable()
    for (let number = 0; number < 120; number++) {
      const key = sha256(`asset ${number}`)
      await test.documents.put('test-assets', { _id: key, used_by: [] })
      store.locked.add(key)
    }
    for (const key of await test.documents.ids('test-assets')) store.locked.add(key)
    await expect(test.registry.repair(true)).rejects.toThrow(/^None of the first 100 files can be read: EACCES: /)
    expect(await test.documents.ids('test-assets')).toHaveLength(123)
  })

  it('reports its progress', async () => {
    const { registry, space, createApp, publish } = await openWithVersions()
    await createApp('more')
    for (const n of [1, 2, 3]) await publish({ slug: 'more', version: `${n}.0.0` })
    expect(await registry.catalogue.slugs(space)).toHaveLength(3)
    const steps: string[] = []
    let verified = 0
    await registry.repair(false, {
      begin: (step, total) => {
        steps.push(step)
        verified = 0
        if (total !== undefined) expect(total).toBe(5)
      },
      advance: (amount) => (verified += amount),
    })
    expect(steps[0]).toBe('Reading documents')
    expect(steps.at(-1)).toBe('Verifying archives')
    expect(verified).toBe(5)
  })
})
