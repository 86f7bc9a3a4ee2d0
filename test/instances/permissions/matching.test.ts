import { expect, test } from 'vitest'
import { allowsDocument, allowsType } from '../../../src/instances/permissions/matching.js'
import { parseScope } from '../../../src/instances/permissions/scope.js'
import type { Verb } from '../../../src/instances/permissions/rule.js'

test.each<[scope: string, verb: Verb, type: string, allowed: boolean]>([
  ['org.example.prices', 'GET', 'org.example.prices', true],
  ['org.example.prices', 'DELETE', 'org.example.prices', true],
  ['org.example.prices:GET', 'POST', 'org.example.prices', false],
  ['org.example.prices:GET,POST', 'POST', 'org.example.prices', true],
  ['org.example.prices:ALL', 'PATCH', 'org.example.prices', true],
  ['org.example.prices:GET:id', 'GET', 'org.example.prices', false],
  ['org.example.prices:GET::field', 'GET', 'org.example.prices', true],
  ['org.example.energy.*', 'GET', 'org.example.energy', true],
  ['org.example.energy.*', 'GET', 'org.example.energy.prices', true],
  ['org.example.energy.*', 'GET', 'org.example.energyx', false],
  ['org.example.energy.*', 'GET', 'org.example', false],
  ['a.b c.d', 'GET', 'c.d', true],
  ['a.b', 'GET', 'a.b.c', false],
])('whether the scope %s permits %s on the whole type %s: %s', (scope, verb, type, allowed) => {
  expect(allowsType(parseScope(scope).values(), verb, type)).toBe(allowed)
})

test('a rule with the type * permits everything', () => {
  expect(allowsType([{ type: '*' }], 'PUT', 'org.example.prices')).toBe(true)
})

test.each<[scope: string, verb: Verb, allowed: boolean]>([
  ['io.cozy.apps', 'GET', true],
  ['io.cozy.apps:GET:io.cozy.apps/drive', 'GET', true],
  ['io.cozy.apps:GET:io.cozy.apps/photos,io.cozy.apps/drive', 'GET', true],
  ['io.cozy.apps:GET:io.cozy.apps/photos', 'GET', false],
  ['io.cozy.apps:POST:io.cozy.apps/drive', 'GET', false],
  ['io.cozy.apps:GET:drive:slug', 'GET', true],
  ['io.cozy.apps:GET:ready,errored:state', 'GET', true],
  ['io.cozy.apps:GET:drive:state', 'GET', false],
  ['io.cozy.apps:GET:drive:unknown', 'GET', false],
  ['io.cozy.apps::drive:slug', 'DELETE', true],
  ['io.cozy.konnectors', 'GET', false],
])('whether the scope %s permits %s on the application drive: %s', (scope, verb, allowed) => {
  const fields: Record<string, string[]> = { slug: ['drive'], state: ['ready'] }
  const document = { type: 'io.cozy.apps', id: 'io.cozy.apps/drive', valuesOf: (field: string) => fields[field] ?? [] }
  expect(allowsDocument(parseScope(scope).values(), verb, document)).toBe(allowed)
})

test.each(['', ' ', '*', 'a:b', 'a:GET:b:c:d', 'a:get', 'io.cozy.*', 'A', 'a.b *'])(
  'the scope %j is refused',
  (scope) => {
    expect(() => parseScope(scope)).toThrow('Permission scope is empty or malformed')
  },
)

test('the rules of a scope are named by their position', () => {
  expect([...parseScope('io.cozy.jobs:POST:sendmail:worker com.acme.plants')]).toEqual([
    ['rule0', { type: 'io.cozy.jobs', verbs: ['POST'], selector: 'worker', values: ['sendmail'] }],
    ['rule1', { type: 'com.acme.plants' }],
  ])
})

test('the verb ALL in a scope is replaced with all verbs, as in cozy-stack', () => {
  const all = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  expect([...parseScope('io.cozy.files:ALL:id1,id2 com.acme.plants:GET,ALL com.acme.tools::x').values()]).toEqual([
    { type: 'io.cozy.files', verbs: all, values: ['id1', 'id2'] },
    { type: 'com.acme.plants', verbs: all },
    { type: 'com.acme.tools', values: ['x'] },
  ])
})
