import SearchableMap from 'minisearch/SearchableMap'
import { Postings } from './postings.js'
import { distinctWords, isUsefulPrefix, wordsOf } from './words.js'

/** The texts of one application, by their importance for the relevance. */
export interface SearchTexts {
  /** The slug, and the names in all languages. */
  names: readonly string[]
  /** The short descriptions in all languages. */
  short: readonly string[]
  /** All other texts: the long descriptions, the categories and the editor. */
  rest: readonly string[]
}

interface IndexedApp {
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
  readonly #apps = new Map<number, IndexedApp>()
  #slotCount = 0

  /** Adds an application, or replaces its texts. Words that it keeps stay in place. */
  set(slot: number, texts: SearchTexts): void {
    const parts = partsOfWords(texts)
    this.#removeWords(slot, (word) => !parts.has(word))
    const postings = [...parts].map(([word, part]) => {
      const posting = this.#words.fetch(word, () => new Postings(word))
      posting.set(slot, part)
      return posting
    })
    const names = [...new Set(texts.names.map((name) => nameKey(wordsOf(name))))]
    for (const name of names) this.#names.set(name, (this.#names.get(name) ?? new Set()).add(slot))
    this.#apps.set(slot, { postings, names })
    this.#slotCount = Math.max(this.#slotCount, slot + 1)
  }

  /** Removes an application, if it is there. */
  delete(slot: number): void {
    this.#removeWords(slot, () => true)
    this.#apps.delete(slot)
  }

  #removeWords(slot: number, isGone: (word: string) => boolean): void {
    const app = this.#apps.get(slot)
    if (!app) return
    for (const postings of app.postings) {
      if (!isGone(postings.word)) continue
      postings.delete(slot)
      if (postings.isEmpty) this.#words.delete(postings.word)
    }
    for (const name of app.names) {
      const slots = this.#names.get(name)
      slots?.delete(slot)
      if (slots?.size === 0) this.#names.delete(name)
    }
  }

  /**
   * Finds the applications that match all words. A word of an application matches if it is the same, begins with the word, or
   * differs by a typing error. Returns the scores of the applications by slot: 0 for those that don't match.
   * @param words the words of the query, from `queryWords`
   * @param namesOnly whether other texts than the names are ignored
   */
  search(words: readonly string[], { namesOnly = false }: { namesOnly?: boolean } = {}): Uint16Array {
    const weights = namesOnly ? partWeights.slice(0, 1) : partWeights
    const total = new Uint16Array(this.#slotCount)
    for (const [i, word] of words.entries()) {
      const scores = this.#scoresOf(word, weights, i === words.length - 1)
      if (!(i === 0 ? copyScores(total, scores) : addScores(total, scores))) return total
    }
    const slots = this.#names.get(nameKey(words)) ?? []
    for (const slot of slots) total[slot] = (total[slot] ?? 0) + wholeNameScore
    return total
  }

  #scoresOf(word: string, weights: readonly number[], isLast: boolean): Uint8Array {
    const scores = new Uint8Array(this.#slotCount)
    const raise = (postings: Postings, kind: keyof typeof matchWeights): void => {
      const scoresByPart = weights.map((weight) => weight * matchWeights[kind])
      postings.raise(scores, scoresByPart)
    }
    const exact = this.#words.get(word)
    if (exact) raise(exact, 'exact')
    if (isLast || isUsefulPrefix(word)) {
      for (const postings of this.#words.atPrefix(word).values()) if (postings !== exact) raise(postings, 'prefix')
    }
    const distance = maxTypos(word)
    if (distance > 0) for (const [postings] of this.#words.fuzzyGet(word, distance).values()) raise(postings, 'typo')
    return scores
  }
}

// Returns whether any application matches.
function copyScores(total: Uint16Array, scores: Uint8Array): boolean {
  total.set(scores)
  return scores.some((score) => score > 0)
}

// Adds the scores of a word. An application that does not match all words gets the score 0. Returns whether any matches.
function addScores(total: Uint16Array, scores: Uint8Array): boolean {
  let matches = false
  for (let slot = 0; slot < total.length; slot++) {
    const [sum, score] = [total[slot] ?? 0, scores[slot] ?? 0]
    total[slot] = sum > 0 && score > 0 ? sum + score : 0
    matches ||= sum > 0 && score > 0
  }
  return matches
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
  return distinctWords(words).join(' ')
}

// The number of letters that may be wrong, missing or additional. Short words would match too many others.
function maxTypos(word: string): number {
  if (word.length < 4) return 0
  return word.length < 8 ? 1 : 2
}
