import { describe, expect, it } from 'vitest'
import type { StoredDocument } from '../../src/documents/documents.js'
import type { App } from '../../src/registry/catalogue/catalogue.js'
import { ForwardingDocuments } from '../support/forwarding-stores.js'
import { openTestRegistry, outcomes, type TestRegistry } from '../support/registry.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { bytesOf } from './virtual/fixture.js'

/** Delays the results of reads of pending versions until `barrier.expected` reads wait. So all readers get the same state. */
class BarrierDocuments extends ForwardingDocuments {
  static barrier: { expected: number; arrived: (() => void)[] } = { expected: 0, arrived: [] }

  override async get(database: string, id: string): Promise<StoredDocument | undefined> {
    const document = await super.get(database, id)
    const { barrier } = BarrierDocuments
    if (database.endsWith('-pending') && barrier.expected > 0) {
      await new Promise<void>((resolve) => {
        barrier.arrived.push(resolve)
        if (barrier.arrived.length === barrier.expected) for (const release of barrier.arrived) release()
      })
    }
    return document
  }
}

/** Submits the version notes/1.0.0, which is then pending. Returns the application, and the checksum of the archive. */
async function submit(test: TestRegistry): Promise<{ app: App; checksum: string }> {
  await test.registry.editors.create('Slow', false)
  const app = await test.createApp('notes', 'Slow')
  return { app, checksum: await test.publish({ slug: 'notes', version: '1.0.0', manifest: { editor: 'Slow' } }) }
}

/**
 * Counts the published versions, the pending versions, and the assets. `archive` tells whether the archive is stored.
 */
async function stateOf({ registry, space, documents, storedChecksum }: TestRegistry, checksum: string) {
  return {
    published: (await documents.ids(space.databases.versions)).length,
    pending: (await documents.ids(space.databases.pending)).length,
    assets: (await documents.ids(registry.spaces.shared.assets)).length,
    archive: (await storedChecksum(checksum)) === checksum,
  }
}

const approved = { published: 1, pending: 0, assets: 2, archive: true }
const rejected = { published: 0, pending: 0, assets: 0, archive: false }

describe('concurrent decisions about a pending version', () => {
  it('only one of two approvals succeeds', async () => {
    const test = await openTestRegistry()
    const { app, checksum } = await submit(test)
    const approve = () => test.registry.pending.approve(test.space, app, '1.0.0')
    expect((await outcomes([approve(), approve()])).toSorted()).toEqual(['VERSION_NOT_FOUND', 'done'])
    expect(await stateOf(test, checksum)).toEqual(approved)
  })

  it('only one of two approvals succeeds when two registries both read the pending version before they write', async () => {
    const folder = await temporaryFolder()
    const wrap = (documents: ForwardingDocuments['inner']) => new BarrierDocuments(documents)
    const both = [await openTestRegistry({ folder, wrap }), await openTestRegistry({ folder, wrap })] as const
    const { app, checksum } = await submit(both[0])
    BarrierDocuments.barrier = { expected: 2, arrived: [] }
    const results = await outcomes(both.map(({ registry, space }) => registry.pending.approve(space, app, '1.0.0')))
    expect(BarrierDocuments.barrier.arrived).toHaveLength(2)
    BarrierDocuments.barrier = { expected: 0, arrived: [] }
    expect(results.toSorted()).toEqual(['VERSION_NOT_FOUND', 'done'])
    expect(await stateOf(both[0], checksum)).toEqual(approved)
  })

  it.each(['approve', 'reject'] as const)(
    'when an approval and a rejection are requested at once, only the first one succeeds: %s',
    async (first) => {
      const test = await openTestRegistry()
      const { registry, space } = test
      const { app, checksum } = await submit(test)
      const decide = {
        approve: () => registry.pending.approve(space, app, '1.0.0'),
        reject: () => registry.pending.reject(space, 'notes', '1.0.0'),
      }
      const second = first === 'approve' ? 'reject' : 'approve'
      expect(await outcomes([decide[first](), decide[second]()])).toEqual(['done', 'VERSION_NOT_FOUND'])
      expect(await stateOf(test, checksum)).toEqual(first === 'approve' ? approved : rejected)
    },
  )
})

