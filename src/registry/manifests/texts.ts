import type { Json, JsonObject } from '../../json.js'
import { namedObjectsIn, objectIn, textIn, textsIn } from './read.js'

/**
 * Finds a text in the first of the wanted locales that has one. Fallbacks: English, then the top level of the manifest. `fr-FR`,
 * `fr_FR` and `fr` match each other. An exact match is preferred.
 */
export function localised(manifest: Json, member: string, wanted: readonly string[]): string | undefined {
  const topLevel = objectIn(manifest)
  for (const locale of localesFor(topLevel, [...wanted, 'en'])) {
    const text = textIn(locale[member])
    if (text !== undefined) return text
  }
  return textIn(topLevel[member])
}

/** The texts of those wanted locales that the manifest has, in order of preference. */
export function localesFor(manifest: JsonObject, wanted: readonly string[]): JsonObject[] {
  const available = new Map(namedObjectsIn(manifest.locales).map(([name, texts]) => [canonical(name), texts]))
  return wanted.flatMap((name) => {
    const exact = canonical(name)
    const language = exact.split('-')[0] ?? exact
    const regional = [...available.keys()].find((key) => key.startsWith(`${language}-`)) ?? exact
    return [exact, language, regional].map((key) => available.get(key)).filter((texts) => texts !== undefined)
  })
}

/** The names of the locales of a manifest, as written. Empty names are skipped. */
export function localeNames(manifest: Json): string[] {
  return namedObjectsIn(objectIn(manifest).locales)
    .map(([name]) => name)
    .filter((name) => name !== '')
}

/** The languages in `langs` of a manifest. Some manifests have several languages in one string. */
export function langsOf(manifest: Json): string[] {
  return textsIn(objectIn(manifest).langs).flatMap((text) => text.split(/[\s,]+/).filter((lang) => lang !== ''))
}

function canonical(locale: string): string {
  return locale.toLowerCase().replaceAll('_', '-')
}
