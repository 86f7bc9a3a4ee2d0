import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/json.js'
import { fieldsOf } from '../../../src/registry/manifests/konnector-fields.js'
import { fixture } from '../../support/manifest-fixtures.js'

const tidewater = fixture('tidewater.konnector')
const oldMill = fixture('old-mill.konnector')

function field(manifest: Json, name: string) {
  const found = fieldsOf(manifest).find((candidate) => candidate.name === name)
  if (!found) throw new Error(`There is no field "${name}"`)
  return found
}

describe('the fields of a konnector', () => {
  test('are in the order of the manifest: "fields", then "advancedFields"', () => {
    expect(fieldsOf(tidewater).map(({ name, advanced }) => [name, advanced])).toEqual([
      ['login', false],
      ['password', false],
      ['access_token', false],
      ['zipcode', false],
      ['birthday', false],
      ['newsletter', true],
      ['sync.period', true],
      ['folderPath', true],
      ['clientId', true],
    ])
  })

  test('have the properties that the manifest gives them', () => {
    expect(field(tidewater, 'login')).toMatchObject({
      type: 'text',
      role: 'identifier',
      min: 13,
      max: 13,
    })
    expect(field(tidewater, 'password')).toMatchObject({
      type: 'password',
      encrypted: true,
      minLength: 8,
      maxLength: 64,
      pattern: '^\\S+$',
      options: [],
    })
    expect(field(tidewater, 'access_token')).toMatchObject({ type: 'hidden', encrypted: undefined, default: null })
  })

  test('are required, unless "isRequired" is false (or "required", if "isRequired" is missing)', () => {
    const required = (manifest: Json, name: string) => field(manifest, name).required
    expect(required(tidewater, 'login')).toBe(true)
    expect(required(tidewater, 'password')).toBe(true)
    expect(required(tidewater, 'zipcode')).toBe(false)
    expect(required(tidewater, 'birthday')).toBe(false)
    expect(required({ fields: { a: { isRequired: null } } }, 'a')).toBe(true)
    expect(required({ fields: { a: { isRequired: true, required: false } } }, 'a')).toBe(true)
  })

  test('have a label and a description in the requested language, in English, or untranslated', () => {
    const { label, description, placeholder } = field(tidewater, 'zipcode')
    expect([label, description, placeholder].map((text) => text(['fr-BE']))).toEqual([
      'Code postal',
      'Cinq chiffres',
      '75001',
    ])
    expect([label, description, placeholder].map((text) => text(['de']))).toEqual([
      'Postcode',
      'Five digits',
      undefined,
    ])
    expect(field(tidewater, 'login').label(['fr'])).toBe('identifier')
    expect(field(tidewater, 'clientId').label(['fr'])).toBe('fields.clientId.label')
    expect(field(tidewater, 'clientId').description(['fr'])).toBe('fields.clientId.description')
    expect(field(tidewater, 'login').description([])).toBeUndefined()
    expect(field({ fields: { a: { placeholder: 'aa' } } }, 'a').placeholder([])).toBe('aa')
  })

  test('in the old format have only the properties that the manifest gives them', () => {
    expect(field(oldMill, 'identifier')).toMatchObject({ type: 'text', role: undefined })
    expect(field(oldMill, 'identifier').label([])).toBeUndefined()
    expect(field(oldMill, 'save_folder')).toMatchObject({ type: 'folder' })
    expect(field(oldMill, 'account')).toMatchObject({ type: undefined })
  })

  test.each([[null], ['x'], [[]], [undefined], [{}]])(
    'are an empty list when "fields" or "advancedFields" is %j',
    (fields) => {
      expect(fieldsOf({ fields })).toEqual([])
      expect(fieldsOf({ fields: { advancedFields: fields } })).toEqual([])
    },
  )
})

describe('the options of a field', () => {
  test('have a name and a value', () => {
    expect(field(tidewater, 'sync.period')).toMatchObject({
      options: [
        { name: 'Marée haute, à l’aube – au plus tôt', value: 'dawn' },
        { name: '-', value: '' },
        { name: 'Evening', value: '18' },
      ],
      // A default is returned unchanged, even if it is not one of the options.
      default: { name: 'hourly', value: '1' },
    })
  })

  test('use a string as both name and value', () => {
    expect(field(oldMill, 'role')).toMatchObject({
      options: [
        { name: 'student', value: 'student' },
        { name: 'teacher', value: 'teacher' },
      ],
      default: 'student',
    })
  })

  test('are left out when they are invalid', () => {
    const options = [null, 1, [], {}, { value: {} }, { name: 'only' }]
    expect(field({ fields: { a: { options } } }, 'a').options).toEqual([{ name: 'only', value: 'only' }])
  })
})
