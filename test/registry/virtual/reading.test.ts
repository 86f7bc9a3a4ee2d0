import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { listApps } from '../../../src/registry/listing/list-apps.js'
import { labelOf } from '../../../src/registry/labels.js'
import { sha256 } from '../../support/archives.js'
import { manifestOf } from '../../support/gateway.js'
import { outcomes, openTestRegistry, type TestRegistry } from '../../support/registry.js'
import { temporaryFolder } from '../../support/temporary-folder.js'
import { drawing, nameIn, appReader } from './fixture.js'

const some = { name: 'some', source: '', filter: 'select', slugs: ['notes', 'ghost'] } as const
const others = { name: 'others', source: '', filter: 'reject', slugs: ['notes'] } as const
const notes = { slug: 'notes', version: '1.0.0' }
const maintenance = { infrastructure: true, short: false, noManualExecution: false, messages: [] }

async function openWithNotes(): Promise<TestRegistry> {
  const test = await openTestRegistry()
  await test.createApp('notes')
  await test.publish(notes)
  return test
}

function overwrite({ registry }: TestRegistry, change: { name?: string; icon?: typeof drawing }): Promise<void> {
  return registry.overwrites.overwrite(registry.spaces.getVirtual('mirror'), 'notes', change)
}

// A virtual space shows the applications of another space (its source). An overwrite gives an application another name or
// icon in the virtual space.
describe('a virtual space', () => {
  it('shows the applications that its filter allows', async () => {
    const test = await openTestRegistry({ virtual: [some, others] })
    await test.createApp('notes')
    await test.createApp('drive')
    const { catalogue, spaces } = test.registry
    const shown = async (name: string) => {
      const space = spaces.get(name)
      const { edges } = await listApps(test.registry.listings, space, { first: 50 })
      return { slugs: await catalogue.slugs(space), apps: edges.map(({ node }) => node.record.slug) }
    }
    expect(await shown('some')).toEqual({ slugs: ['notes', 'ghost'], apps: ['notes'] })
    expect(await shown('others')).toEqual({ slugs: ['drive'], apps: ['drive'] })
    expect(await catalogue.app(spaces.get('others'), 'notes')).toBeUndefined()
    await test.publish(notes)
    expect(await catalogue.publishedOrPending(spaces.get('others'), 'notes', '1.0.0')).toBeUndefined()
  })

  it('never shows an application that its filter hides, whatever filter a query has', async () => {
    const test = await openTestRegistry({ virtual: [some, others] })
    await test.createApp('notes')
    await test.createApp('drive')
    const { spaces } = test.registry
    for (const filter of [{ slugs: ['notes', 'drive'] }, { exceptSlugs: ['drive'] }, { exceptSlugs: [] }]) {
      for (const [name, hidden] of [
        ['some', 'drive'],
        ['others', 'notes'],
      ] as const) {
        const { edges } = await listApps(test.registry.listings, spaces.get(name), { first: 50, filter })
        expect(edges.map(({ node }) => node.record.slug)).not.toContain(hidden)
      }
    }
  })

  it('shows the versions of its source when it has no overwrites', async () => {
    const test = await openWithNotes()
    const before = await test.documents.databases()
    const { record } = await appReader(test, 'mirror').latest()
    expect(record).toEqual((await appReader(test, '').latest()).record)
    expect(await appReader(test, 'mirror').file('1.0.0', 'icon')).toContain('<svg')
    expect(sha256(await appReader(test, 'mirror').archive('1.0.0'))).toBe(record.sha256)
    expect(await test.documents.databases()).toEqual(before)
    expect(before).toContain('test-mirror-versions')
    expect(before).not.toContain('test-mirror-overwrites')
  })

  it('shows the name and icon of an overwrite at once', async () => {
    const test = await openWithNotes()
    const source = await appReader(test, '').latest()
    expect(nameIn((await appReader(test, 'mirror').latest()).record.manifest)).toBe('notes')
    await overwrite(test, { name: 'Jotter', icon: drawing })
    expect(nameIn((await appReader(test, 'mirror').latest()).record.manifest)).toBe('Jotter')
    expect(await appReader(test, 'mirror').file('1.0.0', 'icon')).toBe(drawing.content.toString())
    expect(await appReader(test, '').latest()).toEqual(source)
    await overwrite(test, { name: 'Pad' })
    expect(nameIn((await appReader(test, 'mirror').latest()).record.manifest)).toBe('Pad')
    expect(await appReader(test, 'mirror').file('1.0.0', 'icon')).toBe(drawing.content.toString())
  })

  it('shows a new version of the source with the name of the overwrite', async () => {
    const test = await openWithNotes()
    await overwrite(test, { name: 'Jotter' })
    for (const version of ['1.1.0', '1.2.0', '1.3.0-beta.1']) {
      await appReader(test, 'mirror').latest('dev')
      await test.publish({ slug: 'notes', version })
      const { record } = await appReader(test, 'mirror').latest('beta')
      expect(record.version).toBe(version)
      expect(nameIn(record.manifest)).toBe('Jotter')
    }
  })

  it('shows an approved version of the source with the name of the overwrite', async () => {
    const test = await openTestRegistry()
    await test.registry.editors.create('Slow', false)
    const app = await test.createApp('notes', 'Slow')
    await overwrite(test, { name: 'Jotter' })
    await test.publish({ ...notes, manifest: { editor: 'Slow' } })
    await test.registry.pending.approve(test.space, app, '1.0.0')
    expect(nameIn((await appReader(test, 'mirror').latest()).record.manifest)).toBe('Jotter')
  })

  it('serves the icon of the overwrite for each version', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const screenshot = { name: 'shots/one.png', content: 'picture' }
    for (const version of ['1.0.0', '1.1.0']) {
      await test.publish({ slug: 'notes', version, manifest: { screenshots: ['shots/one.png'] }, files: [screenshot] })
    }
    await overwrite(test, { icon: drawing })
    for (const version of ['1.0.0', '1.1.0']) {
      expect(await appReader(test, 'mirror').file(version, 'icon')).toBe(drawing.content.toString())
      expect(await appReader(test, 'mirror').file(version, 'screenshots/shots/one.png')).toBe('picture')
    }
  })

  it('shows the manifest of the source with the name of the overwrite when the overwritten version has no manifest', async () => {
    const test = await openWithNotes()
    await overwrite(test, { name: 'Jotter' })
    const document = await test.documents.get('test-mirror-versions', 'notes-1.0.0')
    if (!document) throw new Error('Nothing was overwritten')
    await test.documents.put('test-mirror-versions', { ...document, manifest: null })
    await expect
      .poll(async () => (await appReader(test, 'mirror').latest()).record.manifest)
      .toEqual({ ...manifestOf(notes), name: 'Jotter' })
    expect((await appReader(test, 'mirror').latest()).record.sha256).toBe(document.sha256)
  })

  it('computes the label of an application from the manifest of the overwritten version', async () => {
    const test = await openWithNotes()
    await overwrite(test, { name: 'Jotter' })
    const document = await test.documents.get('test-mirror-versions', 'notes-1.0.0')
    if (!document) throw new Error('Nothing was overwritten')
    const manifest = { permissions: { bank: { type: 'io.cozy.bank', remote: true } } }
    await test.documents.put('test-mirror-versions', { ...document, manifest })
    const commitments = { commitment: 'user_reserved', commitmentBy: 'cozy' } as const
    const label = async (space: string) => labelOf(commitments, (await appReader(test, space).latest()).record.manifest)
    await expect.poll(() => label('mirror')).toBe('D')
    expect(await label('')).toBe('B')
  })

  it('ignores values of invalid types in a stored overwrite', async () => {
    const test = await openWithNotes()
    await test.documents.ensure('test-mirror-overwrites', [])
    const invalid = { name: 7, icon: ['x'], maintenance_activated: 'yes', maintenance_options: 'none' }
    await test.documents.put('test-mirror-overwrites', { _id: 'notes', ...invalid })
    await test.registry.regeneration.regenerate(test.registry.spaces.getVirtual('mirror'), 'notes')
    const { record } = await appReader(test, 'mirror').latest()
    expect(nameIn(record.manifest)).toBe('notes')
    expect((await appReader(test, 'mirror').app()).record.maintenance).toBeUndefined()
  })
})

