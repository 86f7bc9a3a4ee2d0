const day = 86_400_000_000_000n
// 365.25 days.
const year = 31_557_600_000_000_000n
const maxAge = 2n ** 63n - 1n

const goUnits: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

/** A maximum age that is invalid, zero, negative, or too long. */
export class MaxAgeError extends Error {
  override name = 'MaxAgeError'
  constructor(why: string) {
    super(`Could not parse max-age argument: ${why}`)
  }
}

/**
 * Parses the maximum age of a token: years and days (`1y30d`, `1.5d`, `2years`), then optionally a duration in Go's syntax
 * (`12h`, `1h30m`, `500ms`).
 * @returns nanoseconds; `undefined` for an empty text (the token never expires)
 * @throws MaxAgeError
 */
export function parseMaxAge(text: string): bigint | undefined {
  if (text === '') return undefined
  const { total, rest } = parseDays(text)
  const age = total + (rest === '' ? 0n : parseGoDuration(rest))
  if (age > maxAge) throw new MaxAgeError(`"${text}" is too long: the maximum is about 292 years`)
  if (age === 0n) throw new MaxAgeError(`"${text}" is zero: leave --max-age out for a token that never expires`)
  if (age < 0n) throw new MaxAgeError(`"${text}" is negative`)
  return age
}

function parseDays(text: string): { total: bigint; rest: string } {
  let total = 0n
  let rest = text
  for (;;) {
    const match = /^([0-9][0-9.]*)(years|year|y|days|day|d)/.exec(rest)
    if (!match) return { total, rest }
    const [all, number = '', unit = ''] = match
    if (number.split('.').length > 2) throw new MaxAgeError(`strconv.ParseFloat: parsing "${number}": invalid syntax`)
    total += times(number, unit.startsWith('y') ? year : day)
    rest = rest.slice(all.length)
  }
}

// Has the grammar and the error messages of Go's time.ParseDuration. Scripts may compare the messages.
function parseGoDuration(text: string): bigint {
  const sign = text.startsWith('-') ? -1n : 1n
  let rest = text.replace(/^[+-]/, '')
  if (rest === '0') return 0n
  if (rest === '') throw invalid(text)
  let total = 0n
  while (rest !== '') {
    const number = /^\d*\.?\d*/.exec(rest)?.[0] ?? ''
    if (!/\d/.test(number)) throw invalid(text)
    rest = rest.slice(number.length)
    const unit = /^[^0-9.]*/.exec(rest)?.[0] ?? ''
    if (unit === '') throw new MaxAgeError(`time: missing unit in duration ${JSON.stringify(text)}`)
    const factor = Object.hasOwn(goUnits, unit) ? goUnits[unit] : undefined
    if (factor === undefined) {
      throw new MaxAgeError(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`)
    }
    total += times(number, factor)
    rest = rest.slice(unit.length)
  }
  return sign * total
}

function invalid(text: string): MaxAgeError {
  return new MaxAgeError(`time: invalid duration ${JSON.stringify(text)}`)
}

// A decimal number times a unit, exact to the nanosecond.
function times(number: string, unit: bigint): bigint {
  const [whole = '', fraction = ''] = number.split('.')
  const digits = fraction.slice(0, 18)
  return BigInt(whole || '0') * unit + (BigInt(digits || '0') * unit) / 10n ** BigInt(digits.length)
}
