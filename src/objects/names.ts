import { UnsafeKeyError } from './objects.js'

/** Compares names by their bytes in UTF-8. JavaScript itself compares UTF-16 code units, whose order differs for some characters. */
export function compareBytes(name: string, other: string): number {
  return Buffer.from(name).compare(Buffer.from(other))
}

// A lone surrogate has no UTF-8 form. Stores would replace it by U+FFFD, and so confuse two names.
const forbidden = /[\0\\]|\p{Cs}/u

function isSafePart(part: string): boolean {
  return part !== '' && part !== '.' && part !== '..' && !forbidden.test(part)
}

/**
 * Checks the name of a container: one path segment without a leading dot. Stores use names with a leading dot for their own
 * files.
 * @throws UnsafeKeyError
 */
export function checkContainer(container: string): void {
  if (!isSafePart(container) || container.includes('/') || container.startsWith('.')) {
    throw new UnsafeKeyError(container, '')
  }
}

/**
 * Checks the key of an object: safe segments, joined by `/`. A key has no `/` at either end.
 * @throws UnsafeKeyError
 */
export function checkKey(container: string, key: string): void {
  checkContainer(container)
  if (!key.split('/').every(isSafePart)) throw new UnsafeKeyError(container, key)
}

/**
 * Checks a prefix of keys. The rules are those of `checkKey`, but the last segment may be empty or incomplete.
 * @throws UnsafeKeyError
 */
export function checkPrefix(container: string, prefix: string): void {
  checkContainer(container)
  const folders = prefix.split('/').slice(0, -1)
  if (!folders.every(isSafePart) || forbidden.test(prefix)) throw new UnsafeKeyError(container, prefix)
}

const maxNameBytes = 1024

/** Whether a name has more bytes than S3 and Swift allow. No object there can have such a name. */
export function isTooLong(name: string): boolean {
  return Buffer.byteLength(name) > maxNameBytes
}

/** Why an object can't be stored in S3 or Swift under a name. `undefined` if it can. */
export function whyTooLong(name: string): string | undefined {
  return isTooLong(name) ? `the name has more than ${maxNameBytes} bytes` : undefined
}

/**
 * Checks the length of the name under which an object will be stored in S3 or Swift.
 * @param name the object's name in the store
 * @throws Error if the name is too long
 */
export function checkLength(container: string, key: string, name: string): void {
  const reason = whyTooLong(name)
  if (reason !== undefined) throw new Error(`Cannot store "${key}" in container "${container}": ${reason}`)
}
