import { describe, expect, it } from 'vitest'
import type { StoredDocument } from '../../src/documents/documents.js'
import type { App } from '../../src/registry/catalogue/catalogue.js'
import { ForwardedDocuments } from '../support/forwarded.js'
import { openTestRegistry, outcomes, type TestRegistry } from '../support/registry.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { bytesOf } from './virtual/fixture.js'

/** Documents that hold back what was read of versions that wait, until several have read it. */
class MeetingDocuments extends ForwardedDocuments {
  static meeting: { wanted: number; arrived: (() => void)[] } = { wanted: 0, arrived: [] }

  override async get(database: string, id: string): Promise<StoredDocument | undefined> {
    const document = await super.get(database, id)
    const { meeting } = MeetingDocuments
    if (database.endsWith('-pending') && meeting.wanted > 0) {
      await new Promise<void>((resolve) => {
        meeting.arrived.push(resolve)
        if (meeting.arrived.length === meeting.wanted) for (const go of meeting.arrived) go()
      })
    }
    return document
  }
}

/** Submits a version of an editor without automatic publication; gives its application and the archive's checksum. */
async function submit(test: TestRegistry): Promise<{ app: App; checksum: string }> {
  await test.registry.editors.create('Slow', false)
  const app = await test.createApp('notes', 'Slow')
  return { app, checksum: await test.publish({ slug: 'notes', version: '1.0.0', manifest: { editor: 'Slow' } }) }
}

/** The stored data of the version. */
async function stateOf({ registry, space, documents, storedAsset }: TestRegistry, checksum: string) {
  return {
    live: (await documents.ids(space.databases.versions)).length,
    waiting: (await documents.ids(space.databases.pending)).length,
    assets: (await documents.ids(registry.spaces.shared.assets)).length,
    archive: (await storedAsset(checksum)) === checksum,
  }
}

const approved = { live: 1, waiting: 0, assets: 2, archive: true }
const rejected = { live: 0, waiting: 0, assets: 0, archive: false }

describe('concurrent decisions about a pending version', () => {
  it('two approvals: one succeeds, the other finds no version', async () => {
    const test = await openTestRegistry()
    const { app, checksum } = await submit(test)
    const approve = () => test.registry.pending.approve(test.space, app, '1.0.0')
    expect((await outcomes([approve(), approve()])).toSorted()).toEqual(['VERSION_NOT_FOUND', 'done'])
    expect(await stateOf(test, checksum)).toEqual(approved)
  })

  it('two approvals through two gateways that both have read before either writes: one succeeds', async () => {
    const folder = await temporaryFolder()
    const wrap = (documents: ForwardedDocuments['inner']) => new MeetingDocuments(documents)
    const both = [await openTestRegistry({ folder, wrap }), await openTestRegistry({ folder, wrap })] as const
    const { app, checksum } = await submit(both[0])
    MeetingDocuments.meeting = { wanted: 2, arrived: [] }
    const ends = await outcomes(both.map(({ registry, space }) => registry.pending.approve(space, app, '1.0.0')))
    expect(MeetingDocuments.meeting.arrived).toHaveLength(2)
    MeetingDocuments.meeting = { wanted: 0, arrived: [] }
    expect(ends.toSorted()).toEqual(['VERSION_NOT_FOUND', 'done'])
    expect(await stateOf(both[0], checksum)).toEqual(approved)
  })

  it.each(['approve', 'reject'] as const)(
    'an approval and a rejection, %s first: the first one holds, with the files',
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

describe('an approval that was interrupted after the version went live', () => {
  it.each(['approve', 'reject'] as const)('is finished by %s, and the live version keeps its files', async (end) => {
    const test = await openTestRegistry()
    const { registry, space, documents } = test
    const { app, checksum } = await submit(test)
    await goLive(test)
    if (end === 'approve') await registry.pending.approve(space, app, '1.0.0')
    else await registry.pending.reject(space, 'notes', '1.0.0')
    expect(await stateOf(test, checksum)).toEqual(approved)
    expect(await documents.get(space.databases.versions, 'notes-1.0.0')).toMatchObject({ sha256: checksum })
  })

  it('is refused when another archive is published under the number, and nothing is lost', async () => {
    const test = await openTestRegistry()
    const { app, checksum } = await submit(test)
    await goLive(test, { sha256: '0'.repeat(64) })
    const approval = test.registry.pending.approve(test.space, app, '1.0.0')
    expect(await outcomes([approval])).toEqual(['VERSION_EXISTS'])
    expect(await stateOf(test, checksum)).toEqual({ live: 1, waiting: 1, assets: 2, archive: true })
  })
})

describe('an approved version', () => {
  it('keeps the date of its submission, and has the current editor and type of the application', async () => {
    const test = await openTestRegistry()
    const { registry, space, documents } = test
    await submit(test)
    const submitted = { created_at: '2020-02-03T04:05:06.123456789Z' }
    const waiting = await documents.get(space.databases.pending, 'notes-1.0.0')
    await documents.put(space.databases.pending, { _id: 'notes-1.0.0', ...waiting, ...submitted })
    const changed = { editor: 'Rival', type: 'konnector' }
    const stored = await documents.get(space.databases.apps, 'notes')
    await documents.put(space.databases.apps, { _id: 'notes', ...stored, ...changed })
    const current = () => registry.catalogue.app(space, 'notes')
    await expect.poll(async () => (await current())?.record, { timeout: 5000 }).toMatchObject({ editor: 'Rival' })
    const app = await current()
    if (!app) throw new Error('The application is gone')
    const { record } = await registry.pending.approve(space, app, '1.0.0')
    expect(record).toMatchObject({ editor: 'Rival', type: 'konnector' })
    const live = await documents.get(space.databases.versions, 'notes-1.0.0')
    expect(live).toEqual({ ...waiting, ...submitted, ...changed, _rev: live?._rev })
  })
})

describe('the files of a version by its number', () => {
  const icon = (content: string) => ({ manifest: { icon: 'own.svg' }, files: [{ name: 'own.svg', content }] })

  it('are the published ones, or else the pending ones', async () => {
    const test = await openTestRegistry()
    const { registry, space, documents } = test
    await registry.editors.create('Slow', false)
    await test.createApp('notes')
    await test.createApp('tasks', 'Slow')
    await test.publish({ slug: 'notes', version: '1.0.0', ...icon('published') })
    await test.publish({ slug: 'tasks', version: '1.0.0', ...icon('waiting') })
    const iconOf = async (slug: string) => {
      const version = await registry.catalogue.submitted(space, slug, '1.0.0')
      return version && (await bytesOf(await registry.files.open(version, 'icon'))).toString()
    }
    expect([await iconOf('notes'), await iconOf('tasks')]).toEqual(['published', 'waiting'])
    // As an interrupted approval leaves it, but for the icon.
    const { _rev, ...tasks } = (await documents.get(space.databases.pending, 'tasks-1.0.0')) ?? {}
    await documents.put(space.databases.pending, { ...tasks, _id: 'notes-1.0.0', slug: 'notes' })
    expect([await iconOf('notes'), await iconOf('tasks')]).toEqual(['published', 'waiting'])
  })
})

/** Does the first half of an approval. */
async function goLive({ documents, space }: TestRegistry, changed = {}): Promise<void> {
  const pending = await documents.get(space.databases.pending, 'notes-1.0.0')
  if (!pending) throw new Error('The version does not wait')
  const { _rev, ...document } = pending
  await documents.put(space.databases.versions, { ...document, ...changed, _id: pending._id })
}
