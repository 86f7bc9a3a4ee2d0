import { z } from 'zod'
import { isJsonObject } from '../json.js'
import { parseJsonWithTextNumbers } from './formats.js'
import { readHost } from '../host.js'
import { redact, redactAddress, redacted } from '../redact.js'

const wholeNumberPattern = /^([+-]?)(?:(0x[\da-f]+|0o[0-7]+|0b[01]+|0|[1-9]\d*)|0([0-7]+))$/i

/**
 * Parses a whole number in the syntax of Go literals: decimal, `0x…`, `0o…`, `0b…`, or octal with a leading 0. A sign is
 * allowed, and so is `_` between digits. Returns `undefined` for an invalid number, and for a number too large to be exact.
 */
export function parseWholeNumber(text: string): number | undefined {
  const found = wholeNumberPattern.exec(text.replaceAll(/(?<=[\da-fxo])_(?=[\da-f])/gi, ''))
  if (!found) return undefined
  const size = found[3] === undefined ? Number(found[2]) : Number.parseInt(found[3], 8)
  if (!Number.isSafeInteger(size)) return undefined
  return found[1] === '-' && size !== 0 ? -size : size
}

const booleans = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
])

/** Parses a boolean as Go does. Returns `undefined` for other texts, such as `yes` and `on`. */
export function parseBoolean(text: string): boolean | undefined {
  return booleans.get(text)
}

const nanoseconds = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
])

/** Parses a duration in Go's syntax (`1500ms`, `1h30m`) to milliseconds. A number without a unit is in nanoseconds. */
export function parseDuration(text: string): number | undefined {
  if (/^[+-]?\d+$/.test(text)) return Number(text) / 1e6
  const found = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.exec(text)
  if (!found) return undefined
  let sum = 0
  for (const [, amount, unit] of (found[2] ?? '').matchAll(/([\d.]+)([a-zµμ]+)/g)) {
    sum += Number(amount) * (nanoseconds.get(unit ?? '') ?? 0)
  }
  return (found[1] === '-' ? -sum : sum) / 1e6
}

/**
 * Creates the type of a value in the configuration.
 * @param expected describes the type in the documentation and in errors
 * @param parse returns `undefined` for an invalid value
 * @param format formats an invalid value for an error
 */
export function value<T>(expected: string, parse: (input: unknown) => T | undefined, format = redactedJson) {
  const schema = z.unknown().transform((input, context): T => {
    const result = parse(input)
    if (result !== undefined) return result
    context.addIssue({ code: 'custom', message: `${format(input)} is not ${expected}`, input })
    return z.NEVER
  })
  return schema.describe(expected)
}

/** Formats a value for an error: as JSON, with secrets redacted. */
export function redactedJson(input: unknown): string {
  const isAddress = typeof input === 'string' && input.includes('://')
  return redact(JSON.stringify(isAddress ? redactAddress(input) : input))
}

function scalar(input: unknown): string | undefined {
  return typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean'
    ? String(input)
    : undefined
}

/** Any string. A number or a boolean becomes a string. */
export const text = value('a text', scalar)

/** A string that is never shown. */
export const secret = value('a text', scalar, () => redacted)

/** One of these strings. Errors don't mention an empty choice. */
export function oneOf<T extends string>(...choices: T[]) {
  return value(`one of ${choices.filter(Boolean).join(', ')}`, (input) => choices.find((choice) => choice === input))
}

// Matches a decimal number with an exponent or a fraction, such as `1e3` or `3.0`. Files may contain whole numbers in this form.
const decimalPattern = /^[+-]?(?:0|[1-9]\d*)(?:\.\d*)?(?:e[+-]?\d+)?$/i

/** Parses a whole number in a file; `undefined` for any other text. */
function parseNumberInFile(text: string): number | undefined {
  const number = parseWholeNumber(text) ?? (decimalPattern.test(text) ? Number(text) : undefined)
  return Number.isSafeInteger(number) ? number : undefined
}

