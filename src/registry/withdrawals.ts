import type { Documents, StoredDocument } from '../documents/documents.js'
import type { JsonObject } from '../json.js'
import type { Catalogue, Version } from './catalogue/catalogue.js'
import { versionId } from './catalogue/app-versions.js'
import { notPublished, versionNotFound } from './not-found.js'
import { checkPlainText } from './plain-text.js'
import { readVersion } from './records.js'
import { updateDocument } from './retry-on-conflict.js'
import { checkSlug } from './slugs.js'
import type { RealSpace } from './spaces.js'
import { checkVersion } from './versions.js'
import type { Regeneration } from './virtual/regeneration.js'
import { withdrawalMembers, withoutWithdrawal } from './withdrawal.js'

const longestReason = 1000

/** The dependencies of `Withdrawals`. */
export interface WithdrawalsParts {
  documents: Documents
  catalogue: Catalogue
  regeneration: Regeneration
  /** Milliseconds since 1970. */
  clock: () => number
}

/** Withdraws and restores published versions. The files of a withdrawn version stay. */
export class Withdrawals {
  readonly #parts: WithdrawalsParts

  constructor(parts: WithdrawalsParts) {
    this.#parts = parts
  }

  /**
   * Withdraws a version, or replaces the reason of a withdrawn one.
   * @param by the name of an editor, or `operator`
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION, INVALID_INPUT, VERSION_NOT_FOUND
   */
  async withdraw(space: RealSpace, slug: string, version: string, reason: string, by: string): Promise<Version> {
    const text = checkPlainText('reason', reason, longestReason)
    const at = new Date(this.#parts.clock()).toISOString()
    return this.#change(space, slug, version, (document) => ({
      ...document,
      ...withdrawalMembers({ reason: text, at, by }),
    }))
  }

  /**
   * Restores a version. Does nothing if the version is not withdrawn.
   * @throws RegistryError INVALID_SLUG, INVALID_VERSION, VERSION_NOT_FOUND
   */
  restore(space: RealSpace, slug: string, version: string): Promise<Version> {
    return this.#change(space, slug, version, (document) =>
      document.withdrawn_at === undefined ? undefined : withoutWithdrawal(document),
    )
  }

  // `change` returns `undefined` to keep the document.
  async #change(
    space: RealSpace,
    slug: string,
    version: string,
    change: (document: StoredDocument) => JsonObject | undefined,
  ): Promise<Version> {
    const { documents, catalogue, regeneration } = this.#parts
    const id = versionId(checkSlug(slug), checkVersion(version))
    let current: StoredDocument | undefined
    const stored = await updateDocument(documents, space.databases.versions, id, (document) => {
      current = document
      const changed = document && change(document)
      return document && changed && { ...changed, _id: document._id, _rev: document._rev }
    })
    if (!current) throw await this.#notFound(space, slug, version)
    if (stored) {
      catalogue.of(space).versionsChanged(slug)
      await regeneration.afterChange(space, slug)
    }
    return { space, record: readVersion(stored ?? current), state: 'PUBLISHED' }
  }

  async #notFound({ databases }: RealSpace, slug: string, version: string): Promise<Error> {
    const pending = await this.#parts.documents.get(databases.pending, versionId(slug, version))
    return pending ? notPublished(slug, version) : versionNotFound(slug, version)
  }
}
