const syllables = [
  'ba',
  'ko',
  'ti',
  're',
  'lan',
  'mo',
  'ser',
  'vi',
  'ce',
  'da',
  'en',
  'or',
  'pu',
  'gra',
  'fi',
  'no',
  'ta',
]

/** A deterministic generator of numbers and texts: all runs of a bench get the same ones. */
export class RandomTexts {
  /** Invented words. The first ones are the most frequent in `phrase`. */
  readonly vocabulary: readonly string[]
  #state = 2_463_534_242

  constructor(words: number) {
    const newWord = (): string =>
      Array.from({ length: 2 + this.below(4) }, () => syllables[this.below(syllables.length)]).join('')
    this.vocabulary = Array.from({ length: words }, newWord)
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return (this.#state >>> 0) % limit
  }

  /** A text of this many words. Few words are frequent, as in a language. */
  phrase(words: number): string {
    return Array.from({ length: words }, () => this.#word()).join(' ')
  }

  #word(): string {
    return this.vocabulary[this.below(1 + this.below(1 + this.below(this.vocabulary.length)))] ?? ''
  }
}