/** A whole number within inclusive bounds, or a string with one. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  return value(`a whole number ${bounds}`, (input) => {
    const number = typeof input === 'boolean' ? undefined : parseNumberInFile(scalar(input) ?? '')
    return number !== undefined && number >= least && number <= most ? number : undefined
  })
}

/** A boolean, or a string with one in the syntax of Go. */
export const boolean = value('a boolean (true or false)', (input) => parseBoolean(scalar(input) ?? ''))

/** A duration in milliseconds. A negative duration means no limit, and becomes `Infinity`. */
export const duration = value('a duration such as 1500ms or 3s', (input) => {
  if (typeof input === 'boolean') return undefined
  const text = scalar(input) ?? ''
  const nanoseconds = parseNumberInFile(text)
  const length = nanoseconds === undefined ? parseDuration(text) : nanoseconds / 1e6
  return length !== undefined && length < 0 ? Infinity : length
})

/** Whether a duration has no unit, and so is in nanoseconds. False for -1: it means no limit, and needs no unit. */
export function lacksUnit(duration: string): boolean {
  return /\d$/.test(duration) && duration !== '-1'
}

/** Whether a string is an http or https URL to which paths can be appended. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#\s]/.test(text)
}

/** The URL of a server. */
export const webAddress = value(
  'an http or https address without blanks, query and fragment (special characters of user and password as %XX)',
  (input) => {
    const address = scalar(input) ?? ''
    return isWebAddress(address) ? address : undefined
  },
)

/**
 * A base URL, without a trailing slash. Paths are appended to it, so a query or fragment is refused. Clients see the public base
 * URL, and the HTTP client sends no user and password, so these are refused.
 */
export const publicAddress = value(
  'an http or https address of a host, without user, password, query and fragment (a "%" in it as %25)',
  (input) => {
    const address = scalar(input) ?? ''
    if (!isWebAddress(address)) return undefined
    const { href, host, username, password } = new URL(address)
    const isPlain = username === '' && password === '' && !/%(?![\da-f]{2})/i.test(href)
    return isPlain && readHost(host) !== '' ? href.replace(/\/+$/, '') : undefined
  },
)

/** A list of strings, or one string that is split at white space. */
export const words = value('a list of texts', (input) => {
  if (Array.isArray(input)) return texts(input)
  return scalar(input)?.split(/\s+/).filter(Boolean)
})

function texts(input: unknown[]): string[] | undefined {
  const list = input.map(scalar).filter((member) => member !== undefined)
  return list.length === input.length ? list : undefined
}

/** The entries of a map. The input is an object or, as in an environment variable, a string with JSON. */
function entries(input: unknown): [string, unknown][] | undefined {
  if (isJsonObject(input)) return Object.entries(input)
  if (typeof input !== 'string') return undefined
  try {
    const parsed = parseJsonWithTextNumbers(input)
    return isJsonObject(parsed) ? Object.entries(parsed) : undefined
  } catch {
    return undefined
  }
}

function mapOf<T>(member: (input: unknown) => T | undefined) {
  return (input: unknown): ReadonlyMap<string, T> | undefined => {
    const pairs = entries(input)?.map(([name, raw]) => [name, member(raw)] as const)
    return pairs && every(pairs) ? new Map(pairs) : undefined
  }
}

function every<T>(pairs: (readonly [string, T | undefined])[]): pairs is (readonly [string, T])[] {
  return pairs.every(([, member]) => member !== undefined)
}

/** A map from names to strings. */
export const textMap = value('a map of texts', mapOf(scalar))

/** A map from names to lists of strings. A single string becomes a list of one, and is not split at spaces. */
export const listMap = value(
  'a map of lists of texts',
  mapOf((input) => (Array.isArray(input) ? texts(input) : texts([input]))),
)

/** A map from names to values of any type. */
export const anyMap = value(
  'a map',
  mapOf((input) => (input === undefined ? null : input)),
)
