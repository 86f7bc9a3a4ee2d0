import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Documents } from '../../documents/documents.js'
import type { KeyedMutex } from '../../keyed-mutex.js'
import type { Outgoing } from '../../outgoing/client.js'
import { withTimeout } from '../../outgoing/with-timeout.js'
import { redactAddress } from '../../redact.js'
import type { Assets } from '../assets.js'
import type { App, Catalogue, Version } from '../catalogue/catalogue.js'
import type { Editors } from '../editors.js'
import { releaseNotesMembers } from '../release-notes.js'
import { assetUserKey, spacePath, type RealSpace } from '../spaces.js'
import { inTemporaryFolder } from '../temporary-folder.js'
import type { VersionFiles } from '../version-files.js'
import { inspectArchive } from './archive.js'
import { sanitizedMediaType } from './archive-type.js'
import { extractAssets, wantedAssets } from './assets.js'
import { applyParameters, checkManifest } from './checks.js'
import { commitVersion, type CheckedVersion } from './commit-version.js'
import { downloadArchive } from './download.js'
import { newArchiveName, versionUrl } from './file-name.js'
import { interpretManifest } from './known-manifest-fields.js'
import type { ArchiveLimits } from './limits.js'
import { busy, PublicationQueue, type QueueLimits } from './queue.js'
import { refuseDuplicate, versionDocument } from './record-version.js'
import { checkSubmission, type Submission } from './submission.js'
import { publicationWarnings, type Warning } from './warnings.js'

/** Archives must be smaller than this many bytes. */
export const archiveLimit = 20 * 1024 * 1024

/** The limits of publications. */
export interface PublishLimits extends QueueLimits {
  /** Milliseconds that a publication may run. The time in the queue does not count. */
  runTimeout: number
  /** The minimum rate at which archives must arrive. */
  bytesPerSecond: number
}

/** The dependencies and settings of the publisher. */
export interface PublisherParts {
  documents: Documents
  outgoing: Outgoing
  assets: Assets
  files: VersionFiles
  catalogue: Catalogue
  editors: Editors
  /** Serialises publications, approvals, copies and removals of a version. Key: `[<space>/]<slug>/<version>` (`assetUserKey`). */
  mutex: KeyedMutex
  /** Called after a version was published or approved. */
  onLive: (version: Version) => Promise<void>
  log: Logger
  limits: PublishLimits
  archiveLimits: ArchiveLimits
  /** Whether `file:` URLs of archives may be read from the disk of this machine. */
  allowFileUrls: boolean
}

/** A version that was published or is pending, and warnings for its editor. */
export interface Publication {
  version: Version
  warnings: Warning[]
}

/** A version that passed all checks, with its files in a temporary folder. */
interface AcceptedVersion extends CheckedVersion {
  warnings: Warning[]
}

/** Publishes versions: downloads, checks and stores the files, then writes the document. A failure leaves nothing visible. */
export class Publisher {
  readonly #parts: PublisherParts
  readonly #queue: PublicationQueue
  /**
   * How many publications had each outcome since the process started. `submitted` versions are pending. `failed` includes
   * refusals.
   */
  readonly counts = { published: 0, submitted: 0, failed: 0 }

  constructor(parts: PublisherParts) {
    this.#parts = parts
    this.#queue = new PublicationQueue(parts.limits)
  }

