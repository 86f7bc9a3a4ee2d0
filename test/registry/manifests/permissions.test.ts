import { describe, expect, test } from 'vitest'
import { doctypesOf, permissionsOf } from '../../../src/registry/manifests/permissions.js'
import type { Json } from '../../../src/json.js'
import { fixture } from '../../support/manifest-fixtures.js'

function permission(manifest: Json, name: string) {
  const found = permissionsOf(manifest).find((candidate) => candidate.name === name)
  if (!found) throw new Error(`There is no permission "${name}"`)
  const { description, ...rest } = found
  return { ...rest, description: description([]), french: description(['fr']) }
}

describe('permissions', () => {
  const tidewater = fixture('tidewater.konnector')
  const empty = {
    type: undefined,
    description: undefined,
    french: undefined,
    verbs: [],
    selector: undefined,
    values: [],
    remote: false,
  }

  test('are in the order of the manifest', () => {
    expect(permissionsOf(tidewater).map(({ name }) => name)).toEqual([
      'bank operations',
      'carbon_copy',
      'accounts.data',
      'measures',
      'calendar',
      'files',
    ])
  })

  test('have a description in the requested language, in English, or untranslated', () => {
    expect(permission(tidewater, 'bank operations')).toMatchObject({
      description: 'Used to link bills and operations',
      french: 'Utilisé pour relier vos factures à vos opérations',
    })
    expect(permission(tidewater, 'carbon_copy')).toMatchObject({ description: 'Plain', french: 'Plain' })
    expect(permission(tidewater, 'measures').description).toBeUndefined()
  })

  test('have the doctype, verbs and selector that the manifest gives them', () => {
    expect(permission(tidewater, 'files')).toEqual({
      ...empty,
      name: 'files',
      type: 'io.cozy.files',
      selector: 'path',
      values: ['/Water'],
      verbs: ['GET'],
    })
    expect(permission(tidewater, 'measures')).toMatchObject({ type: 'example.tidewater.measures', remote: true })
    expect(permission(tidewater, 'calendar')).toMatchObject({ type: 'io.cozy.calendar.*', verbs: ['ALL'] })
  })

  test('in old or misspelt formats have only the properties that the manifest gives them', () => {
    const attic = fixture('Attic.webapp')
    expect(permission(attic, 'file/data')).toEqual({
      ...empty,
      name: 'file/data',
      description: 'Files',
      french: 'Files',
    })
    expect(permission(attic, 'contacts')).toMatchObject({ type: 'io.cozy.contacts', verbs: [] })
    expect(permission(attic, 'albums')).toMatchObject({ type: 'io.cozy.albums', verbs: [] })
  })

  test('are read from the last of several members with the same name', () => {
    expect(permission(fixture('Attic.webapp'), 'jobs')).toMatchObject({ verbs: ['POST'] })
  })

  test('are read case-insensitively, as in cozy-stack', () => {
    const manifest = { Permissions: { a: { Type: 'io.cozy.files', VERBS: ['GET'], Selector: 'id', Values: ['b'] } } }
    const found = { type: 'io.cozy.files', verbs: ['GET'], selector: 'id', values: ['b'] }
    expect(permission(manifest, 'a')).toMatchObject(found)
    expect(permission({ permissions: { b: { REMOTE: true, type: 'a.b', Type: 'c.d' } } }, 'b')).toMatchObject({
      remote: true,
      type: 'c.d',
    })
  })

  test('may be a list, and each of them may be just a doctype, or null, which is left out', () => {
    expect(permission({ permissions: { a: 'io.cozy.files', b: null } }, 'a').type).toBe('io.cozy.files')
    expect(permission({ permissions: [{ type: 'io.cozy.bills' }] }, '0').type).toBe('io.cozy.bills')
    expect(permissionsOf({ permissions: { b: null } })).toEqual([])
  })

  test('show values of invalid types as JSON', () => {
    expect(permission(fixture('orchard.webapp'), 'jobs')).toMatchObject({
      selector: 'worker',
      values: ['service', 'true'],
    })
    const invalid = {
      type: ['io.cozy.files'],
      verbs: { GET: true },
      selector: 1,
      values: [true, 7, '', null, ['a'], {}],
    }
    expect(permission({ permissions: { invalid } }, 'invalid')).toMatchObject({
      type: '["io.cozy.files"]',
      verbs: ['{"GET":true}'],
      selector: '1',
      values: ['true', '7', '', 'null', '["a"]', '{}'],
    })
    const alsoInvalid = { verbs: [null], values: 'a' }
    expect(permission({ permissions: { alsoInvalid } }, 'alsoInvalid')).toMatchObject({
      verbs: ['null'],
      values: ['a'],
    })
  })

  test('are an empty list when the manifest has none', () => {
    expect(permissionsOf(fixture('bare.konnector'))).toEqual([])
    expect(permissionsOf(fixture('minimal.webapp'))).toEqual([])
  })
})

test('each doctype of the permissions is listed once', () => {
  expect(doctypesOf(fixture('orchard.webapp'))).toEqual([
    'io.cozy.permissions',
    'io.cozy.terms',
    'com.vault.items',
    'cc.garden.forecast',
    'io.cozy.files.*',
    'io.cozy.jobs',
  ])
  expect(doctypesOf(fixture('Attic.webapp'))).toEqual(['io.cozy.jobs', 'io.cozy.contacts', 'io.cozy.albums'])
})
