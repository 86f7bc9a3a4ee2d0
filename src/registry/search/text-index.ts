import SearchableMap from 'minisearch/SearchableMap'
import { Postings } from './postings.js'
import { wordsOf } from './words.js'

/** The texts of one application, by their importance for the relevance. */
export interface SearchTexts {
  /** The slug, and the names in all languages. */
  names: readonly string[]
  /** The short descriptions in all languages. */
  short: readonly string[]
  /** All other texts: the long descriptions, the categories and the editor. */
  rest: readonly string[]
}

/** Returns the score of an application: a positive integer if it matches the query, else 0. */
export type ScoreOf = (slug: string) => number

interface IndexedApp {
  slot: number
  postings: readonly Postings[]
  names: readonly string[]
}

// The score of a word is the weight of the best part that has it, times the weight of the match. So the worst match in a part
// scores better than the best match in the next part.
const partWeights = [25, 5, 1]
const matchWeights = { exact: 4, prefix: 3, typo: 1 }
// The additional score when the query is a whole name. It is higher than the score of any single word.
const wholeNameScore = 200
// Limits the memory for one application. Further words can't be found.
const maxWordsPerApp = 2000

/**
 * Finds applications by the words of their texts. The score of an application depends only on the query and on its own texts. So
 * the change of an application moves no others in a list that is sorted by relevance.
 */
export class TextIndex {
  readonly #words = new SearchableMap<Postings>()
  /** The slots of the applications by their names, normalised. */
  readonly #names = new Map<string, Set<number>>()
  readonly #apps = new Map<string, IndexedApp>()
  readonly #freeSlots: number[] = []
  #slotCount = 0

  /** Adds an application, or replaces its texts. */
  set(slug: string, texts: SearchTexts): void {
    this.delete(slug)
    const slot = this.#freeSlots.pop() ?? this.#slotCount++
    const postings = [...partsOfWords(texts)].map(([word, part]) => {
      const posting = this.#words.fetch(word, () => new Postings(word))
      posting.add(slot, part)
      return posting
    })
    const names = [...new Set(texts.names.map((name) => nameKey(wordsOf(name))))]
    for (const name of names) this.#names.set(name, (this.#names.get(name) ?? new Set()).add(slot))
    this.#apps.set(slug, { slot, postings, names })
  }

  /** Removes an application, if it is there. */
  delete(slug: string): void {
    const app = this.#apps.get(slug)
    if (!app) return
    for (const postings of app.postings) {
      postings.delete(app.slot)
      if (postings.isEmpty) this.#words.delete(postings.word)
    }
    for (const name of app.names) {
      const slots = this.#names.get(name)
      slots?.delete(app.slot)
      if (slots?.size === 0) this.#names.delete(name)
    }
    this.#apps.delete(slug)
    this.#freeSlots.push(app.slot)
  }

  /**
   * Finds the applications that match all words. A word of an application matches if it is the same, begins with the word, or
   * differs by a typing error.
   * @param words the words of the query, from `queryWords`
   * @param namesOnly whether other texts than the names are ignored
   */
  search(words: readonly string[], { namesOnly = false }: { namesOnly?: boolean } = {}): ScoreOf {
    const weights = namesOnly ? partWeights.slice(0, 1) : partWeights
    let total: Uint16Array | undefined
    for (const word of words) total = this.#addScores(total, this.#scoresOf(word, weights))
    const slots = this.#names.get(nameKey(words)) ?? []
    for (const slot of slots) if (total) total[slot] = (total[slot] ?? 0) + wholeNameScore
    return (slug) => total?.[this.#apps.get(slug)?.slot ?? -1] ?? 0
  }

  #scoresOf(word: string, weights: readonly number[]): Uint8Array {
    const scores = new Uint8Array(this.#slotCount)
    const raise = (postings: Postings, kind: keyof typeof matchWeights): void => {
      const scoresByPart = weights.map((weight) => weight * matchWeights[kind])
      postings.raise(scores, scoresByPart)
    }
    for (const postings of this.#words.atPrefix(word).values()) {
      raise(postings, postings.word === word ? 'exact' : 'prefix')
    }
    const distance = maxTypos(word)
    if (distance > 0) for (const [postings] of this.#words.fuzzyGet(word, distance).values()) raise(postings, 'typo')
    return scores
  }

  // Adds the scores of a word. An application that does not match all words gets the score 0.
  #addScores(total: Uint16Array | undefined, scores: Uint8Array): Uint16Array {
    if (!total) return Uint16Array.from(scores)
    return total.map((score, slot) => (score > 0 && (scores[slot] ?? 0) > 0 ? score + (scores[slot] ?? 0) : 0))
  }
}

// The distinct words of the texts, each with the index of the most important part that has it.
function partsOfWords({ names, short, rest }: SearchTexts): Map<string, number> {
  const parts = new Map<string, number>()
  for (const [part, texts] of [names, short, rest].entries()) {
    for (const word of texts.flatMap(wordsOf)) {
      if (parts.size === maxWordsPerApp) return parts
      if (!parts.has(word)) parts.set(word, part)
    }
  }
  return parts
}

function nameKey(words: readonly string[]): string {
  return [...new Set(words)].join(' ')
}

// The number of letters that may be wrong, missing or additional. Short words would match too many others.
function maxTypos(word: string): number {
  if (word.length < 4) return 0
  return word.length < 8 ? 1 : 2
}
