import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBoolean, parseDuration, parseWholeNumber } from '../../src/config/values.js'

describe('whole numbers', () => {
  it('are read in bases 2, 8, 10 and 16, with or without a sign', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('', '+', '-'), (number, sign) => {
        const expected = sign === '-' && number > 0 ? -number : number
        for (const digits of [
          number.toString(),
          `0x${number.toString(16)}`,
          `0o${number.toString(8)}`,
          `0b${number.toString(2)}`,
          `0${number.toString(8)}`,
        ]) {
          expect(parseWholeNumber(sign + digits)).toBe(expected)
        }
      }),
    )
  })

  it.each(['', ' 1', '1 ', '1.5', '1e3', '08', '0x', '0b2', '--1', 'abc', '9007199254740993'])(
    'are not read from %j',
    (text) => {
      expect(parseWholeNumber(text)).toBeUndefined()
    },
  )
})

it('exactly twelve texts are booleans', () => {
  const all = ['1', 't', 'T', 'true', 'TRUE', 'True', '0', 'f', 'F', 'false', 'FALSE', 'False']
  expect(all.map(parseBoolean)).toEqual([...Array<boolean>(6).fill(true), ...Array<boolean>(6).fill(false)])
  fc.assert(fc.property(fc.string(), (text) => all.includes(text) || parseBoolean(text) === undefined))
  expect(['yes', 'on', 'tRUE', ''].map(parseBoolean)).toEqual([undefined, undefined, undefined, undefined])
})

describe('durations', () => {
  it.each([
    ['1h30m', 5_400_000],
    ['1.5s', 1_500],
    ['.5ms', 0.5],
    ['1us', 0.001],
    ['1µs', 0.001],
    ['-3s', -3_000],
    ['1000000', 1],
  ])('such as %s are read as %d milliseconds', (text, expected) => {
    expect(parseDuration(text)).toBeCloseTo(expected, 9)
  })

  it.each(['', 's', '1x', '5 s', '1h 30m', '.s', '1d'])('are not read from %j', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})
