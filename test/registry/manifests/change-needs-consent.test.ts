import { expect, test } from 'vitest'
import { changeNeedsConsent, type ComparedRule } from '../../../src/registry/manifests/change-needs-consent.js'

const rules = (members: Record<string, ComparedRule & { description?: string }>) => Object.values(members)
const files = { type: 'io.cozy.files', verbs: ['GET'], values: ['x'] }

test('the comparison of rules ignores their titles, descriptions and order, but not the order of their values', () => {
  const before = rules({ a: { type: 'a', description: 'A' }, b: files })
  expect(changeNeedsConsent(before, rules({ x: files, y: { type: 'a' } }), 'webapp')).toBe(false)
  expect(changeNeedsConsent(before, rules({ x: files }), 'webapp')).toBe(true)
  expect(changeNeedsConsent(before, rules({ x: files, y: { type: 'a', verbs: ['GET'] } }), 'webapp')).toBe(true)
  expect(
    changeNeedsConsent(
      rules({ a: { ...files, values: ['x', 'y'] } }),
      rules({ a: { ...files, values: ['y', 'x'] } }),
      'webapp',
    ),
  ).toBe(true)
  expect(changeNeedsConsent(rules({ a: files }), rules({ a: { ...files, selector: 'name' } }), 'webapp')).toBe(true)
  expect(changeNeedsConsent(rules({ a: files }), rules({ a: files, b: files }), 'webapp')).toBe(true)
})

test.each(['io.cozy.certified.carbon_copy', 'io.cozy.certified.electronic_safe'])(
  'the comparison of the rules of a konnector ignores a new rule for the certified type %s',
  (type) => {
    const after = rules({ a: files, b: { type } })
    expect(changeNeedsConsent(rules({ a: files }), after, 'konnector')).toBe(false)
    expect(changeNeedsConsent(rules({ a: files }), after, 'webapp')).toBe(true)
    expect(changeNeedsConsent(after, rules({ a: files }), 'konnector')).toBe(true)
  },
)
