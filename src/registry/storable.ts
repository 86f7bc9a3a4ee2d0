import type { Json } from '../json.js'
import { RegistryError } from './errors.js'

// A safe limit: JSON with too many levels can be parsed, but overflows the stack when it is serialized.
const maxLevels = 200

/** Whether a text has no lone surrogates. JSON may contain lone surrogates, but not all engines can store them. */
export function isUnicode(text: string): boolean {
  return !/\p{Cs}/u.test(text)
}

/**
 * Checks that a text can be stored.
 * @param name the name of the text in the message
 * @throws RegistryError INVALID_INPUT
 */
export function checkUnicode(name: string, text: string): void {
  if (!isUnicode(text)) throw new RegistryError('INVALID_INPUT', `The ${name} is no Unicode text: ${loneSurrogate}`)
}

/**
 * Checks that a text can be stored, and has at most `longest` characters.
 * @param name the name of the text in the message
 * @throws RegistryError INVALID_INPUT
 */
export function checkText(name: string, text: string, longest: number): void {
  checkUnicode(name, text)
  if (text.length <= longest) return
  throw new RegistryError(
    'INVALID_INPUT',
    `The ${name} has ${String(text.length)} characters: give ${String(longest)} at most`,
  )
}

/** The reason why a value can't be stored. `undefined` when it can be stored. */
export function unstorableReason(value: Json | undefined, levels = maxLevels): string | undefined {
  if (typeof value === 'string') return isUnicode(value) ? undefined : loneSurrogate
  if (typeof value !== 'object' || value === null) return undefined
  if (levels === 0) return `it is nested more than ${maxLevels} levels deep`
  for (const [name, member] of Object.entries(value)) {
    const reason = unstorableReason(name) ?? unstorableReason(member, levels - 1)
    if (reason !== undefined) return reason
  }
  return undefined
}

const loneSurrogate = 'it has half of a surrogate pair'
