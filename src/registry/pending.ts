import { ConflictError, type Documents, type Draft, type StoredDocument } from '../documents/documents.js'
import { Turns } from '../objects/turns.js'
import type { Assets } from './assets.js'
import type { App, Catalogue, Version } from './catalogue/catalogue.js'
import { versionId } from './catalogue/snapshot.js'
import { RegistryError } from './errors.js'
import { recordVersion } from './publishing/record.js'
import { readVersion } from './records.js'
import { checkSlug } from './slugs.js'
import { assetSource, type RealSpace } from './spaces.js'
import { checkVersion } from './versions.js'

/** Which pending versions are wanted; `undefined` and `null` mean any. */
export interface PendingFilter {
  /** Name of an editor, in any case. */
  editor?: string | null | undefined
  app?: string | null | undefined
}

/** Versions that wait for approval. Their files are at their final place already. */
export class Pending {
  readonly #documents: Documents
  readonly #assets: Assets
  readonly #catalogue: Catalogue
  readonly #turns = new Turns()

  constructor(documents: Documents, assets: Assets, catalogue: Catalogue) {
    this.#documents = documents
    this.#assets = assets
    this.#catalogue = catalogue
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
  approve(space: RealSpace, app: App, version: string): Promise<Version> {
    const { slug, editor, type } = app.record
    return this.#turns.run(assetSource(space, slug, version), async () => {
      const pending = await this.#get(space, slug, version)
      const { _rev, ...content } = pending
      // The application decides, also when it changed since the submission.
      const published = await this.#publish(space, { ...content, _id: pending._id, editor, type })
      this.#catalogue.of(space).versionsChanged(slug)
      await this.#remove(space, pending)
      return { space, record: readVersion(published), state: 'PUBLISHED' }
    })
  }

  /**
   * Removes a version that waits, with its files.
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION, VERSION_NOT_FOUND
   */
  async reject(space: RealSpace, slug: string, version: string): Promise<void> {
    const source = assetSource(space, checkSlug(slug), version)
    await this.#turns.run(source, async () => {
      const document = await this.#get(space, slug, version)
      await this.#remove(space, document)
      // After an interrupted approval the files are those of the live version.
      if (await this.#documents.get(space.databases.versions, document._id)) return
      const files = new Set(readVersion(document).attachments.values())
      for (const sha256 of files) await this.#assets.release(sha256, source)
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
  async #remove(space: RealSpace, { _id, _rev }: StoredDocument): Promise<void> {
    try {
      await this.#documents.remove(space.databases.pending, _id, _rev)
    } catch (error) {
      if (error instanceof ConflictError) throw versionNotFound()
      throw error
    }
  }

  async #get(space: RealSpace, slug: string, version: string): Promise<StoredDocument> {
    const document = await this.#documents.get(space.databases.pending, versionId(slug, checkVersion(version)))
    if (!document) throw versionNotFound()
    return document
  }
}

/** The refusal for a version that does not exist. */
export function versionNotFound(): RegistryError {
  return new RegistryError('VERSION_NOT_FOUND', 'Version was not found')
}
