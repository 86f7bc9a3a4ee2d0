import { isDeepStrictEqual } from 'node:util'
import type { Logger } from 'pino'
import { type Documents, type Draft, type StoredDocument } from '../../documents/documents.js'
import { KeyedMutex } from '../../keyed-mutex.js'
import { isJsonObject } from '../../json.js'
import type { Catalogue } from '../catalogue/catalogue.js'
import { readAppVersions } from '../catalogue/app-versions.js'
import { storedArchiveName } from '../files.js'
import { treatMissingDatabaseAs } from '../../documents/treat-missing-database-as.js'
import { versionUrl } from '../publishing/file-name.js'
import { readOverwrite, readVersion, type OverwriteRecord, type VersionRecord } from '../records.js'
import { spacePath, shows, sourceOf, type RealSpace, type Spaces, type VirtualSpace } from '../spaces.js'
import { inTemporaryFolder } from '../temporary-folder.js'
import { updateDocument } from '../retry-on-conflict.js'
import { withoutWithdrawal } from '../withdrawal.js'
import type { RegeneratedArchive, OverwrittenArchives } from './archives.js'
import { overwriteArchiveName, renamed } from './shown.js'

/** The dependencies of `Regeneration`. */
export interface RegenerationParts {
  documents: Documents
  archives: OverwrittenArchives
  catalogue: Catalogue
  spaces: Spaces
  log: Logger
}

/**
 * Regenerates archives for virtual spaces: copies with the name or icon of an overwrite. Only the newest version of each channel
 * gets such an archive. Calls for the same application and space run one after another, within a process. Idempotent.
 *
 * Writes the object, then the document, then removes the old object. After a failure, the old archive is still served.
 */
export class Regeneration {
  readonly #parts: RegenerationParts
  readonly #mutex = new KeyedMutex()

  constructor(parts: RegenerationParts) {
    this.#parts = parts
  }

  /**
   * Call after a version was published, removed, withdrawn or restored: another version may be the newest now. A failure is logged, and does not undo
   * the change. The virtual space then shows the version of its source until the next publication, overwrite or repair.
   */
  async afterChange(source: RealSpace, slug: string): Promise<void> {
    const { spaces, log } = this.#parts
    for (const space of spaces.viewsOf(source).filter((view) => shows(view, slug))) {
      try {
        await this.regenerate(space, slug)
      } catch (err) {
        log.error({ err, space: space.name, slug }, 'the archives of a virtual space could not be regenerated')
      }
    }
  }