describe('overwrites by another process', () => {
  it('become visible, even when the other process creates or drops the database of overwrites', async () => {
    const folder = await temporaryFolder()
    const [here, there] = [await openTestRegistry({ folder }), await openTestRegistry({ folder })]
    await here.createApp('notes')
    await here.publish(notes)
    const shown = async () => {
      const [{ record }, latest] = [await appReader(here, 'mirror').app(), await appReader(here, 'mirror').latest()]
      return { maintenance: record.maintenance !== undefined, name: nameIn(latest.record.manifest) }
    }
    expect(await shown()).toEqual({ maintenance: false, name: 'notes' })
    const space = there.registry.spaces.getVirtual('mirror')
    await there.registry.overwrites.setMaintenance(space, 'notes', maintenance)
    await expect.poll(shown).toEqual({ maintenance: true, name: 'notes' })
    await overwrite(there, { name: 'Jotter' })
    await expect.poll(shown).toEqual({ maintenance: true, name: 'Jotter' })
    await there.documents.drop('test-mirror-overwrites')
    // The overwritten version still exists, so its name is shown.
    await expect.poll(shown, { timeout: 5000 }).toEqual({ maintenance: false, name: 'Jotter' })
    await there.registry.overwrites.setMaintenance(space, 'notes', maintenance)
    await expect.poll(shown).toEqual({ maintenance: true, name: 'Jotter' })
  })
})

