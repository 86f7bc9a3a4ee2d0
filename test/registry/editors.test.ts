import { describe, expect, it, test } from 'vitest'
import { updateDocument } from '../../src/registry/retry-on-conflict.js'
import { editor } from '../support/gateway.js'
import { openTestRegistry, outcomes } from '../support/registry.js'

async function withTokens() {
  const test = await openTestRegistry()
  const { registry } = test
  for (const slug of ['notes', 'drive']) await test.createApp(slug)
  await registry.editors.create('Other', true)
  const operator = { kind: 'operator' } as const
  const make = async (kind: 'EDITOR' | 'MASTER', app?: string, owner = editor) => {
    const request = { editor: owner, kind, app, space: '' }
    const { token } = await registry.tokens.create(operator, request, undefined)
    return () => registry.tokens.verify(token, request)
  }
  const tokens = {
    notes: await make('EDITOR', 'notes'),
    drive: await make('EDITOR', 'drive'),
    any: await make('EDITOR'),
    master: await make('MASTER'),
    other: await make('EDITOR', 'notes', 'Other'),
  }
  const good = async (): Promise<string[]> => {
    const results = await Promise.all(
      Object.entries(tokens).map(async ([name, verify]) => ((await verify()) ? [name] : [])),
    )
    return results.flat()
  }
  const { token: any } = await registry.tokens.create(operator, { editor, kind: 'EDITOR', space: '' }, undefined)
  const anyIsGoodFor = (app: string) => registry.tokens.verify(any, { editor, kind: 'EDITOR', app, space: '' })
  return { ...test, good, make, anyIsGoodFor }
}

describe('revoked tokens', () => {
  it('of one kind are invalid, and the others stay valid', async () => {
    const { registry, good } = await withTokens()
    expect(await good()).toEqual(['notes', 'drive', 'any', 'master', 'other'])
    await registry.tokens.revoke('ACME', 'EDITOR', undefined)
    expect(await good()).toEqual(['master', 'other'])
    await registry.tokens.revoke(editor, 'MASTER', undefined)
    expect(await good()).toEqual(['other'])
  })

  it('of one application are invalid, and new ones are valid until they are revoked', async () => {
    const { registry, good, make, anyIsGoodFor, documents } = await withTokens()
    await registry.tokens.revoke(editor, 'EDITOR', 'notes')
    expect(await good()).toEqual(['drive', 'any', 'master', 'other'])
    expect(await anyIsGoodFor('notes')).toBe(false)
    expect(await anyIsGoodFor('drive')).toBe(true)
    const isGood = await make('EDITOR', 'notes')
    expect(await isGood()).toBe(true)
    await registry.tokens.revoke(editor, 'EDITOR', 'notes')
    expect(await isGood()).toBe(false)
    expect((await documents.get('test-editors', 'acme'))?.revocation_counters).toEqual({ notes: 2 })
  })

  it('stay invalid when something else in the document is damaged', async () => {
    const { registry, good, documents } = await withTokens()
    await registry.tokens.revoke(editor, 'EDITOR', 'notes')
    await updateDocument(
      documents,
      'test-editors',
      'acme',
      (current) => current && { ...current, revocation_counters: { notes: 1, drive: 'once', odd: null } },
    )
    expect(await good()).toEqual(['drive', 'any', 'master', 'other'])
  })

  it('keep unknown members of the document', async () => {
    const { registry, documents } = await openTestRegistry()
    const before = await documents.get('test-editors', 'acme')
    if (!before) throw new Error('The editor is not stored')
    await documents.put('test-editors', {
      ...before,
      public_key: 'a2V5',
      colour: 'green',
      revocation_counters: { a: -1 },
    })
    await registry.tokens.revoke(editor, 'EDITOR', 'a')
    await registry.tokens.revoke(editor, 'MASTER', undefined)
    const { session_secret_salt } = before
    const kept = { session_secret_salt, public_key: 'a2V5', colour: 'green', revocation_counters: { a: 1 } }
    expect(await documents.get('test-editors', 'acme')).toMatchObject({ ...kept, name: 'Acme' })
  })

  it('need an existing editor and a valid kind', async () => {
    const { registry } = await openTestRegistry()
    const attempts = [
      registry.tokens.revoke('Nobody', 'EDITOR', undefined),
      registry.tokens.revoke('no-name', 'EDITOR', undefined),
      registry.tokens.revoke(editor, 'EDITOR', 'No'),
      registry.tokens.revoke(editor, 'MASTER', 'notes'),
    ]
    const ends = ['EDITOR_NOT_FOUND', 'INVALID_EDITOR_NAME', 'INVALID_SLUG', 'INVALID_INPUT']
    expect(await outcomes(attempts)).toEqual(ends)
  })
})

test('a new editor has a name that is valid in addresses and tokens', async () => {
  const { registry } = await openTestRegistry()
  const longest = 'x'.repeat(128)
  expect(await outcomes([registry.editors.create(`${longest}x`, true)])).toEqual(['INVALID_EDITOR_NAME'])
  expect((await registry.editors.create(longest, true)).name).toBe(longest)
})

describe('a removed editor', () => {
  it('invalidates its tokens for ever, and its applications stay', async () => {
    const { registry, space, good } = await withTokens()
    expect(await registry.editors.remove('aCME')).toBe(editor)
    expect(await outcomes([registry.editors.remove(editor)])).toEqual(['EDITOR_NOT_FOUND'])
    expect(await registry.catalogue.slugs(space)).toEqual(['drive', 'notes'])
    await registry.editors.create(editor, true)
    expect(await good()).toEqual(['other'])
  })
})
