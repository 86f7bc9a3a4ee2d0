import { expect, it } from 'vitest'
import { wordsOf } from '../../../src/registry/search/words.js'

it.each([
  ['L’Été à Noël', ['l', 'ete', 'a', 'noel']],
  ['Straße, Œuvre & Ærø', ['strasse', 'oeuvre', 'aero']],
  ['my-bank_2FA', ['my', 'bank', '2fa']],
  ['ΟΔΟΣ', ['οδοσ']],
  ['İstanbul ıssız', ['istanbul', 'issiz']],
  ['x'.repeat(50), ['x'.repeat(40)]],
  ['… !', []],
])('the words of "%s" are in lower case and have no accents', (text, words) => {
  expect(wordsOf(text)).toEqual(words)
})