describe('maintenance in a virtual space', () => {
  const states = async (test: TestRegistry) => {
    const { spaces } = test.registry
    const state = async (name: string) => {
      const { edges } = await listApps(test.registry.listings, spaces.get(name), {
        first: 50,
        filter: { inMaintenance: true },
      })
      const { maintenance } = (await appReader(test, name).app()).record
      expect(edges.map(({ node }) => node.record.maintenance)).toEqual(maintenance ? [maintenance] : [])
      return maintenance
    }
    return { source: await state(''), mirror: await state('mirror') }
  }

  it('is inherited from the source until it is set in the virtual space', async () => {
    const test = await openWithNotes()
    const { apps, spaces } = test.registry
    const [source, mirror] = [spaces.get(''), spaces.get('mirror')]
    const other = { ...maintenance, short: true, messages: [{ locale: 'fr', short: 'Bientôt', long: '' }] }
    expect(await states(test)).toEqual({ source: undefined, mirror: undefined })
    await apps.setMaintenance(source, 'notes', maintenance)
    expect(await states(test)).toEqual({ source: maintenance, mirror: maintenance })
    await apps.setMaintenance(mirror, 'notes', other)
    expect(await states(test)).toEqual({ source: maintenance, mirror: other })
    await apps.setMaintenance(mirror, 'notes', undefined)
    expect(await states(test)).toEqual({ source: maintenance, mirror: undefined })
    await apps.setMaintenance(source, 'notes', undefined)
    await apps.setMaintenance(mirror, 'notes', other)
    expect(await states(test)).toEqual({ source: undefined, mirror: other })
  })

  it('is stored in the document of the other overwrites', async () => {
    const test = await openWithNotes()
    const mirror = test.registry.spaces.get('mirror')
    await overwrite(test, { name: 'Jotter' })
    await test.registry.apps.setMaintenance(mirror, 'notes', maintenance)
    const document = { _id: 'notes', _rev: expect.any(String), name: 'Jotter' }
    expect(await test.documents.get('test-mirror-overwrites', 'notes')).toEqual({
      ...document,
      maintenance_activated: true,
      maintenance_options: {
        flag_infra_maintenance: true,
        flag_short_maintenance: false,
        flag_disallow_manual_exec: false,
        messages: {},
      },
    })
    await test.registry.apps.setMaintenance(mirror, 'notes', undefined)
    const stored = await test.documents.get('test-mirror-overwrites', 'notes')
    expect(stored).toEqual({ ...document, maintenance_activated: false })
  })

  it('cannot be set for an application that is hidden or missing, or for an invalid slug', async () => {
    const test = await openTestRegistry({ virtual: [some, others] })
    await test.createApp('notes')
    const { apps, spaces } = test.registry
    const results = await outcomes([
      apps.setMaintenance(spaces.get('others'), 'notes', maintenance),
      apps.setMaintenance(spaces.get('some'), 'ghost', undefined),
      apps.setMaintenance(spaces.get('some'), 'Notes', maintenance),
    ])
    expect(results).toEqual(['APP_NOT_FOUND', 'APP_NOT_FOUND', 'INVALID_SLUG'])
    expect(await test.documents.databases()).not.toContain('test-others-overwrites')
  })

  it('has no messages when they are stored as null', async () => {
    const test = await openWithNotes()
    await test.documents.ensure('test-mirror-overwrites', [])
    const options = { flag_infra_maintenance: true, messages: null }
    const document = { _id: 'notes', maintenance_activated: true, maintenance_options: options }
    await test.documents.put('test-mirror-overwrites', document)
    await expect.poll(async () => (await appReader(test, 'mirror').app()).record.maintenance).toEqual(maintenance)
  })
})

