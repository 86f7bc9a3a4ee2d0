import { isUtf8 } from 'node:buffer'

/**
 * The text of some bytes. `undefined` when they are not UTF-8: a decoder would replace the wrong bytes without an error. A byte
 * order mark stays in the text.
 */
export function utf8TextOf(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}
