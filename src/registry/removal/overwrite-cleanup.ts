import { type Documents, type StoredDocument } from '../../documents/documents.js'
import type { Objects } from '../../objects/objects.js'
import type { Assets } from '../assets.js'
import type { Catalogue } from '../catalogue/catalogue.js'
import { treatMissingDatabaseAs } from '../../documents/treat-missing-database-as.js'
import { readVersion } from '../records.js'
import { overwriteReferenceKey, type RealSpace, type Spaces, type VirtualSpace } from '../spaces.js'
import { retryOnConflict } from '../retry-on-conflict.js'

/** The dependencies of `OverwriteCleanup`. */
export interface OverwriteCleanupParts {
  documents: Documents
  objects: Objects
  assets: Assets
  catalogue: Catalogue
  spaces: Spaces
}

/** Removes overwrites from virtual spaces when an application or a version is removed from their source space. */
export class OverwriteCleanup {
  readonly #documents: Documents
  readonly #objects: Objects
  readonly #assets: Assets
  readonly #catalogue: Catalogue
  readonly #spaces: Spaces

  constructor({ documents, objects, assets, catalogue, spaces }: OverwriteCleanupParts) {
    this.#documents = documents
    this.#objects = objects
    this.#assets = assets
    this.#catalogue = catalogue
    this.#spaces = spaces
  }

  /**
   * Removes the copies of a version from all virtual spaces, and the regenerated archives of these copies.
   * @param id the document id of the version
   */
  async removeVersion(space: RealSpace, id: string): Promise<void> {
    for (const virtual of this.#spaces.viewsOf(space)) {
      const document = await this.#removeDocument(virtual.databases.versions, id)
      if (!document) continue
      this.#catalogue.overlayOf(virtual).versionsChanged(id)
      for (const sha256 of new Set(readVersion(document).attachments.values())) {
        if (!(await this.isArchiveInUse(virtual, sha256))) await this.#objects.remove(virtual.name, sha256)
      }
    }
  }

  /** Removes the overwrites of an application, with their icons. */
  async removeApp(space: RealSpace, slug: string): Promise<void> {
    for (const virtual of this.#spaces.viewsOf(space)) {
      const document = await this.#removeDocument(virtual.databases.overwrites, slug)
      this.#catalogue.overlayOf(virtual).overwritesChanged(slug)
      if (typeof document?.icon === 'string')
        await this.#assets.release(document.icon, overwriteReferenceKey(virtual, slug))
    }
  }

  /** Whether any version in a virtual space has this regenerated archive. Versions with the same archive share one object. */
  isArchiveInUse({ databases }: VirtualSpace, sha256: string): Promise<boolean> {
    return treatMissingDatabaseAs(false, async () => {
      for await (const document of this.#documents.list(databases.versions)) {
        if ([...readVersion(document).attachments.values()].includes(sha256)) return true
      }
      return false
    })
  }

  /** Whether a virtual space overwrites the icon of an application with this asset. */
  isIcon({ databases }: VirtualSpace, slug: string, sha256: string): Promise<boolean> {
    return treatMissingDatabaseAs(
      false,
      async () => (await this.#documents.get(databases.overwrites, slug))?.icon === sha256,
    )
  }

  // Removes a document and returns it. `undefined` when there is none.
  #removeDocument(database: string, id: string): Promise<StoredDocument | undefined> {
    return treatMissingDatabaseAs(undefined, () =>
      retryOnConflict(async () => {
        const document = await this.#documents.get(database, id)
        if (document) await this.#documents.remove(database, id, document._rev)
        return document
      }),
    )
  }
}
