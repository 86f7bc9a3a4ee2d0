import DataLoader from 'dataloader'
import { LRUCache } from 'lru-cache'
import type { Change, Documents } from '../../documents/documents.js'
import type { FeedOptions } from '../change-feed.js'
import { treatMissingDatabaseAs } from '../../documents/treat-missing-database-as.js'
import { aspectsOfApp, AppChangeReader, documentsOf } from '../events/app-change-reader.js'
import type { ChangeFeeds } from '../events/change-feeds.js'
import { VersionChangeReader } from '../events/version-change-reader.js'
import { readApp, readVersion, type AppRecord, type VersionRecord } from '../records.js'
import type { RealSpace } from '../spaces.js'
import { readAppVersions, readWithdrawnIds, versionId, type AppVersions } from './app-versions.js'

const maxCachedApps = 5000
const appsPerQuery = 200
// A small number, because the documents of versions are large.
const versionsPerQuery = 100

/**
 * The applications and versions of one real space, cached in memory. Every change in its databases, by any process, evicts the
 * affected entries.
 */
export class SpaceCatalogue {
  readonly #documents: Documents
  readonly #space: RealSpace
  readonly #appVersions = new LRUCache<string, AppVersions>({ max: maxCachedApps })
  readonly #appVersionsLoader: DataLoader<string, AppVersions>
  readonly #versionLoader: DataLoader<string, VersionRecord | undefined>
  #apps: Promise<ReadonlyMap<string, AppRecord>> | undefined
  #appsRevision = 0
  #versionsRevision = 0

  constructor(documents: Documents, space: RealSpace) {
    this.#documents = documents
    this.#space = space
    // Callers share running loads; `#appVersions` caches the results.
    this.#appVersionsLoader = new DataLoader((slugs) => this.#loadAppVersions(slugs), { maxBatchSize: appsPerQuery })
    this.#versionLoader = new DataLoader((ids) => this.#loadVersions(ids), {
      maxBatchSize: versionsPerQuery,
      cache: false,
    })
  }

  /**
   * Starts following the changes of the databases. Call it before reading anything.
   * @param feeds get the changes after the affected entries have been evicted
   */
  async open(options: FeedOptions, feeds: ChangeFeeds): Promise<void> {
    const { apps, versions } = this.#space.databases
    const appReader = new AppChangeReader({
      load: async () => documentsOf((await this.apps()).values()),
      aspectsOf: aspectsOfApp,
      isWholeApp: true,
    })
    await feeds.follow(apps, options, appReader, () => this.appChanged())
    const versionReader = new VersionChangeReader(() => readWithdrawnIds(this.#documents, versions))
    await feeds.follow(versions, options, versionReader, (changes) => this.#evictVersions(changes))
  }

  /** A number that increases with each change of the space. */
  get revision(): number {
    return this.#appsRevision + this.#versionsRevision
  }

  /** All applications by slug. */
  async apps(): Promise<ReadonlyMap<string, AppRecord>> {
    if (this.#apps) return this.#apps
    const revision = this.#appsRevision
    const loading = this.#loadApps()
    this.#apps = loading
    try {
      return await loading
    } catch (error) {
      // A failure is not cached, and must not evict a newer load.
      if (this.#appsRevision === revision) this.#apps = undefined
      throw error
    }
  }

  /** The versions of one application. Empty when it has none. Concurrent calls share one query. */
  async versionsOf(slug: string): Promise<AppVersions> {
    return (
      this.#appVersions.get(slug) ??
      this.#appVersionsLoader.load(slug).finally(() => this.#appVersionsLoader.clear(slug))
    )
  }

  /** One published version. Concurrent calls share one query. */
  version(slug: string, version: string): Promise<VersionRecord | undefined> {
    return this.#versionLoader.load(versionId(slug, version))
  }

  /** Call after writing an application. */
  appChanged(): void {
    this.#appsRevision++
    this.#apps = undefined
  }

  /** Call after writing versions of an application. Without `slug`, the versions of any application may have changed. */
  versionsChanged(slug?: string): void {
    this.#versionsRevision++
    // Forgets running loads, too: later callers must not get results from before the change.
    if (slug === undefined) {
      this.#appVersions.clear()
      this.#appVersionsLoader.clearAll()
    } else {
      this.#appVersions.delete(slug)
      this.#appVersionsLoader.clear(slug)
    }
  }

  #evictVersions(changes: Change[] | undefined): void {
    if (changes) for (const { id } of changes) this.versionsChanged(slugOfVersionId(id))
    else this.versionsChanged()
  }

  async #loadApps(): Promise<ReadonlyMap<string, AppRecord>> {
    return treatMissingDatabaseAs(new Map<string, AppRecord>(), async () => {
      const apps = new Map<string, AppRecord>()
      for await (const document of this.#documents.list(this.#space.databases.apps)) {
        const app = readApp(document)
        apps.set(app.slug, app)
      }
      return apps
    })
  }

  async #loadAppVersions(slugs: readonly string[]): Promise<AppVersions[]> {
    const revision = this.#versionsRevision
    const found = await readAppVersions(this.#documents, this.#space.databases.versions, slugs)
    // If a version has changed during the read, the result may lack the change. Such a result is not cached.
    if (this.#versionsRevision === revision) {
      slugs.forEach((slug, i) => this.#appVersions.set(slug, found[i]))
    }
    return found
  }

  async #loadVersions(ids: readonly string[]): Promise<(VersionRecord | undefined)[]> {
    const distinct = [...new Set(ids)]
    const documents = await this.#documents.getMany(this.#space.databases.versions, distinct)
    const found = new Map(documents.map((document) => [document?._id, document && readVersion(document)]))
    return ids.map((id) => found.get(id))
  }
}

// The id is `<slug>-<version>`. A slug has no dot. The version begins after the last dash before the first dot.
function slugOfVersionId(id: string): string | undefined {
  const dash = id.lastIndexOf('-', id.indexOf('.'))
  return id.includes('.') && dash > 0 ? id.slice(0, dash) : undefined
}
