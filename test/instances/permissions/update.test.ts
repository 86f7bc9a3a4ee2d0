import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verbs, type Rule } from '../../../src/instances/permissions/rule.js'
import { updatedRules } from '../../../src/instances/permissions/update.js'

type Members = Record<string, Rule>

const rules = (members: Members) => new Map(Object.entries(members))
const updated = (stored: Members, before: Members, after: Members) =>
  Object.fromEntries(updatedRules(rules(stored), rules(before), rules(after)))

const files: Rule = { type: 'io.cozy.files', verbs: ['GET'], values: ['x'] }

test.each<[rule: string, stored: Members, before: Members, after: Members, expected: Members]>([
  ['drops a rule that the new manifest does not have', { a: files }, { a: files }, {}, {}],
  [
    'drops a rule that the new manifest does not have, even if it was changed by hand',
    { a: { ...files, values: ['x', 'y'] } },
    { a: files },
    {},
    {},
  ],
  [
    'keeps a rule that was added by hand',
    { a: files, b: { type: 'b' } },
    { a: files },
    { a: files },
    { a: files, b: { type: 'b' } },
  ],
  [
    'keeps verbs and values that were added by hand',
    { a: { ...files, verbs: ['GET', 'PUT'], values: ['x', 'y'] } },
    { a: files },
    { a: { ...files, verbs: ['GET', 'DELETE'], values: ['z'] } },
    { a: { ...files, verbs: ['GET', 'PUT', 'DELETE'], values: ['z', 'y'] } },
  ],
  [
    'removes a verb that the new manifest no longer has',
    { a: { ...files, verbs: ['GET', 'PUT'] } },
    { a: { ...files, verbs: ['GET', 'PUT'] } },
    { a: files },
    { a: files },
  ],
  [
    'removes the restrictions that the new manifest no longer has',
    { a: files },
    { a: files },
    { a: { type: 'io.cozy.files' } },
    { a: { type: 'io.cozy.files' } },
  ],
  [
    'replaces a whole rule, with the verbs added by hand, when the new manifest changes its type',
    { a: { ...files, verbs: ['GET', 'PUT'] } },
    { a: files },
    { a: { type: 'b' } },
    { a: { type: 'b' } },
  ],
  [
    'replaces a rule that was added by hand when the new manifest has a rule with the same title and another type',
    { b: { type: 'x' } },
    {},
    { b: { type: 'y' } },
    { b: { type: 'y' } },
  ],
  [
    'takes the description from the new manifest',
    { a: { type: 'a', description: 'old' } },
    { a: { type: 'a', description: 'old' } },
    { a: { type: 'a', description: 'new' } },
    { a: { type: 'a', description: 'new' } },
  ],
])('an update %s', (_, stored, before, after, expected) => {
  expect(updated(stored, before, after)).toEqual(expected)
})

const rule = fc.record(
  {
    type: fc.constantFrom('a.a', 'a.b'),
    verbs: fc
      .uniqueArray(fc.constantFrom(...verbs), { minLength: 1, maxLength: 4 })
      .map((some) => verbs.filter((v) => some.includes(v))),
    values: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }),
  },
  { requiredKeys: ['type'] },
)
const members = fc.dictionary(fc.constantFrom('1', '2', '3'), rule, { noNullPrototype: true })

test('without changes by hand, the rules after an update are those of the new manifest', () => {
  fc.assert(
    fc.property(members, members, (before, after) => {
      expect(updated(before, before, after)).toEqual(after)
    }),
  )
})

test('an update to the same manifest keeps the rules that were added by hand', () => {
  fc.assert(
    fc.property(members, members, (before, byHand) => {
      const stored = { ...byHand, ...before }
      expect(updated(stored, before, before)).toEqual(stored)
    }),
  )
})
