import type { Documents, StoredDocument } from '../../documents/documents.js'
import { viewsOfApp } from '../../documents/reference-layout.js'
import type { Objects } from '../../objects/objects.js'
import type { KeyedMutex } from '../../keyed-mutex.js'
import { appNotFound, versionNotFound } from '../not-found.js'
import type { Catalogue, Version } from '../catalogue/catalogue.js'
import { readAppVersions, versionId } from '../catalogue/app-versions.js'
import { RegistryError } from '../errors.js'
import type { Pending } from '../pending.js'
import { provisionSpace } from '../provision.js'
import { noProgress, type Progress } from '../progress.js'
import { readVersion } from '../records.js'
import { checkSlug } from '../slugs.js'
import { assetUserKey, type RealSpace } from '../spaces.js'
import { retryOnConflict } from '../retry-on-conflict.js'
import type { VersionFiles } from '../version-files.js'
import { channelOf, checkVersion, type Channel } from '../versions.js'
import type { Regeneration } from '../virtual/regeneration.js'
import type { OverwriteCleanup } from './overwrite-cleanup.js'

/** A version that was removed, or that a dry run would remove. */
export interface RemovedVersion {
  slug: string
  version: string
  channel: Channel
  state: Version['state']
  createdAt: Date
}

/** The content that was removed from a space. */
export interface RemovedSpace {
  space: RealSpace
  /** The slugs of the applications that were removed. */
  apps: string[]
  versions: RemovedVersion[]
}

/** The dependencies of `Removal`. */
export interface RemovalParts {
  documents: Documents
  objects: Objects
  catalogue: Catalogue
  pending: Pending
  files: VersionFiles
  overwriteCleanup: OverwriteCleanup
  regeneration: Regeneration
  /** Serialises publications, approvals, copies and removals of a version. Key: `[<space>/]<slug>/<version>` (`assetUserKey`). */
  mutex: KeyedMutex
}

/**
 * Removes versions, applications and the content of spaces. Always removes a document before its files. An interruption may leave
 * unused files, but never a version without files. Reads from the database, never from a cache.
 */
export class Removal {
  readonly #documents: Documents
  readonly #parts: RemovalParts

  constructor(parts: RemovalParts) {
    this.#documents = parts.documents
    this.#parts = parts
  }

