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

test('an archive without problems has no warnings', () => {
  expect(publicationWarnings(accepted)).toEqual([])
})

test.each(['?private_token=x', '?a=b&X-Amz-Signature=x', '?sv=1&sig=x'])(
  'a secret in the URL of an archive gives a warning: %s',
  (query) => {
    expect(codes({ url: `https://acme.example/notes.tgz${query}` })).toEqual(['SECRET_IN_ADDRESS'])
  },
)

test('warnings from reading the archive are included', () => {
  const warning = { code: 'PADDED_ARCHIVE', message: 'padded' } as const
  const archive = { ...accepted.archive, warnings: [warning] }
  expect(publicationWarnings({ ...accepted, archive })).toEqual([warning])
})

describe('the warnings about a manifest', () => {
  const manifests: [string, JsonObject, string[]][] = [
    ['an unknown category', { categories: ['clouds', 'banking', 1] }, ['UNKNOWN_CATEGORY']],
    ['an unknown data type', { data_types: ['documents'] }, ['UNKNOWN_DATA_TYPE']],
    [
      'categories that are not strings, and data types that are not a list',
      { categories: [1, null], data_types: 'bill' },
      [],
    ],
    ['no locales', { locales: undefined }, ['MISSING_ENGLISH_LOCALE']],
    ['no English locale', { locales: { fr: {}, en_GB: {} } }, ['MISSING_ENGLISH_LOCALE']],
    ['no terms', { terms: undefined }, []],
    ['a dot in the version of the terms', { terms: { id: 'a', version: '1.0' } }, ['FORBIDDEN_CHARACTERS_IN_TERMS']],
    [
      'a forbidden character in both the id and the version of the terms',
      { terms: { id: 'a@b', version: "it's" } },
      ['FORBIDDEN_CHARACTERS_IN_TERMS', 'FORBIDDEN_CHARACTERS_IN_TERMS'],
    ],
    ['terms whose version is a number', { terms: { id: 'a', version: 1.5 } }, []],
  ]
  test.each(manifests)('with %s (%j) are %j', (_case, members, expected) => {
    expect(codes({ manifest: { ...manifest, ...members } })).toEqual(expected)
  })

  test('contain the types of the manifest and of the application when these types differ', () => {
    expect(publicationWarnings({ ...accepted, appType: 'konnector' })).toEqual([
      { code: 'TYPE_MISMATCH', message: 'The archive has a manifest.webapp, but the application is a konnector' },
    ])
  })

  test('report an icon that is missing in the archive or in the manifest', () => {
    const partnerOnly = [{ name: 'partnership_icon' }]
    expect(publicationWarnings({ ...accepted, extracted: partnerOnly })).toEqual([
      { code: 'MISSING_ICON', message: 'The icon ./icon.svg is not in the archive' },
    ])
    expect(codes({ icon: '', extracted: [] })).toEqual(['MISSING_ICON'])
  })

  test('contain only the start of long values', () => {
    const long = 'x'.repeat(100_000)
    const warnings = publicationWarnings({
      ...accepted,
      manifest: { ...manifest, categories: [long], data_types: [long] },
      icon: long,
      extracted: [],
    })
    expect(warnings).toHaveLength(3)
    for (const { message } of warnings) expect(message).toMatch(/^[^x]*x{200}…[^x]*$/)
  })

  test('name only the first five unknown values', () => {
    const [warning] = publicationWarnings({
      ...accepted,
      manifest: { ...manifest, categories: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    })
    expect(warning?.message).toBe('App stores may not know these categories of the manifest: a, b, c, d, e, …')
  })
})
