import { ConflictError, type Documents, type Draft, type StoredDocument } from '../documents/documents.js'
import type { KeyedMutex } from '../keyed-mutex.js'
import type { App, Catalogue, Version } from './catalogue/catalogue.js'
import { versionId } from './catalogue/app-versions.js'
import { notPending } from './not-found.js'
import { recordVersion } from './publishing/record-version.js'
import { readVersion } from './records.js'
import { checkSlug } from './slugs.js'
import { assetUserKey, type RealSpace } from './spaces.js'
import type { VersionFiles } from './version-files.js'
import { checkVersion } from './versions.js'

/** Conditions on pending versions. `undefined` and `null` mean no condition. */
export interface PendingFilter {
  /** Name of an editor, case-insensitive. */
  editor?: string | null | undefined
  app?: string | null | undefined
}

/** The dependencies of `Pending`. */
export interface PendingParts {
  documents: Documents
  files: VersionFiles
  catalogue: Catalogue
  /** Serialises publications, approvals, copies and removals of a version. Key: `[<space>/]<slug>/<version>` (`assetUserKey`). */
  mutex: KeyedMutex
  /** Called after a version was published or approved. */
  onLive: (version: Version) => Promise<void>
}

/** Versions that wait for approval. Their files are already stored at their final place. */
export class Pending {
  readonly #documents: Documents
  readonly #parts: PendingParts

  constructor(parts: PendingParts) {
    this.#documents = parts.documents
    this.#parts = parts
  }

  /** The pending versions, in the order of their document ids. */
  async list(space: RealSpace, filter: PendingFilter): Promise<Version[]> {
    const versions: Version[] = []
    for await (const document of this.#documents.list(space.databases.pending)) {
      const record = readVersion(document)
      const matches =
        (filter.editor ?? record.editor).toLowerCase() === record.editor.toLowerCase() &&
        (filter.app ?? record.slug) === record.slug
      if (matches) versions.push({ space, record, state: 'PENDING' })
    }
    return versions
  }

  /**
   * One pending version.
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION
   */
  async find(space: RealSpace, slug: string, version: string): Promise<Version | undefined> {
    const id = versionId(checkSlug(slug), checkVersion(version))
    const document = await this.#documents.get(space.databases.pending, id)
    return document && { space, record: readVersion(document), state: 'PENDING' }
  }

  /**
   * Publishes a pending version. Also finishes an approval that was interrupted after the version had been published.
   * @throws RegistryError INVALID_VERSION, VERSION_NOT_FOUND, VERSION_EXISTS when another archive is published with this number
   */
  async approve(space: RealSpace, app: App, version: string): Promise<Version> {
    checkVersion(version)
    const { slug, editor, type } = app.record
    return this.#parts.mutex.run(assetUserKey(space, slug, version), async () => {
      const pending = await this.#get(space, slug, version)
      // Very old documents have CouchDB attachments. These are not copied, because nothing reads them.
      const { _rev, _attachments, ...content } = pending
      // Editor and type of the application may have changed since the submission.
      const published = await this.#publish(space, { ...content, _id: pending._id, editor, type })
      this.#parts.catalogue.of(space).versionsChanged(slug)
      await this.#remove(space, pending, slug, version)
      const live: Version = { space, record: readVersion(published), state: 'PUBLISHED' }
      await this.#parts.onLive(live)
      return live
    })
  }

  /**
   * Removes a pending version and its files. After an interrupted approval, the published version uses the same files, so they
   * stay.
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION, VERSION_NOT_FOUND
   */
  async reject(space: RealSpace, slug: string, version: string): Promise<Version> {
    return this.discard(space, checkSlug(slug), checkVersion(version))
  }

  /**
   * Removes a pending version like `reject`, but does not check slug and number. They may be invalid in a document that was
   * written by hand.
   * @throws RegistryError VERSION_NOT_FOUND
   */
  discard(space: RealSpace, slug: string, version: string): Promise<Version> {
    return this.#parts.mutex.run(assetUserKey(space, slug, version), async () => {
      const document = await this.#get(space, slug, version)
      await this.#remove(space, document, slug, version)
      const record = readVersion(document)
      await this.#parts.files.release(space, record)
      return { space, record, state: 'PENDING' }
    })
  }

  async #publish(space: RealSpace, document: Draft): Promise<StoredDocument> {
    const { versions } = space.databases
    try {
      return { ...document, _rev: await recordVersion(this.#documents, versions, document) }
    } catch (error) {
      const live = await this.#documents.get(versions, document._id)
      if (!live || live.sha256 !== document.sha256) throw error
      return live
    }
  }

  // If a version is approved and rejected at the same time, only one of the two calls removes the document. The other call fails.
  async #remove(space: RealSpace, { _id, _rev }: StoredDocument, slug: string, version: string): Promise<void> {
    try {
      await this.#documents.remove(space.databases.pending, _id, _rev)
    } catch (error) {
      if (error instanceof ConflictError) throw notPending(slug, version)
      throw error
    }
  }

  async #get(space: RealSpace, slug: string, version: string): Promise<StoredDocument> {
    const document = await this.#documents.get(space.databases.pending, versionId(slug, version))
    if (!document) throw notPending(slug, version)
    return document
  }
}
