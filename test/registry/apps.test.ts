import { describe, expect, it, test } from 'vitest'
import { openTestRegistry, outcomes, type TestRegistry } from '../support/registry.js'

const promise = { commitment: 'user_ciphered', commitmentBy: 'editor' } as const
const maintenance = { infrastructure: true, short: false, noManualExecution: true, messages: [] }

async function record({ registry, space }: TestRegistry, slug = 'notes') {
  return (await registry.catalogue.app(space, slug))?.record
}

describe('an application', () => {
  it('is created as the reference registry does, with the name of its editor as the editor has it', async () => {
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
    ['a slug that is none, before its editor is looked at', { slug: 'No Tes', editor: '' }, 'INVALID_SLUG'],
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

  it('is created once, also by several requests at the same time', async () => {
    const test = await openTestRegistry()
    const attempts = [0, 1, 2].map(() => test.createApp('notes'))
    expect((await outcomes(attempts)).toSorted()).toEqual(['APP_EXISTS', 'APP_EXISTS', 'done'])
  })

  it('drops an incomplete commitment at creation, but not at a change', async () => {
    const test = await openTestRegistry()
    const { registry, space } = test
    const half = { commitment: promise.commitment }
    await registry.apps.create(space, { slug: 'notes', editor: 'Acme', type: 'webapp', ...half })
    expect(await record(test)).toMatchObject({ commitment: 'none', commitmentBy: 'none' })
    await registry.apps.update(space, 'notes', half)
    expect(await record(test)).toMatchObject({ commitment: 'user_ciphered', commitmentBy: 'none' })
    await registry.apps.update(space, 'notes', { commitmentBy: 'editor' })
    expect(await record(test)).toMatchObject(promise)
    await registry.apps.update(space, 'notes', {})
    expect(await record(test)).toMatchObject(promise)
  })

  test.each([
    ['its own editor and type', { editor: 'Acme', type: 'webapp' }, 'done'],
    ['an empty editor', { editor: '' }, 'done'],
    ['another editor', { editor: 'Other' }, 'INVALID_APP'],
    ['its editor in other case', { editor: 'acme' }, 'INVALID_APP'],
    ['another type', { type: 'konnector' }, 'INVALID_APP'],
  ] as const)('changed with %s', async (_, change, end) => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const changing = test.registry.apps.update(test.space, 'notes', { ...change, ...promise })
    expect(await outcomes([changing])).toEqual([end])
    expect((await record(test))?.commitment).toBe(end === 'done' ? 'user_ciphered' : 'none')
  })

  it('cannot be changed when it does not exist', async () => {
    const { registry, space, documents } = await openTestRegistry()
    const ends = await outcomes([
      registry.apps.update(space, 'ghost', promise),
      registry.apps.setMaintenance(space, 'ghost', maintenance),
      registry.apps.setMaintenance(space, 'ghost', undefined),
      registry.apps.update(space, 'No Tes', promise),
    ])
    expect(ends).toEqual(['APP_NOT_FOUND', 'APP_NOT_FOUND', 'APP_NOT_FOUND', 'INVALID_SLUG'])
    expect(await documents.ids('test-apps')).toEqual([])
  })

  it('takes all concurrent changes, and keeps unknown members', async () => {
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
    expect(await record(test)).toMatchObject({ ...promise, maintenance })
    expect(await documents.get('test-apps', 'notes')).toMatchObject({ colour: 'green' })
  })

  it('has one maintenance message for each locale', async () => {
    const test = await openTestRegistry()
    await test.createApp('notes')
    const set = (...locales: string[]) =>
      test.registry.apps.setMaintenance(test.space, 'notes', {
        ...maintenance,
        messages: locales.map((locale) => ({ locale, short: 's', long: 'l' })),
      })
    expect(await outcomes([set('fr', 'en', 'fr'), set('', '')])).toEqual(['INVALID_INPUT', 'INVALID_INPUT'])
    await set('fr', 'en', '__proto__', '')
    expect(await record(test)).toMatchObject({
      maintenance: { messages: ['fr', 'en', '__proto__', ''].map((locale) => ({ locale })) },
    })
  })

  it('has no trace of an ended maintenance', async () => {
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
