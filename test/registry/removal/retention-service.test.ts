import { describe, expect, it } from 'vitest'
import { ForwardingDocuments } from '../../support/forwarding-stores.js'
import { openTestRegistry, outcomes, type TestRegistry } from '../../support/registry.js'

const day = 86_400_000
const rules = { majors: 1, minors: 0, months: 2 }

/** Creates the application `notes`, and publishes these versions of it. */
async function publishAll({ createApp, publish }: TestRegistry, versions: string[]): Promise<void> {
  await createApp('notes')
  for (const version of versions) {
    await publish({ slug: 'notes', version, manifest: { version: version.split('-')[0], name: version } })
  }
}

/** The ids of all published versions. */
function publishedIds({ documents }: TestRegistry): Promise<string[]> {
  return documents.ids('test-versions')
}

describe('the removal of old versions', () => {
  it('removes the versions that a dry run lists without removing them', async () => {
    const test = await openTestRegistry({ clock: () => Date.now() + 100 * day })
    await publishAll(test, ['1.0.0', '1.1.0', '2.0.0'])
    const { retention } = test.registry
    const old = await retention.removeOld(test.space, 'notes', 'stable', { ...rules, dryRun: true })
    expect(old.map(({ version }) => version)).toEqual(['1.0.0', '1.1.0'])
    expect(await publishedIds(test)).toHaveLength(3)
    const removed = await retention.removeOld(test.space, 'notes', 'stable', { ...rules, dryRun: false })
    expect(removed).toEqual(old)
    expect(await publishedIds(test)).toEqual(['notes-2.0.0'])
    expect(await test.documents.ids('test-assets')).toHaveLength(2)
  })

  it('does not affect other channels and applications', async () => {
    const test = await openTestRegistry({ clock: () => Date.now() + 100 * day })
    await publishAll(test, ['1.0.0', '1.0.1-beta.1', '1.0.1-dev.aa', '1.0.1-dev.ab'])
    await test.createApp('drive')
    await test.publish({ slug: 'drive', version: '1.0.0-dev.aa', manifest: { version: '1.0.0' } })
    const request = { ...rules, majors: 0, dryRun: false }
    const removed = await test.registry.retention.removeOld(test.space, 'notes', 'dev', request)
    expect(removed.map(({ version }) => version)).toEqual(['1.0.1-dev.aa'])
    expect(await publishedIds(test)).toEqual([
      ...['drive-1.0.0-dev.aa', 'notes-1.0.0', 'notes-1.0.1-beta.1', 'notes-1.0.1-dev.ab'],
    ])
  })

  it('is refused for an unknown or invalid slug, an empty channel, or negative rules', async () => {
    const { registry, space, createApp } = await openTestRegistry()
    await createApp('notes')
    const removeOld = (slug: string, more = {}) =>
      registry.retention.removeOld(space, slug, 'stable', { ...rules, ...more, dryRun: true })
    const attempts = [removeOld('drive'), removeOld('notes'), removeOld('notes', { months: -1 }), removeOld('No')]
    expect(await outcomes(attempts)).toEqual(['APP_NOT_FOUND', 'VERSION_NOT_FOUND', 'INVALID_INPUT', 'INVALID_SLUG'])
  })

  it('removes each version once in two concurrent runs', async () => {
    const test = await openTestRegistry({ clock: () => Date.now() + 100 * day })
    await publishAll(test, ['1.0.0', '1.1.0', '2.0.0'])
    const request = { ...rules, dryRun: false }
    const both = await Promise.all(
      [1, 2].map(() => test.registry.retention.removeOld(test.space, 'notes', 'stable', request)),
    )
    expect(both.flat().map(({ version }) => version)).toEqual(['1.0.0', '1.1.0'])
  })
})

describe('retention in the background', () => {
  // The clock is a day ahead. So each version is old when it is published.
  const immediate = { retention: { ...rules, months: 0 }, clock: () => Date.now() + day }

  it('runs after each publication, only for the channel of the published version', async () => {
    const test = await openTestRegistry(immediate)
    await publishAll(test, ['1.0.0', '1.0.1-beta.1', '1.0.1-beta.2'])
    await expect.poll(() => publishedIds(test)).toEqual(['notes-1.0.0', 'notes-1.0.1-beta.2'])
    await test.publish({ slug: 'notes', version: '2.0.0' })
    await expect.poll(() => publishedIds(test)).toEqual(['notes-1.0.1-beta.2', 'notes-2.0.0'])
  })

  it('runs after an approval', async () => {
    const test = await openTestRegistry(immediate)
    await test.registry.editors.create('Slow', false)
    const app = await test.createApp('notes', 'Slow')
    for (const version of ['1.0.0', '2.0.0']) {
      await test.publish({ slug: 'notes', version })
      await test.registry.pending.approve(test.space, app, version)
    }
    await expect.poll(() => publishedIds(test)).toEqual(['notes-2.0.0'])
  })

  it('is off by default', async () => {
    const test = await openTestRegistry({ clock: immediate.clock })
    await publishAll(test, ['1.0.0', '2.0.0'])
    await test.registry.close()
    expect(await publishedIds(test)).toHaveLength(2)
  })

  it('does not affect a publication when old versions cannot be removed', async () => {
    const test = await openTestRegistry({ ...immediate, wrap: (documents) => new UnremovableDocuments(documents) })
    await publishAll(test, ['1.0.0', '2.0.0'])
    await test.registry.close()
    expect(await publishedIds(test)).toHaveLength(2)
  })

  it('stops between two versions when the registry is closed', async () => {
    const slow: SlowlyRemovingDocuments[] = []
    const wrap = (documents: ForwardingDocuments['inner']) => {
      slow.push(new SlowlyRemovingDocuments(documents))
      return slow[0] ?? documents
    }
    const test = await openTestRegistry({ ...immediate, wrap })
    await test.createApp('notes')
    const versions = [1, 2, 3, 4, 5].map((n) => `1.0.${n}`)
    for (const version of versions) {
      await test.documents.put('test-versions', {
        _id: `notes-${version}`,
        slug: 'notes',
        version,
        created_at: '2020-01-01T00:00:00Z',
      })
    }
    await test.publish({ slug: 'notes', version: '2.0.0' })
    await expect.poll(() => slow[0]?.removals).toBe(1)
    await test.registry.close()
    expect(await publishedIds(test)).toHaveLength(5)
    expect(slow[0]?.removals).toBe(1)
  })
})

/** Fails to remove any document. */
class UnremovableDocuments extends ForwardingDocuments {
  override remove(): Promise<void> {
    return Promise.reject(new Error('the disk is on fire'))
  }
}

/** Counts removals, and delays them. */
class SlowlyRemovingDocuments extends ForwardingDocuments {
  removals = 0
  override async remove(database: string, id: string, revision: string): Promise<void> {
    this.removals++
    await new Promise((resolve) => setTimeout(resolve, 200))
    await super.remove(database, id, revision)
  }
}
