import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MaxAgeError, parseMaxAge } from '../../src/cli/max-age.js'
import vectors from '../vectors/max-age.json' with { type: 'json' }

describe('the lifetime of a token', () => {
  it.each(vectors.cases)(
    '$input is parsed as by the reference registry, or refused',
    ({ input, nanoseconds, error }) => {
      if (error !== null) expect(() => parseMaxAge(input)).toThrow(new MaxAgeError(error.replace(/^[^:]*: /, '')))
      // An explicit zero is refused: the reference registry (cozy-apps-registry) reads it as "never expires".
      else if (input !== '' && !/[1-9]/.test(nanoseconds))
        expect(() => parseMaxAge(input)).toThrow(/is zero: leave --max-age out/)
      else if (nanoseconds.startsWith('-')) expect(() => parseMaxAge(input)).toThrow(/negative/)
      else expect(parseMaxAge(input)).toBe(input === '' ? undefined : BigInt(nanoseconds))
    },
  )

  it.each(vectors.must_refuse)('%s is refused because it is too long', (input) => {
    expect(() => parseMaxAge(input)).toThrow(/too long/)
  })

  // These are the messages of Go's time.ParseDuration.
  it.each([
    ['1.2.3h', 'time: missing unit in duration "1.2.3h"'],
    ['.h', 'time: invalid duration ".h"'],
    ['-', 'time: invalid duration "-"'],
    ['1dh', 'time: invalid duration "h"'],
    ['1constructor', 'time: unknown unit "constructor" in duration "1constructor"'],
  ])('%s is refused with the message of Go', (input, why) => {
    expect(() => parseMaxAge(input)).toThrow(new MaxAgeError(why))
  })

  it.each(['-0h', '0y0d', '1d-24h', '0.0000000001ns'])('%s is refused because it is zero', (input) => {
    expect(() => parseMaxAge(input)).toThrow(/is zero: leave --max-age out/)
  })

  it('can be as long as the longest duration of Go (292 years)', () => {
    expect(parseMaxAge('2562047h47m16.854775807s')).toBe(2n ** 63n - 1n)
  })

  it('is the sum of its years, days, hours and seconds', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(10_000), fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), (y, d, h, s) => {
        const seconds = BigInt(y) * 31_557_600n + BigInt(d) * 86_400n + BigInt(h) * 3600n + BigInt(s)
        expect(parseMaxAge(`${String(y)}y${String(d)}d${String(h)}h${String(s)}s`)).toBe(seconds * 1_000_000_000n)
      }),
    )
  })
})
