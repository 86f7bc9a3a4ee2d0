import { describe, expect, it, test } from 'vitest'
import { openTestRegistry, outcomes, type TestRegistry } from '../support/registry.js'

const commitment = { commitment: 'user_ciphered', commitmentBy: 'editor' } as const
const maintenance = { infrastructure: true, short: false, noManualExecution: true, messages: [] }

/** Reads the record of an application through the catalogue. */
async function readRecord({ registry, space }: TestRegistry, slug = 'notes') {
  return (await registry.catalogue.app(space, slug))?.record
}

describe('an application', () => {
  it('is stored as in the reference registry', async () => {
    const { registry, space, documents } = await openTestRegistry()
    await registry.apps.create(space, { slug: 'notes', editor: 'ACME', type: 'konnector' })
    expect(await documents.get('test-apps', 'notes')).toEqual({
      _id: 'notes',
      _rev: expect.any(String),
      slug: 'notes',
      type: 'konnector',
      editor: 'Acme',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/),
      data_usage_commitment: 'none',
      data_usage_commitment_by: 'none',
    })
  })

  test.each([
    ['an invalid slug, even without an editor', { slug: 'No Tes', editor: '' }, 'INVALID_SLUG'],
    ['the name of a route as slug', { slug: 'maintenance', editor: 'Acme' }, 'INVALID_SLUG'],
    ['a slug of 129 letters', { slug: 'a'.repeat(129), editor: 'Acme' }, 'INVALID_SLUG'],
    ['an empty slug', { slug: '', editor: 'Acme' }, 'INVALID_SLUG'],
    ['no editor', { slug: 'notes', editor: '' }, 'INVALID_APP'],
    ['an editor that does not exist', { slug: 'notes', editor: 'Nobody' }, 'EDITOR_NOT_FOUND'],
    ['the slug of another application', { slug: 'taken', editor: 'Acme' }, 'APP_EXISTS'],
  ])('is not created with %s', async (_, app, code) => {
    const test = await openTestRegistry()
    await test.createApp('taken')
    expect(await outcomes([test.registry.apps.create(test.space, { ...app, type: 'webapp' })])).toEqual([code])
    expect(await test.documents.ids('test-apps')).toEqual(['taken'])
  })

  it('is created once when several requests create it at the same time', async () => {
    const test = await openTestRegistry()
    const attempts = [0, 1, 2].map(() => test.createApp('notes'))
    expect((await outcomes(attempts)).toSorted()).toEqual(['APP_EXISTS', 'APP_EXISTS', 'done'])
  })

  it('ignores an incomplete commitment at its creation, and stores it at an update', async () => {
    const test = await openTestRegistry()
    const { registry, space } = test
    const incomplete = { commitment: commitment.commitment }
    await registry.apps.create(space, { slug: 'notes', editor: 'Acme', type: 'webapp', ...incomplete })
    expect(await readRecord(test)).toMatchObject({ commitment: 'none', commitmentBy: 'none' })
    await registry.apps.update(space, 'notes', incomplete)
    expect(await readRecord(test)).toMatchObject({ commitment: 'user_ciphered', commitmentBy: 'none' })
    await registry.apps.update(space, 'notes', { commitmentBy: 'editor' })
    expect(await readRecord(test)).toMatchObject(commitment)
    await registry.apps.update(space, 'notes', {})
    expect(await readRecord(test)).toMatchObject(commitment)
  })

  test.each([
    ['its own editor and type', { editor: 'Acme', type: 'webapp' }, 'done'],
    ['an empty editor', { editor: '' }, 'done'],
    ['another editor', { editor: 'Other' }, 'INVALID_APP'],
    ['its editor in another case', { editor: 'acme' }, 'INVALID_APP'],
    ['another type', { type: 'konnector' }, 'INVALID_APP'],
  ] as const)('updated with %s: %j gives %s', async (_, change, outcome) => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const update = test.registry.apps.update(test.space, 'notes', { ...change, ...commitment })
    expect(await outcomes([update])).toEqual([outcome])
    expect((await readRecord(test))?.commitment).toBe(outcome === 'done' ? 'user_ciphered' : 'none')
  })

  it('cannot be updated when it does not exist', async () => {
    const { registry, space, documents } = await openTestRegistry()
    const results = await outcomes([
      registry.apps.update(space, 'ghost', commitment),
      registry.apps.setMaintenance(space, 'ghost', maintenance),
      registry.apps.setMaintenance(space, 'ghost', undefined),
      registry.apps.update(space, 'No Tes', commitment),
    ])
    expect(results).toEqual(['APP_NOT_FOUND', 'APP_NOT_FOUND', 'APP_NOT_FOUND', 'INVALID_SLUG'])
    expect(await documents.ids('test-apps')).toEqual([])
  })

  it('keeps all concurrent updates and unknown members', async () => {
    const test = await openTestRegistry()
    const { registry, space, documents } = test
    await test.createApp('notes')
    const stored = await documents.get('test-apps', 'notes')
    if (!stored) throw new Error('The application is not stored')
    await documents.put('test-apps', { ...stored, colour: 'green' })
    await Promise.all([
      registry.apps.update(space, 'notes', { commitment: 'user_ciphered' }),
      registry.apps.update(space, 'notes', { commitmentBy: 'editor' }),
      registry.apps.setMaintenance(space, 'notes', maintenance),
    ])
    expect(await readRecord(test)).toMatchObject({ ...commitment, maintenance })
    expect(await documents.get('test-apps', 'notes')).toMatchObject({ colour: 'green' })
  })

  it('refuses two maintenance messages of one locale', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const set = (...locales: string[]) =>
      test.registry.apps.setMaintenance(test.space, 'notes', {
        ...maintenance,
        messages: locales.map((locale) => ({ locale, short: 's', long: 'l' })),
      })
    expect(await outcomes([set('fr', 'en', 'fr'), set('', '')])).toEqual(['INVALID_INPUT', 'INVALID_INPUT'])
    await set('fr', 'en', '__proto__', '')
    expect(await readRecord(test)).toMatchObject({
      maintenance: { messages: ['fr', 'en', '__proto__', ''].map((locale) => ({ locale })) },
    })
  })

  it('has the same document after its maintenance as before', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const before = await test.documents.get('test-apps', 'notes')
    await test.registry.apps.setMaintenance(test.space, 'notes', maintenance)
    expect(await test.documents.get('test-apps', 'notes')).toMatchObject({
      maintenance_activated: true,
      maintenance_options: {
        flag_infra_maintenance: true,
        flag_short_maintenance: false,
        flag_disallow_manual_exec: true,
        messages: {},
      },
    })
    await test.registry.apps.setMaintenance(test.space, 'notes', undefined)
    expect(await test.documents.get('test-apps', 'notes')).toEqual({ ...before, _rev: expect.any(String) })
  })
})
