import type { Reference } from './folder.js'
import type { FolderTree } from './folder-tree.js'

/** The orders of folders with a reference; `-` reverses. */
export const referenceOrders = ['id', '-id', 'datetime', '-datetime'] as const

/** An order of folders with a reference. */
export type ReferenceOrder = (typeof referenceOrders)[number]

/** Where a page begins: at a folder, or at the first one after it when that is gone. */
export interface ReferencePosition {
  /** The date of its creation; only needed for orders by date. */
  createdAt?: string | undefined
  id: string
}

/** A page of the folders with a reference. */
export interface ReferencePage {
  ids: string[]
  /** Of all pages. */
  count: number
  /** The first folder of the next page. */
  next?: Required<ReferencePosition>
}

/**
 * A page of the folders with a reference, also of those in the trash.
 * @param limit at least 1
 */
export function pageOfReferences(
  tree: FolderTree,
  reference: Reference,
  order: ReferenceOrder,
  limit: number,
  start?: ReferencePosition,
): ReferencePage {
  const direction = order.startsWith('-') ? -1 : 1
  const byDate = order.endsWith('datetime')
  const keyOf = ({ createdAt = '', id }: ReferencePosition): string => (byDate ? `${createdAt} ${id}` : id)
  const all = tree
    .referencing(reference)
    .map((id) => ({ id, createdAt: tree.get(id).created_at }))
    .sort((a, b) => compare(keyOf(a), keyOf(b)) * direction)
  const isBefore = (each: ReferencePosition, position: ReferencePosition): boolean =>
    compare(keyOf(each), keyOf(position)) * direction < 0
  const rest = start ? all.filter((each) => !isBefore(each, start)) : all
  const next = rest[limit]
  return { ids: rest.slice(0, limit).map(({ id }) => id), count: all.length, ...(next && { next }) }
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
