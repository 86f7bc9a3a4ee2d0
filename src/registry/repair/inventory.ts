import type { Documents } from '../../documents/documents.js'
import { readVersion, type VersionRecord } from '../records.js'
import { assetUserKey, overwriteReferenceKey, type RealSpace, type Spaces, type VirtualSpace } from '../spaces.js'

/** A version of a configured space. */
export interface KnownVersion {
  space: RealSpace
  id: string
  slug: string
  version: string
  state: 'PUBLISHED' | 'PENDING'
}

/** The copy of a version in a virtual space, with the name or icon of the overwrite. */
export interface OverwrittenVersion {
  virtual: VirtualSpace
  id: string
}

/** All versions of the configured spaces, and the checksums of all files that the databases refer to. */
export class Inventory {
  readonly versions: KnownVersion[] = []
  readonly overwritten: OverwrittenVersion[] = []
  /** The applications that virtual spaces overwrite. */
  readonly overwrites: { virtual: VirtualSpace; slug: string }[] = []
  /** The users of each asset (see `assetUserKey` and `overwriteReferenceKey`), by the checksum of the asset. */
  readonly #users = new Map<string, Set<string>>()
  readonly #versionKeys = new Set<string>()
  /** The checksums of files that databases of other registries, or of spaces that are not configured here, refer to. */
  readonly #usedElsewhere = new Set<string>()
  /** The regenerated archives of virtual spaces, as `<virtual space>/<checksum>`. */
  readonly #regenerated = new Set<string>()

  /** Reads all documents of versions, page by page. Keeps only names and checksums. */
  static async read(documents: Documents, spaces: Spaces): Promise<Inventory> {
    const inventory = new Inventory()
    const otherDatabases = new Set(await documents.databases())
    for (const space of spaces.real) {
      // Reads the pending versions first. An approval publishes a version before it removes the pending one, so this order can't
      // miss both.
      for (const [state, database] of [
        ['PENDING', space.databases.pending],
        ['PUBLISHED', space.databases.versions],
      ] as const) {
        otherDatabases.delete(database)
        for await (const document of documents.list(database))
          inventory.#addVersion(space, state, readVersion(document))
      }
    }
    for (const virtual of spaces.virtual) await inventory.#addVirtual(documents, virtual, otherDatabases)
    otherDatabases.delete(spaces.shared.assets)
    for (const database of otherDatabases) await inventory.#addOtherDatabase(documents, database)
    return inventory
  }

  /** Whether a version exists, published or pending. `userKey` is a result of `assetUserKey`. */
  hasVersion(userKey: string): boolean {
    return this.#versionKeys.has(userKey)
  }

  /** Whether a version or an overwrite of this registry uses the asset with this checksum. */
  isUsedHere(sha256: string): boolean {
    return this.#users.has(sha256)
  }

  /** Whether anything uses the asset with this checksum. */
  isUsed(sha256: string): boolean {
    return this.isUsedHere(sha256) || this.#usedElsewhere.has(sha256)
  }

  /** Whether a virtual space has a regenerated archive with this checksum. */
  hasRegeneratedArchive(virtual: VirtualSpace, sha256: string): boolean {
    return this.#regenerated.has(`${virtual.name}/${sha256}`)
  }

  /** Whether a version or an overwrite uses an asset. `userKey` is a result of `assetUserKey` or `overwriteReferenceKey`. */
  uses(userKey: string, sha256: string): boolean {
    return this.#users.get(sha256)?.has(userKey) ?? false
  }

  #addVersion(space: RealSpace, state: KnownVersion['state'], { slug, version, attachments, document }: VersionRecord) {
    const userKey = assetUserKey(space, slug, version)
    this.versions.push({ space, id: document._id, slug, version, state })
    this.#versionKeys.add(userKey)
    for (const sha256 of attachments.values()) this.#addUser(sha256, userKey)
  }

  async #addVirtual(documents: Documents, virtual: VirtualSpace, otherDatabases: Set<string>): Promise<void> {
    const { versions, overwrites } = virtual.databases
    if (otherDatabases.delete(versions)) {
      for await (const document of documents.list(versions)) {
        this.overwritten.push({ virtual, id: document._id })
        for (const sha256 of readVersion(document).attachments.values())
          this.#regenerated.add(`${virtual.name}/${sha256}`)
      }
    }
    if (otherDatabases.delete(overwrites)) {
      for await (const { _id: slug, icon } of documents.list(overwrites)) {
        this.overwrites.push({ virtual, slug })
        if (typeof icon === 'string') this.#addUser(icon, overwriteReferenceKey(virtual, slug))
      }
    }
  }

  async #addOtherDatabase(documents: Documents, database: string): Promise<void> {
    const isAssets = database.endsWith('-assets')
    if (!isAssets && !/-(versions|pending|overwrites)$/.test(database)) return
    for await (const document of documents.list(database)) {
      if (isAssets) this.#usedElsewhere.add(document._id)
      if (typeof document.icon === 'string') this.#usedElsewhere.add(document.icon)
      for (const sha256 of readVersion(document).attachments.values()) this.#usedElsewhere.add(sha256)
    }
  }

  #addUser(sha256: string, userKey: string): void {
    const users = this.#users.get(sha256)
    if (users) users.add(userKey)
    else this.#users.set(sha256, new Set([userKey]))
  }
}
