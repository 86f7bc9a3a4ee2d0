import type { App } from '../catalogue/catalogue.js'
import { RegistryError } from '../errors.js'
import { namedObjectsIn, textIn } from '../manifests/read.js'
import { queryWords, wordsOf } from '../search/words.js'
import type { Space } from '../spaces.js'
import { recordOrder } from './app-sort.js'
import { nameOf, type AppSummary } from './app-summary.js'
import type { ListingService } from './listing-service.js'
import { rankByScore } from './relevance.js'

/** An application to suggest, and the text to show for it. */
export interface Suggestion {
  text: string
  app: App
}

/** A text that a person types. */
export interface SuggestionRequest {
  prefix: string
  first: number
  /** Languages, best first. */
  locales?: readonly string[] | null | undefined
}

const maxSuggestions = 50

/**
 * The applications whose names match a text, the best first.
 * @throws RegistryError INVALID_INPUT for a bad text or number
 */
export async function suggestApps(
  listings: ListingService,
  space: Space,
  { prefix, first, locales }: SuggestionRequest,
): Promise<Suggestion[]> {
  if (first < 0 || first > maxSuggestions) {
    throw new RegistryError(
      'INVALID_INPUT',
      `The argument "first" is ${String(first)}: give a number from 0 to ${String(maxSuggestions)}`,
    )
  }
  const words = queryWords('prefix', prefix)
  if (words.length === 0) return []
  const index = listings.indexOf(space)
  await index.refresh()
  const sorted = await listings.sorted(space, recordOrder('slug', 'ASCENDING'))
  const scores = index.search(words, { namesOnly: true })
  const matching = sorted.slots.filter((slot) => (scores[slot] ?? 0) > 0)
  return Array.from(rankByScore(matching, scores).subarray(0, first), (slot) => {
    const { app } = sorted.at(slot)
    return { text: matchingName(index.summaryOf(slot), words, locales ?? []) ?? app.record.slug, app }
  })
}

// The first name that has all words or longer words that begin with them. For a typing error, the name in the first language.
function matchingName(summary: AppSummary, words: readonly string[], locales: readonly string[]): string | undefined {
  const preferred = nameOf(summary, locales)
  const names = [...locales.map((locale) => nameOf(summary, [locale])), preferred, ...allNames(summary)]
  return names.find((name) => name !== undefined && hasWords(name, words)) ?? preferred
}

function allNames({ names }: AppSummary): (string | undefined)[] {
  return [textIn(names.name), ...namedObjectsIn(names.locales).map(([, texts]) => textIn(texts.name))]
}

function hasWords(name: string, words: readonly string[]): boolean {
  const inName = wordsOf(name)
  return words.every((word) => inName.some((other) => other.startsWith(word)))
}
