import { describe, expect, it } from 'vitest'
import { storedArchiveName } from '../../src/registry/files.js'
import { answerInHalves } from '../support/archive-server.js'
import { sha256 } from '../support/archives.js'
import { archiveOf } from '../support/gateway.js'
import { openTestRegistry, outcomes, type TestRegistry } from '../support/registry.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const five = [0, 1, 2, 3, 4]

/** The stored record of a version. */
async function readVersion({ registry, space }: TestRegistry, slug: string, number: string) {
  const app = await registry.catalogue.app(space, slug)
  const version = app && (await registry.catalogue.version(app, number))
  if (!version) throw new Error(`${slug} ${number} is not published`)
  return version.record
}

describe('concurrent publications', () => {
  it('of one version: only one succeeds', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const attempts = five.map((n) =>
      test.publish({ slug: 'notes', version: '1.0.0', files: [{ name: 'n', content: String(n) }] }),
    )
    const results = await outcomes(attempts)
    expect(results.toSorted()).toEqual(['VERSION_EXISTS', 'VERSION_EXISTS', 'VERSION_EXISTS', 'VERSION_EXISTS', 'done'])
    const checksum = (await attempts[results.indexOf('done')]) ?? ''
    const version = await readVersion(test, 'notes', '1.0.0')
    expect(version.sha256).toBe(checksum)
    expect(version.attachments.get(storedArchiveName(version.url))).toBe(checksum)
    expect(await test.storedChecksum(checksum)).toBe(checksum)
  })

  it('of one version by two registries in one folder: only one succeeds', async () => {
    const folder = await temporaryFolder()
    const both = [await openTestRegistry({ folder }), await openTestRegistry({ folder })]
    await both[0]?.createApp('notes')
    for (const { registry, space } of both) await expect.poll(() => registry.catalogue.slugs(space)).toEqual(['notes'])
    const attempts = both.map(({ publish }, n) =>
      publish({ slug: 'notes', version: '1.0.0', files: [{ name: 'n', content: String(n) }] }),
    )
    expect((await outcomes(attempts)).toSorted()).toEqual(['VERSION_EXISTS', 'done'])
  })

  it('of several versions with the same new icon store it once, with each version in its "used_by"', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    await Promise.all(five.map((n) => test.publish({ slug: 'notes', version: `1.0.${n}` })))
    const versions = await Promise.all(five.map((n) => readVersion(test, 'notes', `1.0.${n}`)))
    const icons = new Set(versions.map(({ attachments }) => attachments.get('icon')))
    const [icon = ''] = icons
    expect(icons.size).toBe(1)
    expect(await test.storedChecksum(icon)).toBe(icon)
    const asset = await test.documents.get(test.registry.spaces.shared.assets, icon)
    expect(asset?.used_by).toHaveLength(5)
    expect(asset?.used_by).toEqual(expect.arrayContaining(five.map((n) => `notes/1.0.${n}`)))
  })

  it('of one version: one that ends after the approval of another one is refused', async () => {
    const test = await openTestRegistry()
    const { registry, space, archives } = test
    await registry.editors.create('Slow', false)
    const app = await test.createApp('notes', 'Slow')
    const version = { slug: 'notes', version: '1.0.0', manifest: { editor: 'Slow' } }
    const archive = await archiveOf({ ...version, files: [{ name: 'late', content: '' }] })
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    const url = archives.serve('late.tar.gz', answerInHalves(archive, released))
    const submission = { version: '1.0.0', url, sha256: sha256(archive) }
    const late = registry.publisher.publish(space, app, submission, 'https://apps.example')
    await expect.poll(() => archives.paths).toContain('/late.tar.gz')
    await test.publish(version)
    await registry.pending.approve(space, app, '1.0.0')
    release()
    expect(await outcomes([late])).toEqual(['VERSION_EXISTS'])
    expect(await test.documents.ids(space.databases.pending)).toEqual([])
  })
})

describe('concurrent changes', () => {
  it('of one application are all applied', async () => {
    const test = await openTestRegistry()
    const { registry, space } = test
    await test.createApp('notes')
    const maintenance = { infrastructure: true, short: false, noManualExecution: false, messages: [] }
    await Promise.all([
      registry.apps.update(space, 'notes', { commitment: 'user_ciphered' }),
      registry.apps.update(space, 'notes', { commitmentBy: 'editor' }),
      registry.apps.setMaintenance(space, 'notes', maintenance),
    ])
    const app = await registry.catalogue.app(space, 'notes')
    expect(app?.record).toMatchObject({ commitment: 'user_ciphered', commitmentBy: 'editor', maintenance })
  })

  it('that create one application: only one succeeds', async () => {
    const { createApp } = await openTestRegistry()
    const results = await outcomes(five.map(() => createApp('notes')))
    expect(results.toSorted()).toEqual(['APP_EXISTS', 'APP_EXISTS', 'APP_EXISTS', 'APP_EXISTS', 'done'])
  })

  it('that create editors whose names differ only in case: only one succeeds', async () => {
    const { registry } = await openTestRegistry()
    const results = await outcomes(['Beta', 'BETA'].map((name) => registry.editors.create(name, true)))
    expect(results.toSorted()).toEqual(['EDITOR_EXISTS', 'done'])
  })
})

describe('registries that start on one empty folder at the same time', () => {
  it('show the applications of each other', async () => {
    const folder = await temporaryFolder()
    const all = await Promise.all([1, 2, 3].map(() => openTestRegistry({ folder })))
    await Promise.all(all.map(({ createApp }, n) => createApp(`app-${n}`)))
    for (const { registry, space } of all) {
      await expect.poll(() => registry.catalogue.slugs(space)).toEqual(['app-0', 'app-1', 'app-2'])
    }
  })
})
