import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Json } from '../../src/json.js'
import { commitmentAuthors, commitments, completeCommitments } from '../../src/registry/commitments.js'
import { labelOf, labelReason } from '../../src/registry/labels.js'

const remote = { permissions: { accounts: { type: 'io.cozy.accounts' }, bank: { remote: true } } }
const local = { permissions: { accounts: { type: 'io.cozy.accounts' }, bank: { remote: false } } }

describe('the label', () => {
  // The parts of a key are: whether the manifest has a remote permission (`yes` or `no`), the commitment, and the author of
  // the commitment. All other combinations have the label F.
  const expectedLabels: Record<string, string> = {
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
    'for the commitment %s by %s is as in `expectedLabels`',
    (commitment, commitmentBy) => {
      for (const [isRemote, manifest] of [
        ['yes', remote],
        ['no', local],
        ['no', undefined],
      ] as const) {
        const commitments = { commitment, commitmentBy }
        expect(labelOf(commitments, manifest)).toBe(expectedLabels[`${isRemote} ${commitment} ${commitmentBy}`] ?? 'F')
        expect(labelReason(commitments, manifest)).toMatch(/\.$/)
      }
    },
  )

  const isRemote = (manifest: Json | undefined) =>
    labelOf({ commitment: 'user_reserved', commitmentBy: 'cozy' }, manifest) === 'D'

  // As in the reference registry, one permission of an unexpected type makes the result false, even beside a remote permission.
  test.each<[string, Json]>([
    ['a manifest that is null', null],
    ['a manifest that is a list', [remote]],
    ['a manifest without permissions', {}],
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
  ])('is that of an application without remote permissions for %s', (_, manifest) => {
    expect(isRemote(manifest)).toBe(false)
  })

  test.each<[string, Json]>([
    ['one remote permission among several permissions', remote],
    ['member names in upper case', { Permissions: { a: { REMOTE: true } } }],
    ['null beside a remote permission', { permissions: { a: null, b: { remote: true } } }],
    ['null in "remote" beside a remote permission', { permissions: { a: { remote: null }, b: { remote: true } } }],
  ])('is that of an application with a remote permission for %s', (_, manifest) => {
    expect(isRemote(manifest)).toBe(true)
  })

  it('can be computed for permissions that are any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (permissions) => {
        const manifest: Json = JSON.parse(JSON.stringify({ permissions }))
        expect(['B', 'D']).toContain(labelOf({ commitment: 'user_reserved', commitmentBy: 'cozy' }, manifest))
      }),
    )
  })
})

describe('the completed commitment', () => {
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
  ])('of "%s" by "%s" for an application of the editor %s is %j', (commitment, by, editor, expected) => {
    expect(completeCommitments(commitment, by, editor)).toEqual(expected)
  })
})
