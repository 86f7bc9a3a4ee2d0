import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson, type Json, type JsonObject } from '../../../src/json.js'
import * as publisherInfo from '../../../src/registry/manifests/publisher-info.js'
import { manifestCategories } from '../../../src/registry/manifests/categories.js'
import { fieldsOf } from '../../../src/registry/manifests/konnector-fields.js'
import * as konnector from '../../../src/registry/manifests/konnector.js'
import { doctypesOf, permissionsOf } from '../../../src/registry/manifests/permissions.js'
import { screenshotPaths } from '../../../src/registry/manifests/screenshots.js'
import { langsOf, localeNames, localised } from '../../../src/registry/manifests/texts.js'
import * as webapp from '../../../src/registry/manifests/webapp.js'
import { fixture, fixtureNames } from '../../support/manifest-fixtures.js'

const locales = ['fr-FR', 'en', '__proto__', '']

// Calls every function that reads a manifest. Checks the types of the results.
function readAll(manifest: Json): void {
  const readers = [...Object.values(publisherInfo), ...Object.values(konnector), ...Object.values(webapp)]
  const lists = [manifestCategories, doctypesOf, langsOf, localeNames].map((read) => read(manifest))
  expect(lists.flat().every((item) => typeof item === 'string' && item !== '')).toBe(true)
  const fields = fieldsOf(manifest)
  const described = [...permissionsOf(manifest), ...fields]
  expect(described.every(({ name }) => typeof name === 'string')).toBe(true)
  const texts = [
    localised(manifest, 'name', locales),
    ...described.map(({ description }) => description(locales)),
    ...fields.flatMap(({ label, placeholder }) => [label(locales), placeholder(locales)]),
  ]
  expect(texts.every((text) => text === undefined || (typeof text === 'string' && text !== ''))).toBe(true)
  const shots = screenshotPaths(manifest, locales)
  expect(shots.some((path) => path.startsWith('/') || path.startsWith('..'))).toBe(false)
  for (const read of readers) JSON.stringify(read(manifest))
}

const json = fc.jsonValue({ depthSize: 'small' }).map((value) => parseJson(JSON.stringify(value)))

// Names of members of manifests, and names with a special meaning in JavaScript.
const memberNames = [
  ...['locales', 'fields', 'advancedFields', 'permissions', 'options', 'screenshots', 'routes', 'services', 'intents'],
  ...['notifications', 'platforms', 'mobile', 'terms', 'partnership', 'developer', 'oauth', 'scope', 'time_interval'],
  ...['folders', 'aggregator', 'categories', 'langs', 'fr', 'en', 'description', 'name', 'type', 'values', 'default'],
  ...['isRequired', 'clientSide', '__proto__', 'constructor', 'toString'],
]
const member = fc.oneof(fc.constantFrom(...memberNames), fc.string())
const { value: nested } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    json,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(member, tie('value')), { maxLength: 5 })
      .map((members): JsonObject => Object.fromEntries(members)),
  ),
}))

// Replaces one value in a JSON value. Each number of `path` selects a member by its position.
function replaceAt(value: Json | undefined, path: number[], other: Json): Json {
  const [position, ...rest] = path
  if (position === undefined || typeof value !== 'object' || value === null) return other
  const keys = Object.keys(value)
  const selected = keys[position % Math.max(keys.length, 1)]
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === selected ? replaceAt(item, rest, other) : item))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === selected ? replaceAt(item, rest, other) : item]),
  )
}

describe('every reader of manifests accepts', () => {
  test('any JSON value', () => {
    fc.assert(
      fc.property(fc.oneof(json, nested), (manifest) => {
        readAll(manifest)
      }),
      { numRuns: 500 },
    )
  })

  test.each(fixtureNames)('the fixture %s with any part replaced', (name) => {
    const path = fc.array(fc.nat(100), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(path, json, (positions, other) => {
        readAll(replaceAt(fixture(name), positions, other))
      }),
      { numRuns: 150 },
    )
  })

  test('values at the maximum depth of a manifest', () => {
    const deep = parseJson(`${'{"fields":'.repeat(200)}1${'}'.repeat(200)}`)
    readAll({ fields: deep, permissions: deep, locales: deep, parameters: deep })
  })
})
