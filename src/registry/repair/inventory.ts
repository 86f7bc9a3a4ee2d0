import type { Documents } from '../../documents/documents.js'
import { readVersion, type VersionRecord } from '../records.js'
import { assetSource, overwriteSource, type RealSpace, type Spaces, type VirtualSpace } from '../spaces.js'

/** A version of a configured space. */
export interface KnownVersion {
  space: RealSpace
  id: string
  slug: string
  version: string
  state: 'PUBLISHED' | 'PENDING'
}

/** A version that a virtual space has overwritten. */
export interface OverwrittenVersion {
  virtual: VirtualSpace
  id: string
}

/** All versions in the database, and the checksums of the files that they use. */
export class Inventory {
  readonly versions: KnownVersion[] = []
  readonly overwritten: OverwrittenVersion[] = []
  /** The overwritten applications of virtual spaces. */
  readonly overwrites: { virtual: VirtualSpace; slug: string }[] = []
  /** The users of each asset (see `assetSource` and `overwriteSource`), by the checksum of the asset. */
  readonly #users = new Map<string, Set<string>>()
  readonly #sources = new Set<string>()
  /** The checksums of files in the databases of other registries and of spaces that are not configured here. */
  readonly #foreign = new Set<string>()
  /** The regenerated archives of virtual spaces, as `<virtual space>/<checksum>`. */
  readonly #regenerated = new Set<string>()

  /** Reads all documents of versions, page by page. Keeps only names and checksums. */
  static async read(documents: Documents, spaces: Spaces): Promise<Inventory> {
    const inventory = new Inventory()
    const others = new Set(await documents.databases())
    for (const space of spaces.real) {
      // Pending versions first. An approval publishes a version before it removes the pending one. This order can't miss both.
      for (const [state, database] of [
        ['PENDING', space.databases.pending],
        ['PUBLISHED', space.databases.versions],
      ] as const) {
        others.delete(database)
        for await (const document of documents.list(database))
          inventory.#addVersion(space, state, readVersion(document))
      }
    }
    for (const virtual of spaces.virtual) await inventory.#addVirtual(documents, virtual, others)
    others.delete(spaces.shared.assets)
    for (const database of others) await inventory.#addForeign(documents, database)
    return inventory
  }

  /** Whether a version exists, published or pending. `source` is a result of `assetSource`. */
  has(source: string): boolean {
    return this.#sources.has(source)
  }

  /** Whether anything uses the asset with this checksum. */
  isUsed(sha256: string): boolean {
    return this.#users.has(sha256) || this.#foreign.has(sha256)
  }

  /** Whether a virtual space has a regenerated archive with this checksum. */
  isRegenerated(virtual: VirtualSpace, sha256: string): boolean {
    return this.#regenerated.has(`${virtual.name}/${sha256}`)
  }

  /** Whether a version or an overwrite uses an asset. `source` is a result of `assetSource` or `overwriteSource`. */
  uses(source: string, sha256: string): boolean {
    return this.#users.get(sha256)?.has(source) ?? false
  }

  #addVersion(space: RealSpace, state: KnownVersion['state'], { slug, version, attachments, document }: VersionRecord) {
    const source = assetSource(space, slug, version)
    this.versions.push({ space, id: document._id, slug, version, state })
    this.#sources.add(source)
    for (const sha256 of attachments.values()) this.#use(sha256, source)
  }

  async #addVirtual(documents: Documents, virtual: VirtualSpace, databases: Set<string>): Promise<void> {
    const { versions, overwrites } = virtual.databases
    if (databases.delete(versions)) {
      for await (const document of documents.list(versions)) {
        this.overwritten.push({ virtual, id: document._id })
        for (const sha256 of readVersion(document).attachments.values())
          this.#regenerated.add(`${virtual.name}/${sha256}`)
      }
    }
    if (databases.delete(overwrites)) {
      for await (const { _id: slug, icon } of documents.list(overwrites)) {
        this.overwrites.push({ virtual, slug })
        if (typeof icon === 'string') this.#use(icon, overwriteSource(virtual, slug))
      }
    }
  }

  async #addForeign(documents: Documents, database: string): Promise<void> {
    const isAssets = database.endsWith('-assets')
    if (!isAssets && !/-(versions|pending|overwrites)$/.test(database)) return
    for await (const document of documents.list(database)) {
      if (isAssets) this.#foreign.add(document._id)
      if (typeof document.icon === 'string') this.#foreign.add(document.icon)
      for (const sha256 of readVersion(document).attachments.values()) this.#foreign.add(sha256)
    }
  }

  #use(sha256: string, source: string): void {
    const users = this.#users.get(sha256)
    if (users) users.add(source)
    else this.#users.set(sha256, new Set([source]))
  }
}
