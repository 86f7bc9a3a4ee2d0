import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Json } from '../../src/json.js'
import { commitmentAuthors, commitments, defaultCommitments } from '../../src/registry/commitments.js'
import { labelOf, labelReason } from '../../src/registry/labels.js'

const remote = { permissions: { accounts: { type: 'io.cozy.accounts' }, bank: { remote: true } } }
const local = { permissions: { accounts: { type: 'io.cozy.accounts' }, bank: { remote: false } } }

describe('the label', () => {
  // A key has three parts: whether the manifest has a remote permission (`yes` or `no`), the commitment, and its author.
  // Combinations that are not in this table have the label F.
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
    'for the commitment %s by %s is the one in the table above',
    (commitment, commitmentBy) => {
      for (const [isRemote, manifest] of [
        ['yes', remote],
        ['no', local],
        ['no', undefined],
      ] as const) {
        const commitments = { commitment, commitmentBy }
        expect(labelOf(commitments, manifest)).toBe(table[`${isRemote} ${commitment} ${commitmentBy}`] ?? 'F')
        expect(labelReason(commitments, manifest)).toMatch(/\.$/)
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
    ['permissions that are a string', { permissions: 'remote' }],
    ['a string beside a remote permission', { permissions: { a: 'x', b: { remote: true } } }],
    ['a list beside a remote permission', { permissions: { a: [], b: { remote: true } } }],
    [
      'a string in "remote" beside a remote permission',
      { permissions: { a: { remote: 'true' }, b: { remote: true } } },
    ],
    ['a number in "remote" beside a remote permission', { permissions: { a: { remote: 1 }, b: { remote: true } } }],
    ['a "remote" that is false', { permissions: { a: { remote: false } } }],
    ['a "remote" nested in another member', { permissions: { a: { verbs: { remote: true } } } }],
    ['a "remote" outside of the permissions', { permissions: {}, remote: true }],
  ])('depends on no remote permission with %s', (_, manifest) => {
    expect(isRemote(manifest)).toBe(false)
  })

  test.each<[string, Json]>([
    ['one remote permission of several', remote],
    ['names in upper case', { Permissions: { a: { REMOTE: true } } }],
    ['null beside a remote permission', { permissions: { a: null, b: { remote: true } } }],
    ['null in "remote" beside a remote permission', { permissions: { a: { remote: null }, b: { remote: true } } }],
  ])('depends on a remote permission with %s', (_, manifest) => {
    expect(isRemote(manifest)).toBe(true)
  })

  it('can be computed when the permissions are any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (permissions) => {
        const manifest: Json = JSON.parse(JSON.stringify({ permissions }))
        expect(['B', 'D']).toContain(labelOf({ commitment: 'user_reserved', commitmentBy: 'cozy' }, manifest))
      }),
    )
  })
})

describe('the default of a commitment', () => {
  const none = { commitment: 'none', commitmentBy: 'none' }
  const cozy = { commitment: 'user_reserved', commitmentBy: 'cozy' }

  test.each([
    ['', '', 'Acme', none],
    ['user_ciphered', '', 'Acme', none],
    ['', 'editor', 'Acme', none],
    ['', '', 'cozy', cozy],
    ['user_ciphered', '', 'COZY', cozy],
    ['', 'none', 'Cozy', cozy],
    ['', '', 'Cozycloud', none],
    ['user_ciphered', 'editor', 'Acme', { commitment: 'user_ciphered', commitmentBy: 'editor' }],
    ['none', 'none', 'Cozy', none],
    ['anything', 'editor', 'Acme', { commitment: 'none', commitmentBy: 'editor' }],
  ])('for the commitment "%s" by "%s" of the editor %s is %j', (commitment, by, editor, expected) => {
    expect(defaultCommitments(commitment, by, editor)).toEqual(expected)
  })
})
