import { expect, test } from 'vitest'
import {
  developerOf,
  licenseOf,
  mobileOf,
  partnershipOf,
  termsOf,
} from '../../../src/registry/manifests/publisher-info.js'
import { manifestCategories } from '../../../src/registry/manifests/categories.js'
import { screenshotPaths } from '../../../src/registry/manifests/screenshots.js'
import { fixture } from '../../support/manifest-fixtures.js'

const orchard = fixture('orchard.webapp')
const bare = fixture('bare.konnector')

test('the developer has a name and an optional URL', () => {
  expect(developerOf(fixture('tidewater.konnector'))).toEqual({ name: 'Ada Rivière', url: 'tidewater.example' })
  expect(developerOf(fixture('Attic.webapp'))).toEqual({ name: 'Somebody', url: null })
  expect(developerOf(bare)).toBeUndefined()
})

test('the licence is read from "license", or else from "licence"', () => {
  expect(licenseOf(orchard)).toBe('AGPL-3.0')
  expect(licenseOf({ license: 'MIT', licence: 'AGPL-3.0' })).toBe('MIT')
  expect(licenseOf(bare)).toBeUndefined()
})

test('missing and invalid members of terms are null', () => {
  expect(termsOf(orchard)).toEqual({ id: 'orchard-terms', url: 'https://harbour.example/terms', version: '2026-01' })
  expect(termsOf({ terms: { version: 2 } })).toEqual({ id: null, url: null, version: null })
  expect(termsOf(bare)).toBeUndefined()
})

test('the partnership has a name, a description, a domain and an icon', () => {
  expect(partnershipOf(orchard)).toEqual({
    name: 'Cider Co',
    description: 'Makes cider',
    domain: 'cider.example',
    icon: 'img/cider.svg',
  })
  expect(partnershipOf(bare)).toBeUndefined()
})

test('the mobile application has a URL scheme and the ids of the app stores', () => {
  expect(mobileOf(orchard)).toEqual({
    schema: 'orchard://',
    playStoreId: 'example.orchard',
    appStoreId: 'orchard/id1',
  })
  expect(mobileOf(bare)).toBeUndefined()
})

test('categories may be a list or a single string', () => {
  expect(manifestCategories(orchard)).toEqual(['cozy', 'konnectors'])
  expect(manifestCategories(fixture('old-mill.konnector'))).toEqual(['other'])
  expect(manifestCategories(fixture('Attic.webapp'))).toEqual(['partners'])
  expect(manifestCategories({ categories: ['a', 'b', 'a', 1, ''] })).toEqual(['a', 'b'])
  expect(manifestCategories(bare)).toEqual([])
})

test('screenshots come from the first requested locale with screenshots', () => {
  expect(screenshotPaths(orchard, [])).toEqual(['shots/all.png', 'shots/two.png'])
  expect(screenshotPaths(orchard, ['fr_CA'])).toEqual(['shots/fr.png'])
  expect(screenshotPaths(orchard, ['eo', 'en'])).toEqual(['shots/en.png'])
  expect(screenshotPaths(orchard, ['eo', 'translator_missing_french'])).toEqual(['shots/all.png', 'shots/two.png'])
  expect(screenshotPaths({ locales: { en: { screenshots: ['../a.png'] } } }, ['fr'])).toEqual(['a.png'])
  expect(screenshotPaths(fixture('old-mill.konnector'), ['fr'])).toEqual([])
})
