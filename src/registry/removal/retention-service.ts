import type { Logger } from 'pino'
import type { Documents } from '../../documents/documents.js'
import { KeyedMutex } from '../../keyed-mutex.js'
import { appNotFound } from '../not-found.js'
import type { AuditLog } from '../audit-log.js'
import type { Version } from '../catalogue/catalogue.js'
import { readAppVersions, type VersionEntry } from '../catalogue/app-versions.js'
import { versionNotFound } from '../not-found.js'
import { noProgress, type Progress } from '../progress.js'
import { checkRules, oldVersions, type RetentionRules } from './retention.js'
import { checkSlug } from '../slugs.js'
import { sourceOf, type RealSpace } from '../spaces.js'
import type { Channel } from '../versions.js'
import { undefinedIfGone, type Removal, type RemovedVersion } from './removal.js'

/** The dependencies and settings of the service. */
export interface RetentionParts {
  documents: Documents
  removal: Removal
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
  audit: AuditLog
  /** The rules to apply after a version was published. Without rules, nothing is removed in the background. */
  backgroundRules: RetentionRules | undefined
}

/** Removes old versions of applications: on request and, if configured, after a version was published. */
export class RetentionService {
  readonly #parts: RetentionParts
  readonly #mutex = new KeyedMutex()
  readonly #closing = new AbortController()
  readonly #running = new Set<Promise<void>>()

  constructor(parts: RetentionParts) {
    this.#parts = parts
  }

  /**
   * Removes the old versions of a channel. With `dryRun`, only returns the versions to remove. The result is sorted oldest first.
   * @throws RegistryError INVALID_SLUG, INVALID_INPUT, APP_NOT_FOUND, VERSION_NOT_FOUND when there is no version at all
   */
  async removeOld(
    space: RealSpace,
    slug: string,
    channel: Channel,
    request: RetentionRules & { dryRun: boolean },
    progress = noProgress,
  ): Promise<RemovedVersion[]> {
    const rules = checkRules(request)
    if (!(await this.#parts.documents.get(space.databases.apps, checkSlug(slug)))) throw appNotFound(space, slug)
    if (request.dryRun)
      return (await this.#oldVersions(space, slug, channel, rules)).map((entry) => asRemoved(slug, entry))
    return this.#removeOldVersions(space, slug, channel, rules, progress)
  }

  /** Call after a version was published. Removes old versions in the background. A failure does not affect the publication. */
  afterPublication({ space, record: { slug, version, channel } }: Version): void {
    const { backgroundRules, log, audit } = this.#parts
    if (!backgroundRules) return
    const source = sourceOf(space)
    const remove = (old: string): Promise<RemovedVersion> =>
      audit
        .trailOfRetention()
        .runLogged(
          { operation: 'removeOldVersions', on: { space: source.name, app: slug, version: old, channel } },
          async (begin) => {
            await begin()
            return this.#parts.removal.removePublished(source, slug, old)
          },
        )
    const cleaning = this.#removeOldVersions(source, slug, channel, backgroundRules, noProgress, remove)
      .then(() => {})
      .catch((err: unknown) => {
        const about = { nspace: 'clean_version', space: space.name, slug, version, channel }
        log.error({ err, ...about }, 'old versions could not be removed')
      })
      .finally(() => this.#running.delete(cleaning))
    this.#running.add(cleaning)
  }

  /** Stops background work. Resolves when the current removal of a version has ended. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#running)
  }

  // Work on one channel of an application is serialised, because concurrent runs would find the same versions.
  #removeOldVersions(
    space: RealSpace,
    slug: string,
    channel: Channel,
    rules: RetentionRules,
    progress: Progress,
    remove = (version: string): Promise<RemovedVersion> => this.#parts.removal.removePublished(space, slug, version),
  ): Promise<RemovedVersion[]> {
    return this.#mutex.run(`${space.name}/${slug}/${channel}`, async () => {
      const removed: RemovedVersion[] = []
      const old = this.#closing.signal.aborted ? [] : await this.#oldVersions(space, slug, channel, rules)
      progress.begin(`Removing old versions of ${slug}`, old.length)
      for (const { version } of old) {
        if (this.#closing.signal.aborted) break
        const result = await undefinedIfGone(remove(version))
        if (result) removed.push(result)
        progress.advance(1)
      }
      return removed
    })
  }

  async #oldVersions(space: RealSpace, slug: string, channel: Channel, rules: RetentionRules): Promise<VersionEntry[]> {
    const [versions] = await readAppVersions(this.#parts.documents, space.databases.versions, [slug])
    const all = versions?.all ?? []
    // The message is: "<slug>" has no version at all.
    if (all.length === 0) throw versionNotFound(slug, 'at all')
    return oldVersions(all, channel, rules, this.#parts.clock())
  }
}

function asRemoved(slug: string, { version, channel, time }: VersionEntry): RemovedVersion {
  return { slug, version, channel, state: 'PUBLISHED', createdAt: new Date(time) }
}