describe('an approval that was interrupted after it wrote the published version', () => {
  it.each(['approve', 'reject'] as const)('is finished by the next decision: %s', async (decision) => {
    const test = await openTestRegistry()
    const { registry, space, documents } = test
    const { app, checksum } = await submit(test)
    await interruptApproval(test)
    if (decision === 'approve') await registry.pending.approve(space, app, '1.0.0')
    else await registry.pending.reject(space, 'notes', '1.0.0')
    expect(await stateOf(test, checksum)).toEqual(approved)
    expect(await documents.get(space.databases.versions, 'notes-1.0.0')).toMatchObject({ sha256: checksum })
  })

  it('is not finished when the published version has another archive', async () => {
    const test = await openTestRegistry()
    const { app, checksum } = await submit(test)
    await interruptApproval(test, { sha256: '0'.repeat(64) })
    const approval = test.registry.pending.approve(test.space, app, '1.0.0')
    expect(await outcomes([approval])).toEqual(['VERSION_EXISTS'])
    expect(await stateOf(test, checksum)).toEqual({ published: 1, pending: 1, assets: 2, archive: true })
  })
})

describe('an approved version', () => {
  it('has the date of its submission, and the current editor and type of its application', async () => {
    const test = await openTestRegistry()
    const { registry, space, documents } = test
    await submit(test)
    const submitted = { created_at: '2020-02-03T04:05:06.123456789Z' }
    const pending = await documents.get(space.databases.pending, 'notes-1.0.0')
    await documents.put(space.databases.pending, { _id: 'notes-1.0.0', ...pending, ...submitted })
    const changed = { editor: 'Rival', type: 'konnector' }
    const stored = await documents.get(space.databases.apps, 'notes')
    await documents.put(space.databases.apps, { _id: 'notes', ...stored, ...changed })
    const current = () => registry.catalogue.app(space, 'notes')
    await expect.poll(async () => (await current())?.record, { timeout: 5000 }).toMatchObject({ editor: 'Rival' })
    const app = await current()
    if (!app) throw new Error('The application is gone')
    const { record } = await registry.pending.approve(space, app, '1.0.0')
    expect(record).toMatchObject({ editor: 'Rival', type: 'konnector' })
    const published = await documents.get(space.databases.versions, 'notes-1.0.0')
    expect(published).toEqual({ ...pending, ...submitted, ...changed, _rev: published?._rev })
  })
})

describe('the files for a version number', () => {
  const icon = (content: string) => ({ manifest: { icon: 'own.svg' }, files: [{ name: 'own.svg', content }] })

  it('are those of the published version, else those of the pending version', async () => {
    const test = await openTestRegistry()
    const { registry, space, documents } = test
    await registry.editors.create('Slow', false)
    await test.createApp('notes')
    await test.createApp('tasks', 'Slow')
    await test.publish({ slug: 'notes', version: '1.0.0', ...icon('published') })
    await test.publish({ slug: 'tasks', version: '1.0.0', ...icon('pending') })
    const iconOf = async (slug: string) => {
      const version = await registry.catalogue.publishedOrPending(space, slug, '1.0.0')
      return version && (await bytesOf(await registry.files.open(version, 'icon'))).toString()
    }
    expect([await iconOf('notes'), await iconOf('tasks')]).toEqual(['published', 'pending'])
    // Stores a pending version with another icon beside the published version. An interrupted approval also leaves both
    // versions.
    const { _rev, ...tasks } = (await documents.get(space.databases.pending, 'tasks-1.0.0')) ?? {}
    await documents.put(space.databases.pending, { ...tasks, _id: 'notes-1.0.0', slug: 'notes' })
    expect([await iconOf('notes'), await iconOf('tasks')]).toEqual(['published', 'pending'])
  })
})

/** Does the first half of an approval: writes the published version, and leaves the pending version. */
async function interruptApproval({ documents, space }: TestRegistry, changed = {}): Promise<void> {
  const pending = await documents.get(space.databases.pending, 'notes-1.0.0')
  if (!pending) throw new Error('The version is not pending')
  const { _rev, ...document } = pending
  await documents.put(space.databases.versions, { ...document, ...changed, _id: pending._id })
}
