import { RegistryError } from './errors.js'
import { checkText } from './storable.js'

/**
 * Checks a text for people that is shown on one line, and removes white space at its ends.
 * @param name the name of the text in the message
 * @throws RegistryError INVALID_INPUT if the text is empty, too long, or has control characters
 */
export function checkPlainText(name: string, text: string, longest: number): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new RegistryError('INVALID_INPUT', `The ${name} is empty: give the text to show`)
  checkText(name, trimmed, longest)
  if (/\p{Cc}/u.test(trimmed)) {
    throw new RegistryError(
      'INVALID_INPUT',
      `The ${name} has a control character, such as a line break: write it on one line`,
    )
  }
  return trimmed
}
