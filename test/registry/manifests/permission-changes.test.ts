import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Json } from '../../../src/json.js'
import { changeNeedsConsent } from '../../../src/registry/manifests/change-needs-consent.js'
import { comparedRule, permissionChanges } from '../../../src/registry/manifests/permission-changes.js'
import { permissionsOf } from '../../../src/registry/manifests/permissions.js'

type Members = Record<string, Json>

/** The changes between two manifests, each as its kind and the names of the permissions before and after. */
function changes(before: Members, after: Members) {
  const [old, current] = [permissionsOf({ permissions: before }), permissionsOf({ permissions: after })]
  return permissionChanges(old, current).map((change) => [
    change.kind,
    change.before?.name ?? null,
    change.after?.name ?? null,
  ])
}

const files = { type: 'io.cozy.files', verbs: ['GET'], values: ['a', 'b'] }

test.each<[string, Json, Json]>([
  ['WIDENED', files, { ...files, verbs: ['GET', 'POST'] }],
  ['WIDENED', files, { ...files, verbs: [] }],
  ['WIDENED', files, { ...files, verbs: ['ALL'] }],
  ['WIDENED', files, { ...files, values: ['b', 'c', 'a'] }],
  ['WIDENED', files, { ...files, values: [] }],
  ['WIDENED', { ...files, selector: 'name' }, { ...files, selector: 'name', values: [] }],
  ['NARROWED', { ...files, verbs: ['GET', 'POST'] }, files],
  ['NARROWED', { type: 'io.cozy.files' }, files],
  ['CHANGED', files, { ...files, verbs: ['POST'] }],
  ['CHANGED', files, { ...files, verbs: ['GET', 'POST'], values: ['a'] }],
  ['CHANGED', files, { ...files, selector: 'name' }],
  ['CHANGED', files, { ...files, values: ['c'] }],
  ['EQUIVALENT', files, { ...files, values: ['b', 'a'] }],
  ['EQUIVALENT', { type: 'x' }, { type: 'x', verbs: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] }],
  ['EQUIVALENT', { type: 'x' }, { type: 'x', selector: 'name' }],
])('%s: %j becomes %j', (kind, before, after) => {
  expect(changes({ p: before }, { p: after })).toEqual([[kind, 'p', 'p']])
})

describe('permissions', () => {
  it('are the same in another order, with other names, descriptions and orders of verbs', () => {
    const before = { a: files, b: { type: 'x', verbs: ['GET', 'PUT'], description: 'old' } }
    const after = { x: { type: 'x', verbs: ['PUT', 'GET', 'PUT'], description: 'new' }, y: files }
    expect(changes(before, after)).toEqual([])
  })

  it('of another doctype are added and removed, even with the same name', () => {
    expect(changes({ a: { type: 'x' } }, { a: { type: 'y' } })).toEqual([
      ['ADDED', null, 'a'],
      ['REMOVED', 'a', null],
    ])
  })

  it('are compared with the one of the same name, if several have the same doctype', () => {
    const before = { a: { type: 'x', verbs: ['GET'] }, b: { type: 'x', verbs: ['PUT'] } }
    const after = { b: { type: 'x', verbs: ['PUT', 'POST'] }, c: { type: 'x' }, d: { type: 'x', values: ['1'] } }
    expect(changes(before, after)).toEqual([
      ['WIDENED', 'b', 'b'],
      ['WIDENED', 'a', 'c'],
      ['ADDED', null, 'd'],
    ])
  })
})

const rule = fc.record(
  {
    type: fc.constantFrom('a.a', 'io.cozy.certified.carbon_copy'),
    verbs: fc.array(fc.constantFrom('GET', 'POST', 'DELETE', 'ALL'), { maxLength: 3 }),
    selector: fc.constantFrom('name', ''),
    values: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 2 }),
  },
  { requiredKeys: ['type'] },
)
const members = fc.dictionary(fc.constantFrom('1', '2', '3'), rule, { noNullPrototype: true })

test('there are changes exactly if a Cozy asks for consent, unless a konnector only adds certified copies', () => {
  fc.assert(
    fc.property(members, members, (before, after) => {
      const [old, current] = [permissionsOf({ permissions: before }), permissionsOf({ permissions: after })]
      const asks = (type: 'webapp' | 'konnector') =>
        changeNeedsConsent(old.map(comparedRule), current.map(comparedRule), type)
      const found = permissionChanges(old, current)
      expect(found.length > 0).toBe(asks('webapp'))
      const addsCertified = found.every(({ kind, after }) => kind === 'ADDED' && after?.type !== 'a.a')
      if (!addsCertified) expect(asks('konnector')).toBe(true)
      if (found.length === 0) expect(asks('konnector')).toBe(false)
    }),
  )
})

test('a change in the other direction adds what was removed, and narrows what was widened', () => {
  const opposite = new Map([
    ['ADDED', 'REMOVED'],
    ['REMOVED', 'ADDED'],
    ['WIDENED', 'NARROWED'],
    ['NARROWED', 'WIDENED'],
  ])
  fc.assert(
    fc.property(rule, rule, (before, after) => {
      const kinds = changes({ p: before }, { p: after }).map(([kind]) => kind ?? '')
      const reversed = changes({ p: after }, { p: before }).map(([kind]) => kind ?? '')
      expect(reversed.map((kind) => opposite.get(kind) ?? kind).sort()).toEqual(kinds.sort())
    }),
  )
})
