import type { Reference } from './folder.js'
import type { FolderTree } from './folder-tree.js'

/** The sort orders of the folders that have a reference. `-` means descending. */
export const referenceOrders = ['id', '-id', 'datetime', '-datetime'] as const

/** One of `referenceOrders`. */
export type ReferenceOrder = (typeof referenceOrders)[number]

/** The folder at which a page begins. If the folder is gone, the page begins at the folder that would follow. */
export interface ReferencePosition {
  /** The creation date of the folder. Only needed for orders by date. */
  createdAt?: string | undefined
  id: string
}

/** A page of the folders that have a reference. */
export interface ReferencePage {
  ids: string[]
  /** The number of folders on all pages together. */
  count: number
  /** The first folder of the next page. */
  next?: Required<ReferencePosition>
}

/**
 * A page of the folders that have a reference. Folders in the trash are included.
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
