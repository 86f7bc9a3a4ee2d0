import { describe, expect, test } from 'vitest'
import { langsOf, localeNames, localised } from '../../../src/registry/manifests/texts.js'
import { fixture } from '../../support/manifest-fixtures.js'

const orchard = fixture('orchard.webapp')

describe('a localised text', () => {
  const names: [string[], string][] = [
    [[], 'Orchard'],
    [['fr'], 'Verger'],
    [['fr_FR'], 'Verger'],
    [['fr-FR'], 'Verger'],
    [['FR-ca'], 'Verger d’ici'],
    [['fr_CA'], 'Verger d’ici'],
    [['pt'], 'Pomar'],
    [['pt-BR'], 'Pomar'],
    [['pt-PT'], 'Pomar'],
    [['zh-CN'], '果园'],
    [['de', 'fr'], 'Verger'],
    [['de', 'sq'], 'Orchard'],
    [['translator_missing_french', 'fr'], 'Verger'],
    [['eo', 'fr'], 'Verger'],
    [['', '-', '_'], 'Orchard'],
    [['constructor', '__proto__'], 'Orchard'],
  ]
  test.each(names)('for the locales %j is %s', (locales, name) => {
    expect(localised(orchard, 'name', locales)).toBe(name)
  })

  test('for a region falls back to the text of its language', () => {
    expect(localised(orchard, 'short_description', ['fr_CA'])).toBe('Compte vos pommes')
  })

  test('falls back to English, then to the member outside of "locales"', () => {
    const manifest = { name: 'plain', locales: { en: { name: 'English' }, fr: {} } }
    expect(localised(manifest, 'name', ['fr'])).toBe('English')
    expect(localised({ name: 'plain', locales: { fr: { name: 'français' } } }, 'name', ['de'])).toBe('plain')
  })

  test('is undefined when the texts of the language and its fallbacks are empty or missing, even if another language has one', () => {
    const tidewater = fixture('tidewater.konnector')
    expect(localised(tidewater, 'long_description', ['en'])).toBeUndefined()
    expect(localised(tidewater, 'long_description', ['fr'])).toMatch(/^\*\*Tidewater\*\*.*&nbsp;.*<br>$/)
    expect(localised(orchard, 'changes', [])).toBeUndefined()
    expect(localised(orchard, 'changes', ['fr'])).toBe('Des poires 🍐')
  })

  test('is not truncated', () => {
    const long = 'é'.repeat(3000)
    expect(localised({ locales: { en: { long_description: long } } }, 'long_description', [])).toBe(long)
  })

  test.each([[null], ['x'], [1], [[]], [{}], [{ name: 1, locales: 'x' }], [{ locales: { en: 'x' } }]])(
    'is undefined for the manifest %j',
    (manifest) => {
      expect(localised(manifest, 'name', ['en'])).toBeUndefined()
    },
  )
})

test('the locales of a manifest are the names of the objects in "locales"', () => {
  expect(localeNames(fixture('old-mill.konnector'))).toEqual(['fr', 'translator_missing_french'])
  expect(localeNames(fixture('Attic.webapp'))).toEqual([])
  expect(localeNames(fixture('bare.konnector'))).toEqual([])
  expect(localeNames({ locales: { '': { name: 'Fiole' }, en: { name: 'Phial' } } })).toEqual(['en'])
})

test('languages may be a list, or a single string with several languages', () => {
  expect(langsOf(fixture('old-mill.konnector'))).toEqual(['fr', 'en'])
  expect(langsOf(orchard)).toEqual(['en', 'fr'])
  expect(langsOf(fixture('bare.konnector'))).toEqual([])
})
