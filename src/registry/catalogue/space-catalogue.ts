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
import { readAppVersions, readWithdrawnIds, slugOfVersionId, versionId, type AppVersions } from './app-versions.js'
import { ChangeLog } from './change-log.js'
import { Refresher } from './refresher.js'

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
  readonly #changedApps = new ChangeLog()
  readonly #appsRefresher = new Refresher(this.#changedApps, (slugs) => this.#updateApps(slugs))
  #apps = new Map<string, AppRecord>()
  /** Whether the id of any application differs from its slug, as in some databases that were edited by hand. */
  #hasOtherIds = false
  #versionsRevision = 0
  /** The changes of applications and of versions. */
  readonly changes = new ChangeLog()

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
    await feeds.follow(apps, options, appReader, (changes) => this.#evictApps(changes))
    const versionReader = new VersionChangeReader(() => readWithdrawnIds(this.#documents, versions))
    await feeds.follow(versions, options, versionReader, (changes) => this.#evictVersions(changes))
  }

  /** All applications by slug. */
  async apps(): Promise<ReadonlyMap<string, AppRecord>> {
    await this.#appsRefresher.refresh()
    return this.#apps
  }

  /** The versions of one application. Empty when it has none. Concurrent calls share one query. */
  async versionsOf(slug: string): Promise<AppVersions> {
    return (
      this.#appVersions.get(slug) ??
      this.#appVersionsLoader.load(slug).finally(() => this.#appVersionsLoader.clear(slug))
    )
  }

  /**
   * The versions of many applications, in the order of `slugs`. Does not evict other applications from the cache: if the
   * applications of the space do not all fit into it, the result is not cached.
   */
  async versionsOfMany(slugs: readonly string[]): Promise<AppVersions[]> {
    if (this.#apps.size <= maxCachedApps) return Promise.all(slugs.map((slug) => this.versionsOf(slug)))
    return readAppVersions(this.#documents, this.#space.databases.versions, slugs)
  }

  /** One published version. Concurrent calls share one query. */
  version(slug: string, version: string): Promise<VersionRecord | undefined> {
    return this.#versionLoader.load(versionId(slug, version))
  }

  /** Call after writing an application. Without `slug`, any application may have changed. */
  appChanged(slug?: string): void {
    this.#changedApps.add(slug)
    this.changes.add(slug)
  }

  /** Call after writing versions of an application. Without `slug`, the versions of any application may have changed. */
  versionsChanged(slug?: string): void {
    this.#versionsRevision++
    this.changes.add(slug)
    // Forgets running loads, too: later callers must not get results from before the change.
    if (slug === undefined) {
      this.#appVersions.clear()
      this.#appVersionsLoader.clearAll()
    } else {
      this.#appVersions.delete(slug)
      this.#appVersionsLoader.clear(slug)
    }
  }

  // The id of an application is its slug, except in some databases that were written by hand.
  #evictApps(changes: Change[] | undefined): void {
    if (changes && !this.#hasOtherIds) for (const { id } of changes) this.appChanged(id)
    else this.appChanged()
  }

  #evictVersions(changes: Change[] | undefined): void {
    if (changes) for (const { id } of changes) this.versionsChanged(slugOfVersionId(id))
    else this.versionsChanged()
  }

  async #updateApps(slugs: ReadonlySet<string> | undefined): Promise<void> {
    if (slugs && !this.#hasOtherIds) await this.#reloadApps([...slugs])
    else await this.#loadApps()
  }

  async #loadApps(): Promise<void> {
    const apps = new Map<string, AppRecord>()
    await treatMissingDatabaseAs(undefined, async () => {
      for await (const document of this.#documents.list(this.#space.databases.apps)) {
        const app = readApp(document)
        apps.set(app.slug, app)
      }
    })
    this.#apps = apps
    const hadOtherIds = this.#hasOtherIds
    this.#hasOtherIds = [...apps.values()].some(hasOtherId)
    // The change was announced with an id that is no slug. So its application is not known.
    if (this.#hasOtherIds && !hadOtherIds) this.changes.add()
  }

  async #reloadApps(slugs: string[]): Promise<void> {
    const { apps } = this.#space.databases
    const documents = await treatMissingDatabaseAs([], () => this.#documents.getMany(apps, slugs))
    const records = slugs.map((_, i) => documents[i] && readApp(documents[i]))
    if (records.some((app) => app && hasOtherId(app))) return this.#loadApps()
    for (const [i, slug] of slugs.entries()) {
      const app = records[i]
      if (app) this.#apps.set(slug, app)
      else this.#apps.delete(slug)
    }
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

function hasOtherId({ slug, document }: AppRecord): boolean {
  return slug !== document._id
}
