import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { IndexMissingError, type Query } from '../../src/documents/documents.js'
import type { Json } from '../../src/json.js'
import { listVersions } from '../../src/registry/catalogue/version-list.js'
import type { Channel } from '../../src/registry/versions.js'
import { ForwardingDocuments } from '../support/forwarding-stores.js'
import { silentProgress } from '../support/import-fixture.js'
import { openTestRegistry, outcomes, type TestRegistry } from '../support/registry.js'
import { temporaryFolder } from '../support/temporary-folder.js'
import { appReader, nameIn } from './virtual/fixture.js'

const reason = 'It loses data'

/** Opens a registry with the application `notes`, and publishes these versions of it. */
async function openWithVersions(...versions: string[]): Promise<TestRegistry> {
  const test = await openTestRegistry()
  await test.createApp('notes')
  for (const version of versions) await test.publish({ slug: 'notes', version, manifest: { name: 'Notes' } })
  return test
}

/** What a space offers of `notes`: the latest version and the listed versions of each channel. */
async function offered({ registry }: TestRegistry, spaceName = '') {
  const { catalogue } = registry
  const app = await catalogue.get(registry.spaces.get(spaceName), 'notes')
  const versions = await catalogue.versionsOf(app)
  const of = async (channel: Channel) => {
    const { edges } = listVersions(versions, { channel, direction: 'ASCENDING', first: 50 })
    const latest = (await catalogue.latest(app, channel))?.record.version
    return { latest, list: edges.map(({ node }) => node.version) }
  }
  return { stable: await of('stable'), beta: await of('beta'), dev: await of('dev') }
}

describe('a withdrawn version', () => {
  it('is offered by no channel of its space and of virtual spaces, until it is restored', async () => {
    const test = await openWithVersions('1.0.0', '1.1.0', '1.2.0-beta.1')
    const { registry, space } = test
    const before = await offered(test)
    expect(before.stable).toEqual({ latest: '1.1.0', list: ['1.0.0', '1.1.0'] })
    await registry.withdrawals.withdraw(space, 'notes', '1.1.0', reason, 'Acme')
    for (const name of ['', 'mirror']) {
      expect(await offered(test, name)).toEqual({
        stable: { latest: '1.0.0', list: ['1.0.0'] },
        beta: { latest: '1.2.0-beta.1', list: ['1.0.0', '1.2.0-beta.1'] },
        dev: { latest: '1.2.0-beta.1', list: ['1.0.0', '1.2.0-beta.1'] },
      })
    }
    await registry.withdrawals.withdraw(space, 'notes', '1.0.0', reason, 'Acme')
    expect((await offered(test)).stable).toEqual({ latest: undefined, list: [] })
    for (const version of ['1.0.0', '1.1.0']) await registry.withdrawals.restore(space, 'notes', version)
    for (const name of ['', 'mirror']) expect(await offered(test, name)).toEqual(before)
  })

  it('can be read by its number with the reason, the time and the author of its withdrawal', async () => {
    const test = await openTestRegistry({ clock: () => Date.parse('2026-05-04T03:02:01Z') })
    await test.createApp('notes')
    await test.publish({ slug: 'notes', version: '1.0.0' })
    await test.registry.withdrawals.withdraw(test.space, 'notes', '1.0.0', `  ${reason} `, 'Acme')
    const withdrawn = { reason, at: '2026-05-04T03:02:01.000Z', by: 'Acme' }
    for (const name of ['', 'mirror']) {
      const { version, archive } = appReader(test, name)
      expect((await version('1.0.0')).record).toMatchObject({ version: '1.0.0', withdrawn })
      expect((await archive('1.0.0')).length).toBeGreaterThan(0)
    }
    expect(await test.documents.get('test-versions', 'notes-1.0.0')).toMatchObject({
      withdrawn,
      withdrawn_at: withdrawn.at,
    })
    const corrected = await test.registry.withdrawals.withdraw(test.space, 'notes', '1.0.0', 'Wrong icon', 'operator')
    expect(corrected.record.withdrawn).toEqual({ ...withdrawn, reason: 'Wrong icon', by: 'operator' })
  })

  it('leaves no trace in its document when it is restored', async () => {
    const test = await openWithVersions('1.0.0')
    const { registry, space, documents } = test
    const { _rev, ...before } = (await documents.get('test-versions', 'notes-1.0.0')) ?? {}
    await registry.withdrawals.withdraw(space, 'notes', '1.0.0', reason, 'Acme')
    await registry.withdrawals.restore(space, 'notes', '1.0.0')
    const after = await documents.get('test-versions', 'notes-1.0.0')
    expect(after).toEqual({ ...before, _rev: after?._rev })
    await registry.withdrawals.restore(space, 'notes', '1.0.0')
    expect((await documents.get('test-versions', 'notes-1.0.0'))?._rev).toBe(after?._rev)
  })

  it('is withdrawn for another registry with the same data, too', async () => {
    const folder = await temporaryFolder()
    const [one, other] = [await openTestRegistry({ folder }), await openTestRegistry({ folder })]
    await one.createApp('notes')
    for (const version of ['1.0.0', '1.1.0']) await one.publish({ slug: 'notes', version })
    const latest = async () => (await offered(other)).stable.latest
    await expect.poll(latest, { timeout: 10_000 }).toBe('1.1.0')
    await one.registry.withdrawals.withdraw(one.space, 'notes', '1.1.0', reason, 'Acme')
    await expect.poll(latest, { timeout: 10_000 }).toBe('1.0.0')
    await one.registry.withdrawals.restore(one.space, 'notes', '1.1.0')
    await expect.poll(latest, { timeout: 10_000 }).toBe('1.1.0')
  })

  it('cannot be published again', async () => {
    const test = await openWithVersions('1.0.0')
    await test.registry.withdrawals.withdraw(test.space, 'notes', '1.0.0', reason, 'Acme')
    await expect(test.publish({ slug: 'notes', version: '1.0.0' })).rejects.toMatchObject({
      code: 'VERSION_EXISTS',
      message: 'Version already exists',
      details: { detail: expect.stringMatching(/notes-1\.0\.0 is withdrawn \("It loses data"\).*restore it/) },
    })
  })

  it('is removed with its application, or alone, with its files', async () => {
    const test = await openWithVersions('1.0.0', '1.1.0')
    const { registry, space, documents } = test
    for (const version of ['1.0.0', '1.1.0'])
      await registry.withdrawals.withdraw(space, 'notes', version, reason, 'Acme')
    await registry.removal.removeVersion(space, 'notes', '1.0.0')
    expect(await documents.ids('test-versions')).toEqual(['notes-1.1.0'])
    const removed = await registry.removal.removeApp(space, 'notes')
    expect(removed).toMatchObject([{ version: '1.1.0', state: 'PUBLISHED' }])
    expect(await documents.ids('test-versions')).toEqual([])
    expect(await documents.ids('test-assets')).toEqual([])
  })

  it('is no finding of repair, which leaves it alone', async () => {
    const test = await openWithVersions('1.0.0', '1.1.0')
    await test.registry.withdrawals.withdraw(test.space, 'notes', '1.1.0', reason, 'Acme')
    const before = await test.documents.get('test-versions', 'notes-1.1.0')
    expect((await test.registry.repair(true, silentProgress)).findings).toEqual([])
    expect(await test.documents.get('test-versions', 'notes-1.1.0')).toEqual(before)
  })
})

