import { ConflictError, type Documents, type Draft, type StoredDocument } from '../documents/documents.js'
import type { KeyedMutex } from '../keyed-mutex.js'
import type { App, Catalogue, Version } from './catalogue/catalogue.js'
import { versionId } from './catalogue/snapshot.js'
import { notWaiting } from './not-found.js'
import { recordVersion } from './publishing/record.js'
import { readVersion } from './records.js'
import { checkSlug } from './slugs.js'
import { assetSource, type RealSpace } from './spaces.js'
import type { VersionFiles } from './version-files.js'
import { checkVersion } from './versions.js'

/** Which pending versions are wanted; `undefined` and `null` mean any. */
export interface PendingFilter {
  /** Name of an editor, in any case. */
  editor?: string | null | undefined
  app?: string | null | undefined
}

/** What the versions that wait are managed with. */
export interface PendingParts {
  documents: Documents
  files: VersionFiles
  catalogue: Catalogue
  /** Shared by all who write or remove a version, by the name that it has as the user of an asset. */
  mutex: KeyedMutex
  /** Is told each version that went live. */
  onLive: (version: Version) => Promise<void>
}

/** Versions that wait for approval. Their files are at their final place already. */
export class Pending {
  readonly #documents: Documents
  readonly #parts: PendingParts

  constructor(parts: PendingParts) {
    this.#documents = parts.documents
    this.#parts = parts
  }

  /** The versions that wait, in the order of their document ids. */
  async list(space: RealSpace, filter: PendingFilter): Promise<Version[]> {
    const versions: Version[] = []
    for await (const document of this.#documents.list(space.databases.pending)) {
      const record = readVersion(document)
      const wanted =
        (filter.editor ?? record.editor).toLowerCase() === record.editor.toLowerCase() &&
        (filter.app ?? record.slug) === record.slug
      if (wanted) versions.push({ space, record, state: 'PENDING' })
    }
    return versions
  }

  /**
   * One version that waits.
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION
   */
  async find(space: RealSpace, slug: string, version: string): Promise<Version | undefined> {
    const id = versionId(checkSlug(slug), checkVersion(version))
    const document = await this.#documents.get(space.databases.pending, id)
    return document && { space, record: readVersion(document), state: 'PENDING' }
  }

  /**
   * Lets a version go live. When an interrupted approval already did, finishes it.
   * @throws RegistryError INVALID_VERSION, VERSION_NOT_FOUND, VERSION_EXISTS when another archive is live under this number
   */
  async approve(space: RealSpace, app: App, version: string): Promise<Version> {
    checkVersion(version)
    const { slug, editor, type } = app.record
    return this.#parts.mutex.run(assetSource(space, slug, version), async () => {
      const pending = await this.#get(space, slug, version)
      // Attachments inside of very old documents stay behind: nobody reads them.
      const { _rev, _attachments, ...content } = pending
      // The application decides, also when it changed since the submission.
      const published = await this.#publish(space, { ...content, _id: pending._id, editor, type })
      this.#parts.catalogue.of(space).versionsChanged(slug)
      await this.#remove(space, pending, slug, version)
      const live: Version = { space, record: readVersion(published), state: 'PUBLISHED' }
      await this.#parts.onLive(live)
      return live
    })
  }

  /**
   * Removes a version that waits, with its files; after an interrupted approval they are those of the live version, and stay.
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION, VERSION_NOT_FOUND
   */
  async reject(space: RealSpace, slug: string, version: string): Promise<Version> {
    return this.discard(space, checkSlug(slug), checkVersion(version))
  }

  /**
   * The same for a version of any number: it may have been stored by hand.
   * @throws RegistryError VERSION_NOT_FOUND
   */
  discard(space: RealSpace, slug: string, version: string): Promise<Version> {
    return this.#parts.mutex.run(assetSource(space, slug, version), async () => {
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

  // Of several who decide about a version, the one who removes it here has decided.
  async #remove(space: RealSpace, { _id, _rev }: StoredDocument, slug: string, version: string): Promise<void> {
    try {
      await this.#documents.remove(space.databases.pending, _id, _rev)
    } catch (error) {
      if (error instanceof ConflictError) throw notWaiting(slug, version)
      throw error
    }
  }

  async #get(space: RealSpace, slug: string, version: string): Promise<StoredDocument> {
    const document = await this.#documents.get(space.databases.pending, versionId(slug, version))
    if (!document) throw notWaiting(slug, version)
    return document
  }
}
