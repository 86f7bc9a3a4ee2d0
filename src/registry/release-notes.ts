import type { JsonObject } from '../json.js'
import { RegistryError } from './errors.js'
import { objectIn, textIn } from './manifests/read.js'
import { localised } from './manifests/texts.js'
import type { VersionRecord } from './records.js'
import { checkText } from './storable.js'

/** The release notes of a version in one language. */
export interface ReleaseNote {
  locale: string
  text: string
}

const maxNotes = 100
// The maximum lengths in characters.
const maxLengths = { locale: 35, text: 10_000 }

/**
 * Checks the release notes that a publisher sends.
 * @throws RegistryError INVALID_INPUT
 */
export function checkReleaseNotes(notes: readonly ReleaseNote[]): void {
  if (notes.length > maxNotes)
    throw invalid(`There are ${String(notes.length)} release notes: give ${maxNotes} at most`)
  const locales = new Set<string>()
  for (const { locale, text } of notes) {
    checkText('locale of release notes', locale, maxLengths.locale)
    if (!/^[\w-]+$/.test(locale))
      throw invalid(`"${locale}" is no locale of release notes: give one such as "en" or "fr-CA"`)
    if (locales.has(locale)) throw invalid(`There are two release notes for the locale "${locale}": give one`)
    locales.add(locale)
    checkText(`text of the release notes for "${locale}"`, text, maxLengths.text)
    if (text.trim() === '') throw invalid(`The release notes for "${locale}" are empty: give a text, or leave them out`)
    if (/[^\P{Cc}\n\r\t]/u.test(text)) throw invalid(`The release notes for "${locale}" have a control character`)
  }
}

/** The members of a version's document that have the release notes of its publication. */
export function releaseNotesMembers(notes: readonly ReleaseNote[] = []): JsonObject {
  if (notes.length === 0) return {}
  return { release_notes: Object.fromEntries(notes.map(({ locale, text }) => [locale, text.trim()])) }
}

/**
 * The release notes of a version, in the first of the wanted locales that has some. Fallbacks: English, then any language. Release
 * notes of the publication replace all those of the manifest (`changes`).
 */
export function releaseNotesOf(
  { document, manifest }: Pick<VersionRecord, 'document' | 'manifest'>,
  wanted: readonly string[],
): string | undefined {
  const given = Object.entries(objectIn(document.release_notes)).flatMap(([locale, value]) => {
    const text = textIn(value)
    return text === undefined ? [] : [{ locale, text }]
  })
  const [first] = given
  if (!first) return localised(manifest, 'changes', wanted)
  const locales = Object.fromEntries(given.map(({ locale, text }) => [locale, { changes: text }]))
  return localised({ locales, changes: first.text }, 'changes', wanted)
}

function invalid(message: string): RegistryError {
  return new RegistryError('INVALID_INPUT', message)
}