describe('a withdrawal in the source of a virtual space that overwrites the name', () => {
  it('regenerates the archive of the version that is the newest now, and keeps that of the withdrawn one', async () => {
    const test = await openWithVersions('1.0.0', '1.1.0')
    const { registry, space, documents } = test
    const mirror = registry.spaces.getVirtual('mirror')
    await registry.overwrites.overwrite(mirror, 'notes', { name: 'Ours' })
    expect(await documents.ids('test-mirror-versions')).toEqual(['notes-1.1.0'])
    await registry.withdrawals.withdraw(space, 'notes', '1.1.0', reason, 'Acme')
    const { latest, version, archive } = appReader(test, 'mirror')
    const { record } = await latest()
    expect([record.version, nameIn(record.manifest), record.withdrawn]).toEqual(['1.0.0', 'Ours', undefined])
    const withdrawn = await version('1.1.0')
    expect([nameIn(withdrawn.record.manifest), withdrawn.record.withdrawn?.reason]).toEqual(['Ours', reason])
    expect((await archive('1.1.0')).length).toBeGreaterThan(0)
    await registry.withdrawals.restore(space, 'notes', '1.1.0')
    const restored = (await latest()).record
    expect([restored.version, nameIn(restored.manifest), restored.withdrawn]).toEqual(['1.1.0', 'Ours', undefined])
  })

  it('is not copied to overwritten versions, so that these can be shown when the source is restored', async () => {
    const test = await openWithVersions('1.0.0')
    const { registry, documents } = test
    const stored = await documents.get('test-versions', 'notes-1.0.0')
    const withdrawn = { withdrawn: { reason, at: '2026-01-01T00:00:00Z', by: 'Acme' } }
    // A version is withdrawn while its archive is regenerated.
    await documents.put('test-versions', { _id: 'notes-1.0.0', ...stored, ...withdrawn })
    await registry.overwrites.overwrite(registry.spaces.getVirtual('mirror'), 'notes', { name: 'Ours' })
    expect(await documents.get('test-mirror-versions', 'notes-1.0.0')).not.toHaveProperty('withdrawn')
  })
})

