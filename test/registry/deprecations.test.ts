import { describe, expect, it } from 'vitest'
import { openTestRegistry, type TestRegistry } from '../support/registry.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const at = '2026-05-04T03:02:01.000Z'

/** Opens a registry with these applications. */
async function openWithApps(...slugs: string[]) {
  const test = await openTestRegistry({ clock: () => Date.parse(at) })
  for (const slug of slugs) await test.createApp(slug)
  const { registry, space } = test
  return {
    ...test,
    deprecate: (slug: string, successor?: string, message = 'Use another') =>
      registry.deprecations.deprecate(space, slug, { message, successor }, 'Acme'),
  }
}

async function deprecationOf({ registry }: TestRegistry, slug: string, spaceName = '') {
  return (await registry.catalogue.get(registry.spaces.get(spaceName), slug)).record.deprecated
}

describe('a deprecated application', () => {
  it('has a message, a successor, a time and an author, in virtual spaces, too, until its deprecation ends', async () => {
    const test = await openWithApps('notes', 'tasks')
    const { _rev, ...before } = (await test.documents.get('test-apps', 'notes')) ?? {}
    await test.deprecate('notes', 'tasks', ' Use Tasks ')
    const deprecated = { message: 'Use Tasks', successor: 'tasks', at, by: 'Acme' }
    for (const name of ['', 'mirror']) expect(await deprecationOf(test, 'notes', name)).toEqual(deprecated)
    expect(await test.documents.get('test-apps', 'notes')).toMatchObject({ ...before, deprecated })
    await test.deprecate('notes', undefined, 'Old')
    expect(await deprecationOf(test, 'notes')).toEqual({ ...deprecated, message: 'Old', successor: undefined })
    await test.registry.deprecations.end(test.space, 'notes')
    const after = await test.documents.get('test-apps', 'notes')
    expect(after).toEqual({ ...before, _rev: after?._rev })
    await test.registry.deprecations.end(test.space, 'notes')
    expect((await test.documents.get('test-apps', 'notes'))?._rev).toBe(after?._rev)
  })

  it('stays deprecated when its maintenance, its commitment or its overwrite changes', async () => {
    const test = await openWithApps('notes')
    const { registry, space } = test
    const maintenance = { infrastructure: true, short: false, noManualExecution: false, messages: [] }
    await test.deprecate('notes')
    await registry.apps.setMaintenance(space, 'notes', maintenance)
    await registry.apps.update(space, 'notes', { commitment: 'user_ciphered', commitmentBy: 'cozy' })
    await registry.apps.setMaintenance(space, 'notes', undefined)
    await registry.apps.setMaintenance(registry.spaces.get('mirror'), 'notes', maintenance)
    for (const name of ['', 'mirror'])
      expect(await deprecationOf(test, 'notes', name)).toMatchObject({ message: 'Use another' })
  })

  it('is deprecated for another registry with the same data, too', async () => {
    const folder = await temporaryFolder()
    const [one, other] = [await openTestRegistry({ folder }), await openTestRegistry({ folder })]
    await one.createApp('notes')
    const request = { message: 'Old', successor: undefined }
    await one.registry.deprecations.deprecate(one.space, 'notes', request, 'operator')
    const seen = async () => (await other.registry.catalogue.app(other.space, 'notes'))?.record.deprecated?.message
    await expect.poll(seen, { timeout: 10_000 }).toBe('Old')
    await one.registry.deprecations.end(one.space, 'notes')
    await expect.poll(seen, { timeout: 10_000 }).toBeUndefined()
  })

  it('keeps the slug of its successor when the successor is removed', async () => {
    const test = await openWithApps('notes', 'tasks')
    await test.deprecate('notes', 'tasks')
    await test.registry.removal.removeApp(test.space, 'tasks')
    expect(await deprecationOf(test, 'notes')).toMatchObject({ successor: 'tasks' })
  })

  it.each([
    [null, undefined],
    ['yes', undefined],
    [{}, { message: '', successor: undefined, at: '0001-01-01T00:00:00Z', by: '' }],
    [
      { message: 1, successor: 'No Slug', at, by: 'Acme' },
      { message: '', successor: undefined, at, by: 'Acme' },
    ],
  ])('whose document has the member %j is read as %j', async (deprecated, expected) => {
    const test = await openWithApps()
    await test.documents.put('test-apps', { _id: 'notes', slug: 'notes', editor: 'Acme', deprecated })
    await expect.poll(() => test.registry.catalogue.app(test.space, 'notes'), { timeout: 10_000 }).toBeDefined()
    expect(await deprecationOf(test, 'notes')).toEqual(expected)
  })
})

