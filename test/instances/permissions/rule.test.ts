import { expect, test } from 'vitest'
import { readRules, rulesToJson } from '../../../src/instances/permissions/rule.js'
import type { Json, JsonObject } from '../../../src/json.js'

const stored = (permissions: Json | undefined): JsonObject => rulesToJson(readRules(permissions))

test('rules are stored in the order of the manifest, without unknown and empty members', () => {
  const permissions = {
    z: { type: 'io.cozy.files', verbs: ['DELETE', 'GET'], description: 'Files', remote: true, optional: 1 },
    a: { type: 'com.acme.plants', verbs: ['GET', 'ALL'], values: [], selector: '', description: null },
    mail: { type: 'io.cozy.jobs', verbs: ['POST'], selector: 'worker', values: ['sendmail'] },
    none: { type: 'io.cozy.bank.*', verbs: null },
    ['__proto__']: { type: 'x' },
  }
  expect(Object.entries(stored(permissions))).toEqual([
    ['z', { type: 'io.cozy.files', verbs: ['GET', 'DELETE'], description: 'Files' }],
    ['a', { type: 'com.acme.plants' }],
    ['mail', { type: 'io.cozy.jobs', verbs: ['POST'], selector: 'worker', values: ['sendmail'] }],
    ['none', { type: 'io.cozy.bank.*' }],
    ['__proto__', { type: 'x' }],
  ])
})

test.each([undefined, null, {}])('the permissions %j contain no rules', (permissions) => {
  expect(stored(permissions)).toEqual({})
})

test.each([
  [],
  'GET',
  { a: 'io.cozy.files' },
  { a: {} },
  { a: { type: 1 } },
  { a: { type: 'x', verbs: 'GET' } },
  { a: { type: 'x', verbs: ['HEAD'] } },
  { a: { type: 'x', verbs: ['get'] } },
  { a: { type: 'x', values: 'id' } },
  { a: { type: 'x', values: [1] } },
  { a: { type: 'x', selector: 1 } },
])('the permissions %j are refused', (permissions) => {
  expect(() => readRules(permissions)).toThrow('Application manifest is invalid or malformed')
})

test.each([
  'io.cozy.*',
  '*',
  'com.acme.Plants',
  'com..acme',
  '.com',
  'com.',
  'com acme',
  'com/acme',
  'com.acme-x',
  '',
  'io.cozy.bank.*.x',
  'io.cozy.bank.**',
])('the type %j is refused', (type) => {
  expect(() => readRules({ x: { type } })).toThrow(`${type} is not a valid doctype name`)
})
