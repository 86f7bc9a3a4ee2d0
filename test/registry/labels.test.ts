import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Json } from '../../src/json.js'
import { commitmentAuthors, commitments, defaultCommitments } from '../../src/registry/commitments.js'
import { labelOf, labelReason } from '../../src/registry/labels.js'

const remote = { permissions: { accounts: { type: 'io.cozy.accounts' }, bank: { remote: true } } }
const local = { permissions: { accounts: { type: 'io.cozy.accounts' }, bank: { remote: false } } }

describe('the label', () => {
  const table: Record<string, string> = {
    'no user_ciphered cozy': 'A',
    'no user_ciphered editor': 'A',
    'no user_ciphered none': 'A',
    'no user_reserved cozy': 'B',
    'no user_reserved editor': 'C',
    'yes user_ciphered cozy': 'D',
    'yes user_reserved cozy': 'D',
    'yes user_ciphered editor': 'E',
    'yes user_reserved editor': 'E',
  }

  test.each(commitments.flatMap((commitment) => commitmentAuthors.map((by) => [commitment, by] as const)))(
    'of %s by %s is that of the table, and has a reason',
    (commitment, commitmentBy) => {
      for (const [word, manifest] of [
        ['yes', remote],
        ['no', local],
        ['no', undefined],
      ] as const) {
        const promise = { commitment, commitmentBy }
        expect(labelOf(promise, manifest)).toBe(table[`${word} ${commitment} ${commitmentBy}`] ?? 'F')
        expect(labelReason(promise, manifest)).toMatch(/\.$/)
      }
    },
  )

  const isRemote = (manifest: Json | undefined) =>
    labelOf({ commitment: 'user_reserved', commitmentBy: 'cozy' }, manifest) === 'D'

  test.each<[string, Json]>([
    ['no manifest', null],
    ['a manifest that is a list', [remote]],
    ['no permissions', {}],
    ['permissions that are null', { permissions: null }],
    ['permissions that are a list', { permissions: [{ remote: true }] }],
    ['permissions that are a text', { permissions: 'remote' }],
    ['a permission that is a text, beside a remote one', { permissions: { a: 'x', b: { remote: true } } }],
    ['a permission that is a list, beside a remote one', { permissions: { a: [], b: { remote: true } } }],
    ['a remote that is a text, beside a remote one', { permissions: { a: { remote: 'true' }, b: { remote: true } } }],
    ['a remote that is a number, beside a remote one', { permissions: { a: { remote: 1 }, b: { remote: true } } }],
    ['remote that is false', { permissions: { a: { remote: false } } }],
    ['remote deeper inside', { permissions: { a: { verbs: { remote: true } } } }],
    ['remote beside the permissions', { permissions: {}, remote: true }],
  ])('takes %s as not remote', (_, manifest) => {
    expect(isRemote(manifest)).toBe(false)
  })

  test.each<[string, Json]>([
    ['one of several permissions', remote],
    ['names in other case', { Permissions: { a: { REMOTE: true } } }],
    ['a permission that is null, beside a remote one', { permissions: { a: null, b: { remote: true } } }],
    ['a remote that is null, beside a remote one', { permissions: { a: { remote: null }, b: { remote: true } } }],
  ])('takes %s as remote', (_, manifest) => {
    expect(isRemote(manifest)).toBe(true)
  })

  it('can be computed from any manifest', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (permissions) => {
        const manifest: Json = JSON.parse(JSON.stringify({ permissions }))
        expect(['B', 'D']).toContain(labelOf({ commitment: 'user_reserved', commitmentBy: 'cozy' }, manifest))
      }),
    )
  })
})

describe('a commitment', () => {
  const nothing = { commitment: 'none', commitmentBy: 'none' }
  const cozy = { commitment: 'user_reserved', commitmentBy: 'cozy' }

  test.each([
    ['', '', 'Acme', nothing],
    ['user_ciphered', '', 'Acme', nothing],
    ['', 'editor', 'Acme', nothing],
    ['', '', 'cozy', cozy],
    ['user_ciphered', '', 'COZY', cozy],
    ['', 'none', 'Cozy', cozy],
    ['', '', 'Cozycloud', nothing],
    ['user_ciphered', 'editor', 'Acme', { commitment: 'user_ciphered', commitmentBy: 'editor' }],
    ['none', 'none', 'Cozy', nothing],
    ['anything', 'editor', 'Acme', { commitment: 'none', commitmentBy: 'editor' }],
  ])('of "%s" by "%s", of the editor %s, is completed', (commitment, by, editor, expected) => {
    expect(defaultCommitments(commitment, by, editor)).toEqual(expected)
  })
})
