import { checkText } from '../storable.js'
import { RegistryError } from '../errors.js'

const maxQueryLength = 200
const maxQueryWords = 20
// Longer words are cut in texts and in queries alike. So they still match.
const maxWordLength = 40

// Letters that Unicode does not decompose into plain letters and accents, and the Greek sigma at the end of a word.
const plainLetters: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
}

const plainLetterPattern = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g')

/** The words of a text in lower case, without accents. They are in the order of the text, with repetitions. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(plainLetterPattern, (letter) => plainLetters[letter] ?? letter)
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, maxWordLength))
}

/** The distinct words. A repeated word has its last place. */
export function distinctWords(words: readonly string[]): string[] {
  return [...new Set([...words].reverse())].reverse()
}

/**
 * Whether a word in the middle of a search text finds longer words that begin with it. A single letter would find most
 * applications, except in scripts that write words with one letter.
 */
export function isUsefulPrefix(word: string): boolean {
  return word.length > 1 || /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word)
}

/**
 * The distinct words of a search text.
 * @param name the argument that has the text, for messages
 * @throws RegistryError INVALID_INPUT when the text is too long or has too many words
 */
export function queryWords(name: string, text: string): string[] {
  checkText(`argument "${name}"`, text, maxQueryLength)
  const words = distinctWords(wordsOf(text))
  if (words.length <= maxQueryWords) return words
  throw new RegistryError(
    'INVALID_INPUT',
    `The argument "${name}" has ${String(words.length)} words: give ${String(maxQueryWords)} at most`,
  )
}