describe('the icon of an overwrite', () => {
  it('is stored as an asset until the icon of a later overwrite replaces it', async () => {
    const test = await openWithNotes()
    await overwrite(test, { icon: drawing })
    const other = { fileName: 'folder/Other.PNG', content: Buffer.from('picture') }
    const checksum = sha256(drawing.content)
    expect(await test.documents.get('test-assets', checksum)).toMatchObject({
      name: 'drawing.svg',
      appslug: 'notes',
      content_type: 'image/svg+xml',
      used_by: ['mirror/notes/*'],
    })
    await overwrite(test, { icon: other })
    expect(await test.documents.get('test-assets', checksum)).toBeUndefined()
    expect(await test.storedChecksum(checksum)).toBeUndefined()
    expect(await test.documents.get('test-assets', sha256(other.content))).toMatchObject({
      name: 'Other.PNG',
      content_type: 'image/png',
      used_by: ['mirror/notes/*'],
    })
  })

  it('is kept when a later overwrite has the same icon', async () => {
    const test = await openWithNotes()
    await overwrite(test, { icon: drawing })
    await overwrite(test, { icon: drawing })
    expect(await appReader(test, 'mirror').file('1.0.0', 'icon')).toBe(drawing.content.toString())
  })
})

describe('an overwrite', () => {
  it('may be made before the application is created', async () => {
    const test = await openTestRegistry()
    await overwrite(test, { name: 'Jotter' })
    await test.createApp('notes')
    await test.publish(notes)
    expect(nameIn((await appReader(test, 'mirror').latest()).record.manifest)).toBe('Jotter')
  })

  it.each([
    ['neither a name nor an icon', 'notes', {}, 'INVALID_INPUT'],
    ['an empty name', 'notes', { name: '' }, 'INVALID_INPUT'],
    ['an unpaired surrogate in the name', 'notes', { name: 'Notes \ud83d' }, 'INVALID_INPUT'],
    ['an empty icon', 'notes', { icon: { fileName: 'i.svg', content: Buffer.alloc(0) } }, 'INVALID_INPUT'],
    [
      'an unpaired surrogate in the file name',
      'notes',
      { icon: { ...drawing, fileName: '\ud83d.svg' } },
      'INVALID_INPUT',
    ],
    ['a large icon', 'notes', { icon: { fileName: 'i.svg', content: Buffer.alloc(4 * 2 ** 20 + 1) } }, 'INVALID_INPUT'],
    ['an invalid slug', 'No Tes', { name: 'Jotter' }, 'INVALID_SLUG'],
  ])('is refused with %s', async (_, slug, change, code) => {
    const test = await openTestRegistry()
    const space = test.registry.spaces.getVirtual('mirror')
    expect(await outcomes([test.registry.overwrites.overwrite(space, slug, change)])).toEqual([code])
    expect(await test.documents.databases()).not.toContain('test-mirror-overwrites')
    expect(await test.documents.ids('test-assets')).toEqual([])
  })
})

describe('the revision of a space', () => {
  it('increases only with changes of data that the space shows', async () => {
    const labs = { name: 'labs-mirror', source: 'labs', filter: 'reject', slugs: [] } as const
    const mirror = { name: 'mirror', source: '', filter: 'reject', slugs: [] } as const
    const test = await openTestRegistry({ virtual: [mirror, labs] })
    const { catalogue, spaces, apps, overwrites } = test.registry
    const revisions = () => ['', 'mirror', 'labs-mirror'].map((name) => catalogue.revisionOf(spaces.get(name)))
    // The change feeds also report the writes of this process. So they increase the revisions again. Waits until the
    // revisions stay the same.
    const waitForFeeds = async () => {
      for (let before: number[] = []; !isDeepStrictEqual(before, revisions()); await pause(500)) before = revisions()
    }
    const increasedBy = async (work: () => Promise<unknown>) => {
      const before = revisions()
      await work()
      return revisions().map((revision, i) => revision > (before[i] ?? 0))
    }
    expect(await increasedBy(() => test.createApp('notes'))).toEqual([true, true, false])
    expect(await increasedBy(() => test.publish(notes))).toEqual([true, true, false])
    expect(await increasedBy(() => apps.setMaintenance(test.space, 'notes', maintenance))).toEqual([true, true, false])
    await waitForFeeds()
    expect(await increasedBy(() => overwrite(test, { name: 'Jotter' }))).toEqual([false, true, false])
    await waitForFeeds()
    const space = spaces.getVirtual('mirror')
    expect(await increasedBy(() => overwrites.setMaintenance(space, 'notes', undefined))).toEqual([false, true, false])
    await waitForFeeds()
    expect(await increasedBy(() => appReader(test, 'mirror').latest())).toEqual([false, false, false])
  })
})
