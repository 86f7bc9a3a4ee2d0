import { z } from 'zod'
import type { InstanceDocuments } from '../instances/instance-documents.js'
import type { Instance } from '../instances/instance.js'
import { KeyedMutex } from '../keyed-mutex.js'
import { retryOnConflict } from '../registry/retry-on-conflict.js'
import { FolderError } from './errors.js'
import { firstFolders, type FirstFolders } from './first-folders.js'
import { folderShape, foldersDoctype, type Folder } from './folder.js'
import { FolderTree, type FolderChange, type FolderLimits } from './folder-tree.js'

/** The dependencies of folders. */
export interface FolderParts {
  documents: InstanceDocuments
  limits: FolderLimits
  /** The folders of a new instance in this context. */
  firstFolders: (context: string) => FirstFolders
  /** Milliseconds since 1970. */
  clock: () => number
}

const documentId = 'folders'
const shape = z.object({ folders: z.record(z.string(), folderShape) })

/**
 * The folders of instances, without files. All folders of an instance are in one document. So even if several gateways write at
 * once:
 * - names stay unique
 * - moves are atomic
 * - the count of the folders with a reference is correct
 */
export class Folders {
  readonly #parts: FolderParts
  readonly #mutex = new KeyedMutex()

  constructor(parts: FolderParts) {
    this.#parts = parts
  }

  /** The folders of an instance. Before the first change, these are the folders of a new instance. */
  async read(instance: Instance): Promise<FolderTree> {
    return (await this.#load(instance)).tree
  }

  /**
   * Changes the folders of an instance. Nothing is stored when `change` throws.
   * @param app the slug of the application that changes the folders
   * @param change runs again after a conflict with another gateway
   * @throws FolderError TOO_LARGE
   */
  change<T>(
    instance: Instance,
    app: string | undefined,
    change: (tree: FolderTree, by: FolderChange) => T,
  ): Promise<T> {
    return this.#mutex.run(instance.databasePrefix, () =>
      retryOnConflict(async () => {
        const { tree, revision, bytes } = await this.#load(instance)
        const result = change(tree, { now: new Date(this.#parts.clock()).toISOString(), app })
        if (tree.isChanged) await this.#store(instance, tree, revision, bytes)
        return result
      }),
    )
  }

  async #load(instance: Instance): Promise<{ tree: FolderTree; revision?: string; bytes: number }> {
    const { documents, limits, firstFolders: settings } = this.#parts
    const document = await documents.get(instance, foldersDoctype, documentId)
    if (!document) return { tree: new FolderTree(firstFolders(instance, settings(instance.context)), limits), bytes: 0 }
    const { folders } = shape.parse(document)
    return {
      tree: new FolderTree(new Map(Object.entries(folders)), limits),
      revision: document._rev,
      bytes: sizeOf(folders),
    }
  }

  async #store(
    instance: Instance,
    { folders }: FolderTree,
    revision: string | undefined,
    previousBytes: number,
  ): Promise<void> {
    const members: Record<string, Folder> = Object.fromEntries(folders)
    const bytes = sizeOf(members)
    // A change that does not enlarge the folders is always allowed.
    const limit = this.#parts.limits.bytes
    if (bytes > limit && bytes > previousBytes) {
      const message = `the folders of an instance may take ${String(limit)} bytes at most (limits.folders.bytes)`
      throw new FolderError('TOO_LARGE', message)
    }
    await this.#parts.documents.put(instance, foldersDoctype, {
      _id: documentId,
      ...(revision !== undefined && { _rev: revision }),
      folders: members,
    })
  }
}

function sizeOf(folders: Record<string, Folder>): number {
  return Buffer.byteLength(JSON.stringify(folders))
}