  /**
   * Publishes a version of an application.
   * @param baseUrl scheme and host under which clients reach the registry, for the URL of the archive
   * @param signal aborts the publication, but only before the files are stored
   * @throws RegistryError when the submission or the archive is refused
   */
  publish(
    space: RealSpace,
    app: App,
    request: Submission,
    baseUrl: string,
    signal?: AbortSignal,
  ): Promise<Publication> {
    return this.#counted(async () => {
      const submission = checkSubmission(request)
      await refuseDuplicate(this.#parts.documents, space, app.record.slug, submission.version)
      const { autoPublication } = await this.#parts.editors.get(app.record.editor)
      return this.#queue.run(app.record.editor.toLowerCase(), signal, () =>
        this.#withRunTimeout(signal, (runSignal) =>
          inTemporaryFolder(async (folder) => {
            const accepted = await this.#accept(folder, space, app, submission, baseUrl, runSignal)
            const database = autoPublication ? space.databases.versions : space.databases.pending
            return this.#parts.mutex.run(assetUserKey(space, app.record.slug, submission.version), () => {
              runSignal.throwIfAborted()
              return this.#commit(space, database, accepted)
            })
          }),
        ),
      )
    })
  }

  #withRunTimeout<T>(signal: AbortSignal | undefined, work: (runSignal: AbortSignal) => Promise<T>): Promise<T> {
    const { runTimeout } = this.#parts.limits
    const timeoutError = () => busy(`The publication took more than ${runTimeout / 1_000} s`, 'run_timeout')
    return withTimeout(runTimeout, timeoutError, signal, work)
  }

  /** Resolves when no publication is running any more. */
  settled(): Promise<void> {
    return this.#queue.settled()
  }

  async #counted(publish: () => Promise<Publication>): Promise<Publication> {
    try {
      const publication = await publish()
      this.counts[publication.version.state === 'PUBLISHED' ? 'published' : 'submitted']++
      return publication
    } catch (error) {
      this.counts.failed++
      throw error
    }
  }

  // Downloads the archive, and makes all checks. Writes only to the temporary folder.
  async #accept(
    folder: string,
    space: RealSpace,
    app: App,
    submission: Submission,
    baseUrl: string,
    signal: AbortSignal,
  ): Promise<AcceptedVersion> {
    const { slug } = app.record
    const { url, version } = submission
    const file = join(folder, 'archive')
    const fileName = newArchiveName(url)
    const download = await downloadArchive(this.#parts.outgoing, submission, {
      file,
      byteLimit: archiveLimit,
      allowFileUrls: this.#parts.allowFileUrls,
      bytesPerSecond: this.#parts.limits.bytesPerSecond,
      signal,
    })
    const readOptions = { limits: this.#parts.archiveLimits, signal }
    const archive = await inspectArchive(file, redactAddress(url), readOptions)
    checkManifest(archive.manifest.value, { slug, version, packageVersion: archive.packageVersion })
    const wanted = wantedAssets(submission, archive.manifest.value, readOptions.limits)
    const extracted = await extractAssets(file, archive, wanted, folder, readOptions)
    const contentType = sanitizedMediaType(download.contentType)
    const assets = [...extracted, { name: fileName, file, sha256: download.sha256, size: download.size, contentType }]
    const icon = submission.icon || interpretManifest(archive.manifest.value).icon
    const manifest = applyParameters(archive.manifest.value, submission.parameters, readOptions.limits)
    return {
      slug,
      version,
      assets,
      warnings: publicationWarnings({ url, archive, manifest, appType: app.record.type, icon, extracted }),
      document: {
        ...versionDocument(app.record, {
          version,
          manifest,
          createdAt: new Date().toISOString(),
          url: versionUrl(baseUrl, spacePath(space), slug, version, fileName),
          size: download.size,
          sha256: submission.sha256,
          prefix: archive.prefix,
          attachments: Object.fromEntries(assets.map(({ name, sha256 }) => [name, sha256])),
        }),
        ...releaseNotesMembers(submission.releaseNotes),
      },
    }
  }

  async #commit(space: RealSpace, database: string, accepted: AcceptedVersion): Promise<Publication> {
    const { documents, catalogue, onLive } = this.#parts
    const { slug, version: number, warnings } = accepted
    // Another publication may have recorded this version meanwhile, as published or as pending.
    await refuseDuplicate(documents, space, slug, number)
    const record = await commitVersion(this.#parts, space, database, accepted)
    const state = database === space.databases.versions ? 'PUBLISHED' : 'PENDING'
    const version: Version = { space, record, state }
    if (state === 'PUBLISHED') {
      catalogue.of(space).versionsChanged(slug)
      await onLive(version)
    }
    return { version, warnings }
  }
}
