import { FolderError } from './errors.js'

const maxNameBytes = 255
const maxTypeLength = 200
const maxIdLength = 1000

/**
 * Checks the name of a folder.
 * @throws FolderError INVALID_NAME
 */
export function checkName(name: string): string {
  const isLegal = name !== '' && name !== '.' && name !== '..' && !/[/\0\n\r]/.test(name)
  if (!isLegal || !isWellFormed(name)) {
    throw new FolderError('INVALID_NAME', 'Invalid filename: empty or contains an illegal character')
  }
  if (Buffer.byteLength(name) > maxNameBytes) {
    throw new FolderError('INVALID_NAME', `Invalid filename: it has more than ${String(maxNameBytes)} bytes`)
  }
  return name
}

/** The first of `Name`, `Name (2)`, `Name (3)` … that is not taken. A name that would be too long is shortened. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  // The shortened names, by the length of the suffix. Cached: shortening is slow, and thousands of names may be taken.
  const starts = new Map<number, string>()
  let free = name
  for (let i = 2; isTaken(free); i++) {
    const suffix = ` (${String(i)})`
    const start = starts.get(suffix.length) ?? shortened(name, maxNameBytes - suffix.length)
    starts.set(suffix.length, start)
    free = start + suffix
  }
  return free
}

function shortened(name: string, maxBytes: number): string {
  const characters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment)
  while (Buffer.byteLength(characters.join('')) > maxBytes) characters.pop()
  return characters.join('')
}

/**
 * Checks a reference. The document that it names need not exist, but its type and id are bounded.
 * @throws FolderError INVALID_REFERENCE
 */
export function checkReference<T extends { type: string; id: string }>(reference: T): T {
  const { type, id } = reference
  const isBounded = type.length <= maxTypeLength && id.length <= maxIdLength
  if (type !== '' && id !== '' && isBounded && isWellFormed(type) && isWellFormed(id)) return reference
  throw new FolderError(
    'INVALID_REFERENCE',
    `a reference needs a type of 1 to ${String(maxTypeLength)} characters, and an id of 1 to ${String(maxIdLength)}`,
  )
}

// Lone surrogates can't be stored in CouchDB.
function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text
}
