import { foldersDoctype, selectableValues } from '../folders/folder.js'
import type { FolderTree } from '../folders/folder-tree.js'
import { forbidden, type Caller } from '../instances/caller.js'
import { allowsDocument } from '../instances/permissions/matching.js'
import type { Verb } from '../instances/permissions/rule.js'

/** Whether a caller has a permission for all folders, for this folder, or for a folder above it. */
export function allowsFolder({ rules }: Pick<Caller, 'rules'>, verb: Verb, tree: FolderTree, id: string): boolean {
  const folder = tree.find(id)
  const valuesOf = (field: string): string[] => (folder ? selectableValues(folder, field) : [])
  return tree.ancestry(id).some((each) =>
    allowsDocument(rules.values(), verb, {
      type: foldersDoctype,
      id: each,
      valuesOf: each === id ? valuesOf : () => [],
    }),
  )
}

/**
 * Requires a permission for all folders, for this folder, or for a folder above it.
 * @throws InstanceError FORBIDDEN
 */
export function requireFolder(caller: Caller, verb: Verb, tree: FolderTree, id: string): void {
  if (!allowsFolder(caller, verb, tree, id)) throw forbidden(verb, foldersDoctype, id)
}
