import { z } from 'zod'
import { RegistryError } from './errors.js'

/**
 * The order of a list. The key of an entry has all values that determine its position. A cursor with this key stays valid even
 * when the entry is removed.
 */
export interface ListOrder<T, K> {
  /** Validates the keys in cursors, which clients send back. */
  key: z.ZodType<K>
  keyOf: (entry: T) => K
  /** Compares as for `Array.sort`. Returns zero only for keys of the same entry. */
  compare: (a: K, b: K) => number
}

/**
 * A position in a list: after the entry with this `key`, or after the first `offset` entries, as in the cursors of REST. The entry
 * with the key may have been removed.
 */
export type Position<K> = { key: K } | { offset: number }

/** Writes a position as an opaque cursor. */
export function encodeCursor<K>(position: Position<K>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/**
 * Reads a cursor.
 * @throws RegistryError INVALID_INPUT when the text is not a cursor, or is a cursor of a list in another order
 */
export function decodeCursor<K>(cursor: string, key: z.ZodType<K>): Position<K> {
  const position = z.union([z.object({ key }), z.object({ offset: z.number().int().nonnegative() })])
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new RegistryError(
      'INVALID_INPUT',
      `"${cursor}" is not a cursor of this list: give the endCursor of one of its pages`,
    )
  }
}

/** An entry of a page. The cursor is computed on demand: few clients ask for it. */
class Edge<T, K> {
  readonly node: T
  readonly #order: ListOrder<T, K>

  constructor(node: T, order: ListOrder<T, K>) {
    this.node = node
    this.#order = order
  }

  get cursor(): string {
    return encodeCursor({ key: this.#order.keyOf(this.node) })
  }
}

/** A part of a list. */
export interface Page<T> {
  /** The entries, each with its cursor. */
  edges: { readonly cursor: string; readonly node: T }[]
  hasNextPage: boolean
  hasPreviousPage: boolean
  /** How many entries there are on all pages. */
  totalCount: number
}

/** The page of a list to return. */
export interface PageRequest {
  first: number
  after?: string | null | undefined
}

/** An array or a typed array. */
type SortedList<T> = ArrayLike<T> & { slice: (start: number, end: number) => ArrayLike<T> }

/** The maximum number of entries on a page. */
export const maxPageSize = 200

/**
 * Returns a page of a list. A client that reads all pages gets each entry exactly once, except entries that are added or
 * removed meanwhile.
 * @param sorted the whole list, sorted by `order`
 * @throws RegistryError INVALID_INPUT for a negative size, or a cursor of another list
 */
export function pageOf<T, K>(sorted: SortedList<T>, order: ListOrder<T, K>, { first, after }: PageRequest): Page<T> {
  const size = checkPageSize(first)
  const start = after === undefined || after === null ? 0 : indexAfter(sorted, order, decodeCursor(after, order.key))
  const entries = sorted.slice(start, start + size)
  return {
    edges: Array.from(entries, (node) => new Edge(node, order)),
    hasNextPage: start + entries.length < sorted.length,
    hasPreviousPage: start > 0,
    totalCount: sorted.length,
  }
}

/**
 * The number of entries of a page, at most `maxPageSize`.
 * @throws RegistryError INVALID_INPUT for a negative number
 */
export function checkPageSize(first: number): number {
  if (first < 0)
    throw new RegistryError('INVALID_INPUT', `A page can't have ${String(first)} entries: "first" must not be negative`)
  return Math.min(first, maxPageSize)
}

function indexAfter<T, K>(sorted: SortedList<T>, { keyOf, compare }: ListOrder<T, K>, position: Position<K>): number {
  if ('offset' in position) return Math.min(position.offset, sorted.length)
  // A binary search for the first entry after the key.
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = sorted[middle]
    if (entry !== undefined && compare(keyOf(entry), position.key) > 0) high = middle
    else low = middle + 1
  }
  return low
}
