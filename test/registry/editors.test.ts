import { describe, expect, it, test } from 'vitest'
import { updateDocument } from '../../src/registry/retry-on-conflict.js'
import { editor } from '../support/gateway.js'
import { openTestRegistry, outcomes } from '../support/registry.js'

/**
 * A registry with five tokens of two editors. It has these functions:
 * - `validTokens` returns the names of the valid tokens.
 * - `createToken` creates a token. It returns a function that verifies this token.
 * - `isUnboundTokenValidFor` verifies a token that is not bound to an application.
 */
async function openWithTokens() {
  const test = await openTestRegistry()
  const { registry } = test
  for (const slug of ['notes', 'drive']) await test.createApp(slug)
  await registry.editors.create('Other', true)
  const operator = { kind: 'operator' } as const
  const createToken = async (kind: 'EDITOR' | 'MASTER', app?: string, owner = editor) => {
    const request = { editor: owner, kind, app, space: '' }
    const { token } = await registry.tokens.create(operator, request, undefined)
    return () => registry.tokens.verify(token, request)
  }
  const tokens = {
    notes: await createToken('EDITOR', 'notes'),
    drive: await createToken('EDITOR', 'drive'),
    any: await createToken('EDITOR'),
    master: await createToken('MASTER'),
    other: await createToken('EDITOR', 'notes', 'Other'),
  }
  const validTokens = async (): Promise<string[]> => {
    const results = await Promise.all(
      Object.entries(tokens).map(async ([name, verify]) => ((await verify()) ? [name] : [])),
    )
    return results.flat()
  }
  const { token: unbound } = await registry.tokens.create(operator, { editor, kind: 'EDITOR', space: '' }, undefined)
  const isUnboundTokenValidFor = (app: string) =>
    registry.tokens.verify(unbound, { editor, kind: 'EDITOR', app, space: '' })
  return { ...test, validTokens, createToken, isUnboundTokenValidFor }
}

describe('a revocation of tokens', () => {
  it('does not affect tokens of another kind or another editor', async () => {
    const { registry, validTokens } = await openWithTokens()
    expect(await validTokens()).toEqual(['notes', 'drive', 'any', 'master', 'other'])
    await registry.tokens.revoke('ACME', 'EDITOR', undefined)
    expect(await validTokens()).toEqual(['master', 'other'])
    await registry.tokens.revoke(editor, 'MASTER', undefined)
    expect(await validTokens()).toEqual(['other'])
  })

  it('of one application affects only its earlier tokens, and unbound tokens when they are used for this application', async () => {
    const { registry, validTokens, createToken, isUnboundTokenValidFor, documents } = await openWithTokens()
    await registry.tokens.revoke(editor, 'EDITOR', 'notes')
    expect(await validTokens()).toEqual(['drive', 'any', 'master', 'other'])
    expect(await isUnboundTokenValidFor('notes')).toBe(false)
    expect(await isUnboundTokenValidFor('drive')).toBe(true)
    const isNewTokenValid = await createToken('EDITOR', 'notes')
    expect(await isNewTokenValid()).toBe(true)
    await registry.tokens.revoke(editor, 'EDITOR', 'notes')
    expect(await isNewTokenValid()).toBe(false)
    expect((await documents.get('test-editors', 'acme'))?.revocation_counters).toEqual({ notes: 2 })
  })

  it('stays in force when the revocation counters of other applications are damaged', async () => {
    const { registry, validTokens, documents } = await openWithTokens()
    await registry.tokens.revoke(editor, 'EDITOR', 'notes')
    await updateDocument(
      documents,
      'test-editors',
      'acme',
      (current) => current && { ...current, revocation_counters: { notes: 1, drive: 'once', odd: null } },
    )
    expect(await validTokens()).toEqual(['drive', 'any', 'master', 'other'])
  })

  it("does not change unknown members of the editor's document", async () => {
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

  it('is refused for an unknown or invalid editor, an invalid slug, or the master tokens of one application', async () => {
    const { registry } = await openTestRegistry()
    const attempts = [
      registry.tokens.revoke('Nobody', 'EDITOR', undefined),
      registry.tokens.revoke('no-name', 'EDITOR', undefined),
      registry.tokens.revoke(editor, 'EDITOR', 'No'),
      registry.tokens.revoke(editor, 'MASTER', 'notes'),
    ]
    const codes = ['EDITOR_NOT_FOUND', 'INVALID_EDITOR_NAME', 'INVALID_SLUG', 'INVALID_INPUT']
    expect(await outcomes(attempts)).toEqual(codes)
  })
})

test('the name of an editor has at most 128 characters', async () => {
  const { registry } = await openTestRegistry()
  const longest = 'x'.repeat(128)
  expect(await outcomes([registry.editors.create(`${longest}x`, true)])).toEqual(['INVALID_EDITOR_NAME'])
  expect((await registry.editors.create(longest, true)).name).toBe(longest)
})

describe('a removed editor', () => {
  it('has no valid tokens, even after it is created again', async () => {
    const { registry, space, validTokens } = await openWithTokens()
    expect(await registry.editors.remove('aCME')).toBe(editor)
    expect(await outcomes([registry.editors.remove(editor)])).toEqual(['EDITOR_NOT_FOUND'])
    expect(await registry.catalogue.slugs(space)).toEqual(['drive', 'notes'])
    await registry.editors.create(editor, true)
    expect(await validTokens()).toEqual(['other'])
  })
})
