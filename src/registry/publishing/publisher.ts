import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Documents, Draft } from '../../documents/documents.js'
import type { Outgoing } from '../../outgoing/client.js'
import type { Access, Viewer } from '../access.js'
import type { Assets, NewAsset } from '../assets.js'
import type { App, Catalogue, Version } from '../catalogue/catalogue.js'
import { versionId } from '../catalogue/snapshot.js'
import type { Editors } from '../editors.js'
import { readVersion } from '../records.js'
import { assetSource, pathOf, type RealSpace } from '../spaces.js'
import { inspectArchive } from './archive.js'
import { archiveContentType } from './archive-type.js'
import { extractAssets, wantedAssets } from './assets.js'
import { applyParameters, checkManifest } from './checks.js'
import { downloadArchive } from './download.js'
import { archiveFileName, versionUrl } from './file-name.js'
import { PublicationQueue } from './queue.js'
import { recordVersion, versionDocument, versionExists } from './record.js'
import { checkSubmission, type Submission } from './submission.js'
import { publicationWarnings, type Warning } from './warnings.js'

/** Archives must be smaller than this many bytes. */
export const archiveLimit = 20 * 1024 * 1024

/** What the publisher works with. */
export interface PublisherParts {
  documents: Documents
  outgoing: Outgoing
  access: Access
  assets: Assets
  catalogue: Catalogue
  editors: Editors
  /** How many publications run at once. */
  concurrency: number
  /** Whether archives may be read from this machine's disk with `file:` addresses. */
  allowFileUrls: boolean
}

/** A version that was published, or now waits for approval, and what its editor should look at. */
export interface Publication {
  version: Version
  warnings: Warning[]
}

/** An archive that passed all checks, with its files on this machine. */
interface Accepted {
  slug: string
  version: string
  document: Draft
  assets: NewAsset[]
  warnings: Warning[]
}

/** Publishes versions: download, check, store, and only then record. What fails on the way leaves nothing visible. */
export class Publisher {
  readonly #parts: PublisherParts
  readonly #queue: PublicationQueue

  constructor(parts: PublisherParts) {
    this.#parts = parts
    this.#queue = new PublicationQueue(parts.concurrency)
  }

  /**
   * Publishes a version of an application.
   * @param baseUrl scheme and host under which clients reach the registry, for the address of the archive
   * @throws RegistryError when the viewer may not, or anything about the submission or the archive is wrong
   */
  async publish(
    viewer: Viewer,
    space: RealSpace,
    app: App,
    request: Submission,
    baseUrl: string,
  ): Promise<Publication> {
    const { access, editors } = this.#parts
    await access.requirePublisher(viewer, app.record.editor, app.record.slug)
    const submission = checkSubmission(request)
    await this.#refuseDuplicate(space, app.record.slug, submission.version)
    const { autoPublication } = await editors.get(app.record.editor)
    return this.#queue.run(() =>
      inTemporaryFolder(async (folder) => {
        const accepted = await this.#accept(folder, space, app, submission, baseUrl)
        const database = autoPublication ? space.databases.versions : space.databases.pending
        return this.#commit(space, database, accepted)
      }),
    )
  }

  /** Resolves when all publications that were begun have ended. */
  settled(): Promise<void> {
    return this.#queue.settled()
  }

  async #refuseDuplicate(space: RealSpace, slug: string, version: string): Promise<void> {
    const id = versionId(slug, version)
    // In this order: an approval makes a version live before it stops to wait.
    for (const database of [space.databases.pending, space.databases.versions]) {
      if (await this.#parts.documents.get(database, id)) throw versionExists()
    }
  }

  // Everything that can be refused is refused here; nothing is written but to the temporary folder.
  async #accept(
    folder: string,
    space: RealSpace,
    app: App,
    submission: Submission,
    baseUrl: string,
  ): Promise<Accepted> {
    const { slug } = app.record
    const { url, version } = submission
    const file = join(folder, 'archive')
    const fileName = archiveFileName(url)
    const download = await downloadArchive(this.#parts.outgoing, submission, {
      file,
      maxBytes: archiveLimit,
      allowFileUrls: this.#parts.allowFileUrls,
    })
    const archive = await inspectArchive(file, url)
    checkManifest(archive.manifest.value, { slug, version, packageVersion: archive.packageVersion })
    const wanted = wantedAssets(submission, archive.manifest.value)
    const extracted = await extractAssets(file, archive, wanted, folder)
    const contentType = archiveContentType(archive.compression, download.contentType)
    const assets = [...extracted, { name: fileName, file, sha256: download.sha256, size: download.size, contentType }]
    const manifest = applyParameters(archive.manifest.value, submission.parameters)
    return {
      slug,
      version,
      assets,
      warnings: publicationWarnings({ archive, manifest, appType: app.record.type, wanted, extracted }),
      document: versionDocument(app.record, {
        version,
        manifest,
        createdAt: new Date().toISOString(),
        url: versionUrl(baseUrl, pathOf(space), slug, version, fileName),
        size: download.size,
        sha256: submission.sha256,
        prefix: archive.prefix,
        attachments: Object.fromEntries(assets.map(({ name, sha256 }) => [name, sha256])),
      }),
    }
  }

  // A loser of a race deletes nothing: what it wrote is what the winner, or nobody, refers to.
  async #commit(
    space: RealSpace,
    database: string,
    { document, assets, warnings, ...names }: Accepted,
  ): Promise<Publication> {
    const { slug, version } = names
    // Somebody may have been faster, and into the other database.
    await this.#refuseDuplicate(space, slug, version)
    for (const asset of assets) await this.#parts.assets.add(asset, slug, assetSource(space, slug, version))
    const revision = await recordVersion(this.#parts.documents, database, document)
    const live = database === space.databases.versions
    if (live) this.#parts.catalogue.of(space).versionsChanged(slug)
    const record = readVersion({ ...document, _rev: revision })
    return { version: { space, record, state: live ? 'PUBLISHED' : 'PENDING' }, warnings }
  }
}

/** Gives work a folder of its own, which goes when it ends. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