  /**
   * Removes a version with all its files. If no such version is published, removes the pending one.
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION, APP_NOT_FOUND, VERSION_NOT_FOUND
   */
  async removeVersion(space: RealSpace, slug: string, version: string): Promise<RemovedVersion> {
    const id = versionId(checkSlug(slug), checkVersion(version))
    if (await this.#documents.get(space.databases.versions, id)) {
      const removed = await this.removePublished(space, slug, version)
      await this.#parts.regeneration.afterChange(space, slug)
      return removed
    }
    if (await this.#documents.get(space.databases.pending, id)) return this.#discard(space, slug, version)
    const app = await this.#documents.get(space.databases.apps, slug)
    throw app ? versionNotFound(slug, version) : appNotFound(space, slug)
  }

  /**
   * Removes a published version, with all its files.
   * @throws RegistryError VERSION_NOT_FOUND
   */
  removePublished(space: RealSpace, slug: string, version: string): Promise<RemovedVersion> {
    return this.#parts.mutex.run(assetUserKey(space, slug, version), async () => {
      const document = await this.#removeDocument(space, slug, version)
      this.#parts.catalogue.of(space).versionsChanged(slug)
      await this.#parts.overwriteCleanup.removeVersion(space, document._id)
      const record = readVersion(document)
      await this.#parts.files.release(space, record)
      return removedVersion({ space, record, state: 'PUBLISHED' })
    })
  }

  /**
   * Removes an application with all its versions. If the removal is interrupted, the application stays and can
   * be removed again.
   * @throws RegistryError INVALID_SLUG, APP_NOT_FOUND
   */
  async removeApp(space: RealSpace, slug: string, progress = noProgress): Promise<RemovedVersion[]> {
    if (!(await this.#documents.get(space.databases.apps, checkSlug(slug)))) throw appNotFound(space, slug)
    return this.#removeAllOf(space, slug, progress)
  }

  /** Removes everything in a space; the empty space stays. An interrupted removal can be run again. */
  async removeSpace(space: RealSpace, progress = noProgress): Promise<RemovedSpace> {
    const { apps, versions, pending } = space.databases
    const slugs = new Set(await this.#documents.ids(apps))
    // There may be versions without an application.
    for (const database of [pending, versions]) {
      for await (const document of this.#documents.list(database)) slugs.add(readVersion(document).slug)
    }
    const removed: RemovedSpace = { space, apps: [], versions: [] }
    progress.begin(`Removing the applications of ${space.name}`, slugs.size)
    for (const slug of slugs) {
      removed.versions.push(...(await this.#removeAllOf(space, slug, noProgress)))
      removed.apps.push(slug)
      progress.advance(1)
    }
    progress.begin('Removing files and databases')
    await this.#parts.objects.drop(space.name)
    for (const database of [pending, versions, apps]) await this.#documents.drop(database)
    await provisionSpace(this.#documents, this.#parts.objects, space)
    this.#parts.catalogue.of(space).appChanged()
    this.#parts.catalogue.of(space).versionsChanged()
    return removed
  }

  async #removeAllOf(space: RealSpace, slug: string, progress: Progress): Promise<RemovedVersion[]> {
    const { apps, versions } = space.databases
    const removed = await this.#removeVersionsOf(space, slug, progress)
    await retryOnConflict(async () => {
      const document = await this.#documents.get(apps, slug)
      if (document) await this.#documents.remove(apps, slug, document._rev)
    })
    this.#parts.catalogue.of(space).appChanged(slug)
    // Removes versions that were published meanwhile. Without the application, no further versions can be published.
    const late = await this.#removeVersionsOf(space, slug, progress)
    await this.#parts.overwriteCleanup.removeApp(space, slug)
    await this.#documents.removeViews(versions, viewsOfApp(slug))
    return [...removed, ...late]
  }

  async #removeVersionsOf(space: RealSpace, slug: string, progress: Progress): Promise<RemovedVersion[]> {
    const waiting = (await this.#parts.pending.list(space, { app: slug })).map(({ record }) => record.version)
    const [versions] = await readAppVersions(this.#documents, space.databases.versions, [slug])
    const published = versions?.all.map(({ version }) => version) ?? []
    if (waiting.length + published.length > 0) {
      progress.begin(`Removing the versions of ${slug}`, waiting.length + published.length)
    }
    const removed: RemovedVersion[] = []
    const collect = async (removal: Promise<RemovedVersion>) => {
      const version = await undefinedIfGone(removal)
      if (version) removed.push(version)
      progress.advance(1)
    }
    for (const version of waiting) await collect(this.#discard(space, slug, version))
    for (const version of published) await collect(this.removePublished(space, slug, version))
    return removed
  }

  async #discard(space: RealSpace, slug: string, version: string): Promise<RemovedVersion> {
    return removedVersion(await this.#parts.pending.discard(space, slug, version))
  }

  #removeDocument(
    { databases: { versions: database } }: RealSpace,
    slug: string,
    version: string,
  ): Promise<StoredDocument> {
    const id = versionId(slug, version)
    return retryOnConflict(async () => {
      const document = await this.#documents.get(database, id)
      if (!document) throw versionNotFound(slug, version)
      await this.#documents.remove(database, id, document._rev)
      return document
    })
  }
}

function removedVersion({ record, state }: Version): RemovedVersion {
  const { slug, version, time } = record
  return { slug, version, channel: channelOf(version), state, createdAt: new Date(time) }
}

/** The result of a removal. `undefined` when the version had been removed already. */
export async function undefinedIfGone<T>(removal: Promise<T>): Promise<T | undefined> {
  try {
    return await removal
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'VERSION_NOT_FOUND') return undefined
    throw error
  }
}
