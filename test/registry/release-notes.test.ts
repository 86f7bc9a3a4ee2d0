import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/json.js'
import {
  checkReleaseNotes,
  releaseNotesMembers,
  releaseNotesOf,
  type ReleaseNote,
} from '../../src/registry/release-notes.js'

describe('release notes', () => {
  const manifest = { changes: 'plain', locales: { en: { changes: 'english' }, fr: { changes: 'français' } } }
  const given = [
    { locale: 'de', text: ' neu \n' },
    { locale: 'fr-CA', text: 'nouveau' },
  ]
  const read = (notes: ReleaseNote[], from: JsonObject, wanted: string[]) =>
    releaseNotesOf({ document: { _id: 'a', _rev: '1', ...releaseNotesMembers(notes) }, manifest: from }, wanted)

  it.each<[ReleaseNote[], JsonObject, string[], string | undefined]>([
    [[], manifest, ['fr'], 'français'],
    [[], manifest, ['es', 'fr'], 'français'],
    [[], manifest, [], 'english'],
    [[], { changes: 'plain' }, ['fr'], 'plain'],
    [[], {}, ['fr'], undefined],
    [given, manifest, ['fr'], 'nouveau'],
    [given, manifest, ['es', 'de-AT'], 'neu'],
    // The first ones: the manifest is not read, not even in English.
    [given, manifest, ['es'], 'neu'],
    [[...given, { locale: 'en', text: 'new' }], manifest, ['es'], 'new'],
  ])('%j of the publication, with the manifest %j, are for %j: %j', (notes, from, wanted, expected) => {
    expect(read(notes, from, wanted)).toBe(expected)
  })

  it('of a document with odd members are those of the manifest', () => {
    for (const notes of [null, 'text', [], { en: 1 }, { en: null }])
      expect(releaseNotesOf({ document: { _id: 'a', _rev: '1', release_notes: notes }, manifest }, [])).toBe('english')
  })

  it.each<[string, ReleaseNote[], RegExp]>([
    [
      '101 languages',
      Array.from({ length: 101 }, (_, n) => ({ locale: `l${n}`, text: 'a' })),
      /101 release notes.*100/,
    ],
    ['an empty locale', [{ locale: '', text: 'a' }], /"" is no locale/],
    ['a locale of 36 characters', [{ locale: 'a'.repeat(36), text: 'a' }], /36 characters: give 35/],
    ['a locale with a line break', [{ locale: 'e\nn', text: 'a' }], /is no locale/],
    [
      'two texts for a locale',
      [
        { locale: 'en', text: 'a' },
        { locale: 'en', text: 'b' },
      ],
      /two release notes.*"en"/,
    ],
    ['an empty text', [{ locale: 'en', text: ' \n' }], /"en" are empty/],
    ['a text of 10 001 characters', [{ locale: 'en', text: 'a'.repeat(10_001) }], /10001 characters: give 10000/],
    ['a control character', [{ locale: 'en', text: 'a\u0007' }], /control character/],
    ['half of a surrogate pair', [{ locale: 'en', text: 'a\ud800' }], /no Unicode text/],
  ])('with %s are refused', (_, notes, message) => {
    expect(() => checkReleaseNotes(notes)).toThrow(message)
  })

  it('may have several lines, and as many characters and languages as the limits allow', () => {
    const notes = Array.from({ length: 100 }, (_, n) => ({
      locale: `l${n}`,
      text: `- a\n\t- b\r\n`.padEnd(10_000, 'é'),
    }))
    expect(() => checkReleaseNotes(notes)).not.toThrow()
  })
})
