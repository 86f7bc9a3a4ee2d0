import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/json.js'
import { publicationWarnings, type AcceptedArchive } from '../../../src/registry/publishing/warnings.js'

const manifest: JsonObject = {
  categories: ['banking', 'cozy', 'others'],
  data_types: ['bill', 'bankAccounts'],
  locales: { en: {} },
  terms: { id: 'acme-terms', version: '2026-01', url: 'https://acme.example/tos' },
}
const accepted: AcceptedArchive = {
  url: 'https://acme.example/notes.tgz?version=1',
  archive: { manifest: { type: 'webapp' }, warnings: [] },
  manifest,
  appType: 'webapp',
  icon: './icon.svg',
  extracted: [{ name: 'icon' }],
}

const codes = (changes: Partial<AcceptedArchive>) =>
  publicationWarnings({ ...accepted, ...changes }).map(({ code }) => code)

test('nothing to say', () => {
  expect(publicationWarnings(accepted)).toEqual([])
})

test.each(['?private_token=x', '?a=b&X-Amz-Signature=x', '?sv=1&sig=x'])('a secret in the address: %s', (query) => {
  expect(codes({ url: `https://acme.example/notes.tgz${query}` })).toEqual(['SECRET_IN_ADDRESS'])
})

test('warnings from reading the archive are included', () => {
  const found = { code: 'PADDED_ARCHIVE', message: 'padded' } as const
  const archive = { ...accepted.archive, warnings: [found] }
  expect(publicationWarnings({ ...accepted, archive })).toEqual([found])
})

describe('each warning is reported', () => {
  const manifests: [string, JsonObject, string[]][] = [
    ['unknown category', { categories: ['clouds', 'banking', 1] }, ['UNKNOWN_CATEGORY']],
    ['unknown data type', { data_types: ['documents'] }, ['UNKNOWN_DATA_TYPE']],
    ['no lists', { categories: [1, null], data_types: 'bill' }, []],
    ['no locales', { locales: undefined }, ['MISSING_ENGLISH_LOCALE']],
    ['no English', { locales: { fr: {}, en_GB: {} } }, ['MISSING_ENGLISH_LOCALE']],
    ['no terms', { terms: undefined }, []],
    ['a dot in the version of the terms', { terms: { id: 'a', version: '1.0' } }, ['FORBIDDEN_CHARACTERS_IN_TERMS']],
    [
      'both',
      { terms: { id: 'a@b', version: "it's" } },
      ['FORBIDDEN_CHARACTERS_IN_TERMS', 'FORBIDDEN_CHARACTERS_IN_TERMS'],
    ],
    ['terms with a number', { terms: { id: 'a', version: 1.5 } }, []],
  ]
  test.each(manifests)('%s', (_case, members, expected) => {
    expect(codes({ manifest: { ...manifest, ...members } })).toEqual(expected)
  })

  test('a type that differs from that of the application', () => {
    expect(publicationWarnings({ ...accepted, appType: 'konnector' })).toEqual([
      { code: 'TYPE_MISMATCH', message: 'The archive has a manifest.webapp, but the application is a konnector' },
    ])
  })

  test('missing icon', () => {
    const partnerOnly = [{ name: 'partnership_icon' }]
    expect(publicationWarnings({ ...accepted, extracted: partnerOnly })).toEqual([
      { code: 'MISSING_ICON', message: 'The icon ./icon.svg is not in the archive' },
    ])
    expect(codes({ icon: '', extracted: [] })).toEqual(['MISSING_ICON'])
  })

  test('unknown values by name, the first five', () => {
    const [warning] = publicationWarnings({
      ...accepted,
      manifest: { ...manifest, categories: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    })
    expect(warning?.message).toBe('Stores may not know these categories of the manifest: a, b, c, d, e, …')
  })
})