describe('a withdrawal', () => {
  it.each([
    ['no text', '', /reason is empty/],
    ['white space only', ' \n ', /reason is empty/],
    ['1001 characters', 'a'.repeat(1001), /1001 characters: give 1000 at most/],
    ['a line break', 'one\ntwo', /control character/],
    ['another control character', 'bell\u0007', /control character/],
    ['half of a surrogate pair', 'half \ud800', /no Unicode text/],
  ])('whose reason has %s is refused', async (_, text, message) => {
    const { registry, space } = await openWithVersions('1.0.0')
    const withdrawal = registry.withdrawals.withdraw(space, 'notes', '1.0.0', text, 'Acme')
    await expect(withdrawal).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(message) })
    expect((await registry.catalogue.publishedOrPending(space, 'notes', '1.0.0'))?.record.withdrawn).toBeUndefined()
  })

  it('with a reason of 1000 characters is accepted', async () => {
    const { registry, space } = await openWithVersions('1.0.0')
    const { record } = await registry.withdrawals.withdraw(space, 'notes', '1.0.0', 'é'.repeat(1000), 'Acme')
    expect(record.withdrawn?.reason).toHaveLength(1000)
  })

  it('of a missing or pending version is refused', async () => {
    const test = await openWithVersions('1.0.0')
    const { registry, space } = test
    await registry.editors.create('Slow', false)
    await test.createApp('tasks', 'Slow')
    await test.publish({ slug: 'tasks', version: '1.0.0', manifest: { editor: 'Slow' } })
    const { withdrawals } = registry
    await expect(withdrawals.withdraw(space, 'tasks', '1.0.0', reason, 'Slow')).rejects.toMatchObject({
      code: 'VERSION_NOT_FOUND',
      details: { detail: 'tasks 1.0.0 is not published yet: it waits for approval, and can be rejected' },
    })
    expect(
      await outcomes([
        withdrawals.withdraw(space, 'notes', '1.0.1', reason, 'Acme'),
        withdrawals.restore(space, 'notes', '1.0.1'),
        withdrawals.withdraw(space, 'notes', 'one', reason, 'Acme'),
        withdrawals.restore(space, 'No tes', '1.0.0'),
      ]),
    ).toEqual(['VERSION_NOT_FOUND', 'VERSION_NOT_FOUND', 'INVALID_VERSION', 'INVALID_SLUG'])
  })

  it('and a removal at the same time leave no withdrawn remains', async () => {
    const test = await openWithVersions('1.0.0')
    const { registry, space, documents } = test
    const results = await outcomes([
      registry.withdrawals.withdraw(space, 'notes', '1.0.0', reason, 'Acme'),
      registry.removal.removeVersion(space, 'notes', '1.0.0'),
    ])
    expect(results[1]).toBe('done')
    expect(await documents.ids('test-versions')).toEqual([])
  })
})

describe('the retention', () => {
  it('keeps the newest offered versions, and a withdrawn version that it would keep after its restoration', async () => {
    const { registry, space, documents } = await openWithVersions('1.0.0', '1.1.0', '1.2.0')
    await registry.withdrawals.withdraw(space, 'notes', '1.2.0', reason, 'Acme')
    const rules = { majors: 1, minors: 0, months: 0, dryRun: false }
    // Without months, versions of this moment are kept. So their dates are set back.
    for (const id of await documents.ids('test-versions')) {
      const stored = await documents.get('test-versions', id)
      await documents.put('test-versions', { _id: id, ...stored, created_at: '2020-01-01T00:00:00Z' })
    }
    const removed = await registry.retention.removeOld(space, 'notes', 'stable', rules)
    expect(removed.map(({ version }) => version)).toEqual(['1.0.0'])
    expect(await documents.ids('test-versions')).toEqual(['notes-1.1.0', 'notes-1.2.0'])
  })
})

describe('an export', () => {
  it('contains withdrawals, and an import restores them', async () => {
    const test = await openWithVersions('1.0.0', '1.1.0')
    await test.registry.withdrawals.withdraw(test.space, 'notes', '1.1.0', reason, 'Acme')
    const [stream, file] = [new PassThrough(), join(await temporaryFolder(), 'export.tar.gz')]
    const [archive] = await Promise.all([buffer(stream), test.registry.export(stream, silentProgress)])
    await writeFile(file, archive)
    const target = await openTestRegistry()
    await target.registry.import(file, { drop: true, replace: false }, silentProgress)
    expect((await offered(target)).stable).toEqual({ latest: '1.0.0', list: ['1.0.0'] })
    expect((await appReader(target, '').version('1.1.0')).record.withdrawn?.reason).toBe(reason)
  })
})

/** A document store whose databases lack the index of withdrawn versions, as those of older releases do. */
class OlderDocuments extends ForwardingDocuments {
  override findFields(database: string, query: Query, fields: string[]): Promise<Record<string, Json | undefined>[]> {
    if (query.index.name === 'withdrawn-versions') return Promise.reject(new IndexMissingError(database, query.index))
    return super.findFields(database, query, fields)
  }
}

it('a database without the index of withdrawn versions has none', async () => {
  const test = await openTestRegistry({ wrap: (documents) => new OlderDocuments(documents) })
  await test.createApp('notes')
  await test.publish({ slug: 'notes', version: '1.0.0' })
  expect((await offered(test)).stable).toEqual({ latest: '1.0.0', list: ['1.0.0'] })
})
