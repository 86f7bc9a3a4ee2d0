import type { Documents } from '../documents/documents.js'
import type { Objects } from '../objects/objects.js'
import type { Assets } from './assets.js'
import { versionId } from './catalogue/app-versions.js'
import { readVersion, type VersionRecord } from './records.js'
import { assetUserKey, type RealSpace } from './spaces.js'

/** Finds the files of versions, and releases the files of removed versions. */
export class VersionFiles {
  readonly #documents: Documents
  readonly #objects: Objects
  readonly #assets: Assets

  constructor(documents: Documents, objects: Objects, assets: Assets) {
    this.#documents = documents
    this.#objects = objects
    this.#assets = assets
  }

  /**
   * Releases the files of a version whose document was removed. Also releases files that an older release of the reference
   * registry stored.
   */
  async release(space: RealSpace, { slug, version, attachments }: VersionRecord): Promise<void> {
    const userKey = assetUserKey(space, slug, version)
    for (const sha256 of new Set(attachments.values())) {
      await this.#assets.release(sha256, userKey, () => this.isUsed(space, slug, version, sha256))
    }
    if (await this.hasVersion(space, slug, version)) return
    // Older releases of the reference registry stored files under slug and number. Without the slash at the end, 1.0.0 would match
    // 1.0.0-beta.1.
    for await (const key of this.#objects.list(space.name, `${slug}/${version}/`)) {
      await this.#objects.remove(space.name, key)
    }
  }

  /** Whether a version of this number exists, published or pending. */
  hasVersion(space: RealSpace, slug: string, version: string): Promise<boolean> {
    return this.#anyOf(space, slug, version, () => true)
  }

  /** Whether a version of this number, published or pending, has a file of this checksum. */
  isUsed(space: RealSpace, slug: string, version: string, sha256: string): Promise<boolean> {
    return this.#anyOf(space, slug, version, ({ attachments }) => [...attachments.values()].includes(sha256))
  }

  async #anyOf(
    { databases }: RealSpace,
    slug: string,
    version: string,
    condition: (record: VersionRecord) => boolean,
  ): Promise<boolean> {
    // Looks up the pending version first. An approval publishes a version before it removes the pending one, so this order can't
    // miss both.
    for (const database of [databases.pending, databases.versions]) {
      const document = await this.#documents.get(database, versionId(slug, version))
      if (document && condition(readVersion(document))) return true
    }
    return false
  }
}