  /** Regenerates outdated versions. Call it after an import or a copy, which may have added versions. Failures are logged. */
  async regenerateOutdated(space: VirtualSpace): Promise<void> {
    for (const slug of await this.#overwrittenSlugs(space)) {
      try {
        if ((await this.outdated(space, slug)).length > 0) await this.regenerate(space, slug)
      } catch (err) {
        this.#parts.log.error(
          { err, space: space.name, slug },
          'the archives of a virtual space could not be regenerated',
        )
      }
    }
  }

  /**
   * The numbers of the versions to regenerate. Of the newest versions of the channels, these are the ones whose overwritten
   * version is missing, or has an outdated manifest.
   */
  async outdated(space: VirtualSpace, slug: string): Promise<string[]> {
    // The versions of a hidden application are never outdated: publications don't regenerate them.
    const overwrite = shows(space, slug) ? await this.#overwriteOf(space, slug) : undefined
    if (!overwrite) return []
    const latest = await this.#latest(space, slug)
    const ids = latest.map(({ document }) => document._id)
    const regenerated = await treatMissingDatabaseAs([], () =>
      this.#parts.documents.getMany(space.databases.versions, ids),
    )
    return latest
      .filter((version, i) => !isUpToDate(version, regenerated[i] && readVersion(regenerated[i]), overwrite))
      .map(({ version }) => version)
  }

  /** Whether `regenerate` would regenerate this version: it is the newest of a channel, and its name or icon is overwritten. */
  async wouldRegenerate(space: VirtualSpace, slug: string, version: string): Promise<boolean> {
    const overwrite = await this.#overwriteOf(space, slug)
    return overwrite !== undefined && (await this.#latest(space, slug)).some((latest) => latest.version === version)
  }

  /** Whether `regenerate` would put another icon into the archive of an overwritten version. Reads the archive. */
  async hasOutdatedIcon(space: VirtualSpace, { slug, version, attachments }: VersionRecord): Promise<boolean> {
    const icon = shows(space, slug) ? (await this.#overwriteOf(space, slug))?.icon : undefined
    const sha256 = attachments.get(overwriteArchiveName)
    if (icon === undefined || sha256 === undefined || !(await this.wouldRegenerate(space, slug, version))) return false
    return this.#parts.archives.hasOtherIcon(space, sha256, icon)
  }

  /**
   * Regenerates the overwritten versions of an application. Does nothing when neither name nor icon is overwritten.
   * @param damaged the key (SHA-256) of a damaged archive. This archive is replaced even if its size is right.
   * @throws AggregateError with all failures, after the other versions have been regenerated
   */
  regenerate(space: VirtualSpace, slug: string, damaged?: string): Promise<void> {
    return this.#mutex.run(`${space.name}/${slug}`, async () => {
      let overwrite = await this.#overwriteOf(space, slug)
      while (overwrite) {
        await this.#regenerateAll(space, slug, overwrite, damaged)
        // Another process may have changed the overwrite meanwhile. This run may have replaced the documents of that process.
        const { _rev } = overwrite.document
        overwrite = await this.#overwriteOf(space, slug)
        if (overwrite?.document._rev === _rev) return
      }
    })
  }

  // The overwrite, if it has a name or an icon. An overwrite that has only a maintenance needs no archive.
  #overwriteOf({ databases }: VirtualSpace, slug: string): Promise<OverwriteRecord | undefined> {
    return treatMissingDatabaseAs(undefined, async () => {
      const document = await this.#parts.documents.get(databases.overwrites, slug)
      const overwrite = document && readOverwrite(document)
      return overwrite?.name === undefined && overwrite?.icon === undefined ? undefined : overwrite
    })
  }

  #overwrittenSlugs({ databases }: VirtualSpace): Promise<string[]> {
    return treatMissingDatabaseAs([], () => this.#parts.documents.ids(databases.overwrites))
  }

  // The newest versions in the source space: one of each channel.
  async #latest(space: VirtualSpace, slug: string): Promise<VersionRecord[]> {
    const [versions] = await readAppVersions(this.#parts.documents, space.source.databases.versions, [slug])
    const latest = Object.values(versions?.latest ?? {}).filter((version) => version !== undefined)
    return [...new Map(latest.map((record) => [record.version, record])).values()]
  }

  async #regenerateAll(
    space: VirtualSpace,
    slug: string,
    overwrite: OverwriteRecord,
    damaged: string | undefined,
  ): Promise<void> {
    const failures: unknown[] = []
    for (const version of await this.#latest(space, slug)) {
      try {
        await this.#regenerateVersion(space, version, overwrite, damaged)
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length === 0) return
    const reason = failures[0] instanceof Error ? failures[0].message : String(failures[0])
    throw new AggregateError(failures, `Not all versions of "${slug}" could be regenerated: ${reason}`)
  }

  #regenerateVersion(
    space: VirtualSpace,
    version: VersionRecord,
    overwrite: OverwriteRecord,
    damaged: string | undefined,
  ): Promise<void> {
    const { archives, catalogue } = this.#parts
    return inTemporaryFolder(async (folder) => {
      const archive = await archives.regenerate(folder, space.source, version, overwrite)
      await (archive.sha256 === damaged ? archives.replace(space, archive) : archives.store(space, archive))
      const document = overwrittenDocument(space, version, archive)
      const previous = await this.#writeDocument(space, document)
      catalogue.overlayOf(space).versionsChanged(document._id)
      // Stores the archive again: another process may have removed it as unused meanwhile.
      await archives.store(space, archive)
      const previousArchive = previous && readVersion(previous).attachments.get(overwriteArchiveName)
      if (previousArchive !== undefined && previousArchive !== archive.sha256) {
        await archives.removeUnused(space, version.slug, previousArchive)
      }
    })
  }

  // Writes the document, unless it is unchanged. Returns the previous document.
  async #writeDocument(space: VirtualSpace, document: Draft): Promise<StoredDocument | undefined> {
    let previous: StoredDocument | undefined
    await updateDocument(this.#parts.documents, space.databases.versions, document._id, (current) => {
      previous = current
      if (!current) return document
      const replacing = { ...document, _rev: current._rev }
      return isDeepStrictEqual(replacing, current) ? undefined : replacing
    })
    return previous
  }
}

function overwrittenDocument(space: VirtualSpace, version: VersionRecord, archive: RegeneratedArchive): Draft {
  const { slug, version: number, url, document } = version
  // Members of CouchDB, such as the attachments of very old documents, are not copied.
  const members = Object.entries(withoutWithdrawal(document)).filter(([name]) => !name.startsWith('_'))
  return {
    ...Object.fromEntries(members),
    _id: document._id,
    attachments: { [overwriteArchiveName]: archive.sha256 },
    manifest: archive.manifest,
    url: versionUrl(baseOf(url, sourceOf(space)), spacePath(space), slug, number, storedArchiveName(url)),
    size: String(archive.size),
    sha256: archive.sha256,
  }
}

// The base URL of the registry at the time of the publication. It is the part of the URL before the path of the space.
function baseOf(url: string, source: RealSpace): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname.slice(0, Math.max(0, pathname.indexOf(`${spacePath(source)}/registry/`)))
}

// The reference registry lost some manifests. Without a manifest the name can't be compared, and counts as up to date.
function isUpToDate(
  source: VersionRecord,
  overwritten: VersionRecord | undefined,
  overwrite: OverwriteRecord,
): boolean {
  if (!overwritten) return false
  return (
    overwritten.manifest === null ||
    !isJsonObject(source.manifest) ||
    isDeepStrictEqual(overwritten.manifest, renamed(source.manifest, overwrite.name))
  )
}
