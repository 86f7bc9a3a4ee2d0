import { describe, expect, it } from 'vitest'
import { readRules } from '../../../src/instances/permissions/rule.js'
import { openTestInstances } from '../../support/instances.js'

const notes = { kind: 'app', slug: 'notes' } as const
const rules = readRules({ files: { type: 'io.cozy.files', verbs: ['GET'], description: 'Files', remote: true } })

async function start() {
  let now = Date.UTC(2026, 0, 1)
  const { instances, documents } = await openTestInstances(undefined, () => now)
  const instance = await instances.add({ domain: 'alice.example.org', locale: 'en', context: 'default' })
  const { permissions } = instances
  const stored = async () => {
    const [id = ''] = await documents.ids(instance.database('io.cozy.permissions'))
    return documents.get(instance.database('io.cozy.permissions'), id)
  }
  return { instances, instance, permissions, stored, advanceClock: () => void (now += 1000) }
}

describe('the permissions of an installed application', () => {
  it('are stored in the format of cozy-stack', async () => {
    const { instance, permissions, stored } = await start()
    await permissions.create(instance, notes, rules, '1.4.0')
    const date = '2026-01-01T00:00:00.000Z'
    expect(await stored()).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{32}$/),
      _rev: expect.stringMatching(/^1-/),
      type: 'app',
      source_id: 'io.cozy.apps/notes',
      permissions: { files: { type: 'io.cozy.files', description: 'Files', verbs: ['GET'] } },
      cozyMetadata: {
        doctypeVersion: '1',
        metadataVersion: 1,
        createdAt: date,
        createdByApp: 'notes',
        createdByAppVersion: '1.4.0',
        updatedAt: date,
        updatedByApps: [{ slug: 'notes', date, version: '1.4.0' }],
      },
    })
  })

  it('are found by kind and slug, until they are removed', async () => {
    const { instance, permissions } = await start()
    expect(await permissions.find(instance, notes)).toBeUndefined()
    await permissions.create(instance, notes, rules, '1.0.0')
    expect(await permissions.find(instance, notes)).toMatchObject({ sourceId: 'io.cozy.apps/notes', rules })
    expect(await permissions.find(instance, { kind: 'konnector', slug: 'notes' })).toBeUndefined()
    await permissions.remove(instance, notes)
    expect(await permissions.find(instance, notes)).toBeUndefined()
    await permissions.remove(instance, notes)
  })

  it('are separate from the permissions in another instance', async () => {
    const { instances, instance, permissions } = await start()
    const other = await instances.add({ domain: 'bob.example.org', locale: 'en', context: 'default' })
    await permissions.create(instance, notes, rules, '1.0.0')
    expect(await permissions.find(other, notes)).toBeUndefined()
  })

  it('are changed without losing concurrent changes or unknown members', async () => {
    const { instances, instance, permissions, stored, advanceClock } = await start()
    await permissions.create(instance, notes, new Map(), '1.0.0')
    expect(await stored()).not.toHaveProperty('permissions')
    const document = await stored()
    if (!document) throw new Error('The permissions are not stored')
    await instances.documents.put(instance, 'io.cozy.permissions', { ...document, codes: { a: 'b' } })
    advanceClock()
    const add = (title: string) =>
      permissions.update(instance, notes, (before) => new Map([...before, [title, { type: 'com.acme.x' }]]))
    await Promise.all(['one', 'two', 'three'].map(add))
    expect(await stored()).toMatchObject({
      codes: { a: 'b' },
      permissions: { one: { type: 'com.acme.x' }, two: { type: 'com.acme.x' }, three: { type: 'com.acme.x' } },
      cozyMetadata: { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:01.000Z' },
    })
  })

  it('are not created by an update', async () => {
    const { instance, permissions } = await start()
    await permissions.update(instance, notes, () => rules)
    expect(await permissions.find(instance, notes)).toBeUndefined()
  })
})

// A process announces the permissions before it writes the document of the application. They take effect with this document,
// which has the same date.
describe('announced permissions', () => {
  const rule = (type: string) => readRules({ a: { type } })
  const appOf = (at: string) => ({ _id: 'io.cozy.apps/notes', updated_at: at })
  const [first, second] = ['2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00.002Z']

  it('take effect only for the process that writes the application, when two processes install it concurrently', async () => {
    const { instances, instance, permissions } = await start()
    const found = async () => (await permissions.find(instance, notes))?.rules
    await permissions.announce(instance, notes, { at: first, version: '1.0.0', change: () => rule('com.acme.one') })
    await permissions.announce(instance, notes, { at: second, version: '1.0.0', change: () => rule('com.acme.two') })
    expect(await found()).toBeUndefined()
    await instances.documents.put(instance, 'io.cozy.apps', appOf(first))
    expect(await found()).toEqual(rule('com.acme.one'))
    await permissions.settle(instance, notes)
    expect(await found()).toEqual(rule('com.acme.one'))
  })

  it('are kept when another process settles permissions, and when rules are changed by hand', async () => {
    const { instances, instance, permissions } = await start()
    await permissions.create(instance, notes, rule('com.acme.old'), '1.0.0')
    const _rev = await instances.documents.put(instance, 'io.cozy.apps', appOf(first))
    await permissions.announce(instance, notes, { at: second, version: '1.1.0', change: () => rule('com.acme.new') })
    await permissions.settle(instance, notes)
    await permissions.update(instance, notes, (before) => before)
    expect((await permissions.find(instance, notes))?.rules).toEqual(rule('com.acme.old'))
    await instances.documents.put(instance, 'io.cozy.apps', { ...appOf(second), _rev })
    expect((await permissions.find(instance, notes))?.rules).toEqual(rule('com.acme.new'))
  })

  it('are dropped after 16 minutes, because their process must be dead', async () => {
    const { instances, instance, permissions, stored, advanceClock } = await start()
    await permissions.announce(instance, notes, { at: first, version: '1.0.0', change: () => rule('com.acme.one') })
    for (let elapsed = 0; elapsed < 16 * 60; elapsed++) advanceClock()
    await permissions.settle(instance, notes)
    expect(await stored()).toBeUndefined()
    await instances.documents.put(instance, 'io.cozy.apps', appOf(second))
    expect(await permissions.find(instance, notes)).toBeUndefined()
  })
})
