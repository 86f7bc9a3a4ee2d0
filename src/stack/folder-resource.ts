import { foldersDoctype, revisionOf, rootId, type Folder, type Reference } from '../folders/folder.js'
import type { FolderTree } from '../folders/folder-tree.js'
import type { Instance } from '../instances/instance.js'
import type { JsonObject } from '../json.js'

/** One page of the folders in a folder. */
export interface ContentsPage {
  ids: readonly string[]
  /** The number of folders on all pages together. */
  count: number
  /** The path and the query of the next page. */
  next?: string
}

/** Formats the folders of one instance as JSON:API, with the members of cozy-stack. */
export class FolderResources {
  readonly tree: FolderTree
  readonly #instance: Instance

  constructor(instance: Instance, tree: FolderTree) {
    this.tree = tree
    this.#instance = instance
  }

  /** The ids of all folders, in byte order. */
  ids(): string[] {
    return [...this.tree.folders.keys()].sort()
  }

  has(id: string): boolean {
    return this.tree.find(id) !== undefined
  }

  /** A folder as a document of CouchDB. */
  document(id: string): JsonObject & { _id: string; _rev: string } {
    const folder = this.tree.get(id)
    return { _id: id, _rev: revisionOf(folder), ...this.#attributes(id, folder) }
  }

  /** The resource of a folder in a list, or in the answer to its creation. */
  short(id: string): JsonObject {
    const folder = this.tree.get(id)
    return {
      type: foldersDoctype,
      id,
      attributes: this.#attributes(id, folder),
      meta: { rev: revisionOf(folder) },
      links: { self: pathOf(id) },
      relationships: { referenced_by: referencedBy(id, folder) },
    }
  }

  /**
   * The answer about one folder.
   * @param notSynchronizedOn the empty value that cozy-stack sends: `[]` after a move to or from the trash, else `null`
   */
  full(id: string, { ids, count, next }: ContentsPage, notSynchronizedOn: [] | null): JsonObject {
    const folder = this.tree.get(id)
    const { relationships, ...rest } = this.short(id)
    const contents = `${pathOf(id)}/relationships/contents`
    return {
      data: {
        ...rest,
        relationships: {
          contents: {
            links: { self: contents, ...(next !== undefined && { next }) },
            meta: { count },
            data: ids.map(identifierOf),
          },
          not_synchronized_on: {
            links: { self: `${pathOf(id)}/relationships/not_synchronized_on` },
            data: notSynchronizedOn,
          },
          parent:
            id === rootId
              ? { data: null }
              : { links: { self: pathOf(folder.dir_id) }, data: identifierOf(folder.dir_id) },
          referenced_by: referencedBy(id, folder),
        },
      },
      links: {},
      ...(ids.length > 0 && { included: ids.map((child) => this.short(child)) }),
    }
  }

  #attributes(id: string, { name, dir_id, restore_path, created_at, updated_at, ...folder }: Folder): JsonObject {
    return {
      type: 'directory',
      ...(id !== rootId && { name, dir_id }),
      ...(restore_path !== undefined && { restore_path }),
      created_at,
      updated_at,
      path: this.tree.path(id),
      ...(folder.referenced_by.length > 0 && { referenced_by: folder.referenced_by.map((each) => ({ ...each })) }),
      ...(folder.changes && {
        cozyMetadata: {
          doctypeVersion: '1',
          metadataVersion: 1,
          ...folder.changes,
          createdOn: `https://${this.#instance.domain}/`,
        },
      }),
    }
  }
}

/** The JSON:API resource identifier of a folder. */
export function identifierOf(id: string): JsonObject {
  return { id, type: foldersDoctype }
}

/** References as JSON:API resource identifiers. */
export function referencesOf(references: readonly Reference[]): JsonObject[] {
  return references.map(({ id, type }) => ({ id, type }))
}

function pathOf(id: string): string {
  return `/files/${id}`
}

function referencedBy(id: string, { referenced_by }: Folder): JsonObject {
  return {
    links: { self: `${pathOf(id)}/relationships/references` },
    data: referenced_by.length > 0 ? referencesOf(referenced_by) : null,
  }
}