describe('a successor', () => {
  it('may be deprecated with another successor, but a cycle is refused and named', async () => {
    const { deprecate } = await openWithApps('one', 'two', 'three')
    await deprecate('one', 'two')
    await deprecate('two', 'three')
    await expect(deprecate('three', 'one')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: `"one" can't be the successor of "three": three → one → two → three would be a cycle`,
    })
    await deprecate('three')
    await expect(deprecate('two', 'one')).rejects.toThrow('two → one → two would be a cycle')
  })

  it('makes no cycle when two applications name each other at the same time', async () => {
    const { deprecate } = await openWithApps('one', 'two')
    const results = await Promise.allSettled([deprecate('one', 'two'), deprecate('two', 'one')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  })

  it('is checked even if stored successors make a cycle that does not contain the application', async () => {
    const test = await openWithApps('notes')
    for (const [slug, successor] of [
      ['one', 'two'],
      ['two', 'one'],
    ] as const) {
      const deprecated = { message: 'Old', successor, at, by: 'Acme' }
      await test.documents.put('test-apps', { _id: slug, slug, editor: 'Acme', deprecated })
      await expect.poll(() => test.registry.catalogue.app(test.space, slug), { timeout: 10_000 }).toBeDefined()
    }
    expect((await test.deprecate('notes', 'one')).record.deprecated?.successor).toBe('one')
  })

  it('of a long cycle is refused in a short message', async () => {
    const slugs = Array.from({ length: 40 }, (_, n) => `app-${String(n)}`)
    const { deprecate } = await openWithApps(...slugs)
    for (const [n, slug] of slugs.slice(0, -1).entries()) await deprecate(slug, slugs[n + 1])
    await expect(deprecate('app-39', 'app-0')).rejects.toThrow(/app-39 → app-0 → .* → app-19 → … → app-39 would/)
  })
})

describe('a deprecation', () => {
  it.each<[string, string, string | undefined, string, RegExp]>([
    ['an empty message', '  ', undefined, 'INVALID_INPUT', /message is empty/],
    ['a message of 1001 characters', 'a'.repeat(1001), undefined, 'INVALID_INPUT', /give 1000 at most/],
    ['a line break', 'one\ntwo', undefined, 'INVALID_INPUT', /control character/],
    ['the application as its successor', 'Old', 'notes', 'INVALID_INPUT', /"notes" can't be its own successor/],
    ['a missing successor', 'Old', 'none', 'INVALID_INPUT', /successor "none" is no application of this space/],
    ['an empty successor', 'Old', '', 'INVALID_INPUT', /successor "" is no application of this space/],
  ])('with %s is refused', async (_, message, successor, code, text) => {
    const { deprecate } = await openWithApps('notes')
    await expect(deprecate('notes', successor, message)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(text),
    })
  })

  it('of a missing application is refused', async () => {
    const { deprecate, registry, space } = await openWithApps('tasks')
    await expect(deprecate('notes', 'tasks')).rejects.toMatchObject({ code: 'APP_NOT_FOUND' })
    await expect(registry.deprecations.end(space, 'notes')).rejects.toMatchObject({ code: 'APP_NOT_FOUND' })
  })
})
