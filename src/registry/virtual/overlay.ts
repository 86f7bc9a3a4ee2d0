import DataLoader from 'dataloader'
import { LRUCache } from 'lru-cache'
import type { Change, Documents } from '../../documents/documents.js'
import { followChanges, type FeedOptions } from '../change-feed.js'
import { slugOfVersionId } from '../catalogue/app-versions.js'
import { ChangeLog } from '../catalogue/change-log.js'
import { treatMissingDatabaseAs } from '../../documents/treat-missing-database-as.js'
import { aspectsOfOverwrite, AppChangeReader, documentsOf } from '../events/app-change-reader.js'
import type { ChangeFeeds } from '../events/change-feeds.js'
import { readOverwrite, readVersion, type OverwriteRecord, type VersionRecord } from '../records.js'
import type { VirtualSpace } from '../spaces.js'

const maxCachedVersions = 5000
const versionsPerQuery = 1000

/** Cached in place of a version that is not overwritten. */
const none = Symbol('none')

/**
 * The overwrites of one virtual space, cached in memory. Every change in its databases, by any process, evicts the affected
 * entries. Reading never creates a database. A missing database counts as empty.
 */
export class Overlay {
  readonly #documents: Documents
  readonly #space: VirtualSpace
  readonly #versions = new LRUCache<string, VersionRecord | typeof none>({ max: maxCachedVersions })
  readonly #loader: DataLoader<string, VersionRecord | undefined>
  #overwrites: Promise<ReadonlyMap<string, OverwriteRecord>> | undefined
  #overwritesRevision = 0
  #versionsRevision = 0
  /** The changes of overwrites and of overwritten versions. */
  readonly changes = new ChangeLog()

  constructor(documents: Documents, space: VirtualSpace) {
    this.#documents = documents
    this.#space = space
    this.#loader = new DataLoader((ids) => this.#loadVersions(ids), { cache: false, maxBatchSize: versionsPerQuery })
  }

  /**
   * Starts following the changes of the databases. Call it before reading anything.
   * @param feeds get the changes of overwrites after the affected entries have been evicted
   */
  async open(options: FeedOptions, feeds: ChangeFeeds): Promise<void> {
    const { overwrites, versions } = this.#space.databases
    const reader = new AppChangeReader({
      load: async () => documentsOf((await this.overwrites()).values()),
      aspectsOf: aspectsOfOverwrite,
      isWholeApp: false,
    })
    await feeds.follow(overwrites, options, reader, (changes) => this.#evictOverwrites(changes))
    await followChanges(this.#documents, versions, options, (changes) => this.#evictVersions(changes))
  }

  /** The overwrites of applications, by slug. */
  async overwrites(): Promise<ReadonlyMap<string, OverwriteRecord>> {
    if (this.#overwrites) return this.#overwrites
    const revision = this.#overwritesRevision
    const loading = this.#loadOverwrites()
    this.#overwrites = loading
    try {
      return await loading
    } catch (error) {
      // A failure is not cached, and must not evict a newer load.
      if (this.#overwritesRevision === revision) this.#overwrites = undefined
      throw error
    }
  }

  /** An overwritten version by the id of its document. Concurrent calls share one query. */
  async version(id: string): Promise<VersionRecord | undefined> {
    const known = this.#versions.get(id)
    if (known !== undefined) return known === none ? undefined : known
    return this.#loader.load(id)
  }

  /** The slugs of the applications with overwritten versions. */
  async overwrittenSlugs(): Promise<Set<string>> {
    const ids = await treatMissingDatabaseAs([], () => this.#documents.ids(this.#space.databases.versions))
    return new Set(ids.map(slugOfVersionId).filter((slug) => slug !== undefined))
  }

  /** Call after writing an overwrite. Without `slug`, any overwrite may have changed. */
  overwritesChanged(slug?: string): void {
    this.#overwritesRevision++
    this.#overwrites = undefined
    this.changes.add(slug)
  }

  /** Call after writing an overwritten version. Without `id`, any overwritten version may have changed. */
  versionsChanged(id?: string): void {
    this.#versionsRevision++
    if (id === undefined) this.#versions.clear()
    else this.#versions.delete(id)
    this.changes.add(id === undefined ? undefined : slugOfVersionId(id))
  }

  // The id of an overwrite is the slug of its application.
  #evictOverwrites(changes: Change[] | undefined): void {
    if (changes) for (const { id } of changes) this.overwritesChanged(id)
    else this.overwritesChanged()
  }

  #evictVersions(changes: Change[] | undefined): void {
    if (changes) for (const { id } of changes) this.versionsChanged(id)
    else this.versionsChanged()
  }

  async #loadOverwrites(): Promise<ReadonlyMap<string, OverwriteRecord>> {
    return treatMissingDatabaseAs(new Map<string, OverwriteRecord>(), async () => {
      const overwrites = new Map<string, OverwriteRecord>()
      for await (const document of this.#documents.list(this.#space.databases.overwrites)) {
        overwrites.set(document._id, readOverwrite(document))
      }
      return overwrites
    })
  }

  async #loadVersions(ids: readonly string[]): Promise<(VersionRecord | undefined)[]> {
    const revision = this.#versionsRevision
    const distinct = [...new Set(ids)]
    const documents = await treatMissingDatabaseAs([], () =>
      this.#documents.getMany(this.#space.databases.versions, distinct),
    )
    const records = documents.map((document) => document && readVersion(document))
    const found = new Map(distinct.map((id, i) => [id, records[i]]))
    // If a version has changed during the read, the result may lack the change. Such a result is not cached.
    if (this.#versionsRevision === revision) for (const [id, record] of found) this.#versions.set(id, record ?? none)
    return ids.map((id) => found.get(id))
  }
}
