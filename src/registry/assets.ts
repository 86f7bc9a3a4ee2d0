import { createReadStream } from 'node:fs'
import PQueue from 'p-queue'
import { ConflictError, type Documents, type Draft, type StoredDocument } from '../documents/documents.js'
import type { Objects } from '../objects/objects.js'
import { KeyedMutex } from '../keyed-mutex.js'
import { assetsContainer } from './spaces.js'
import { retryOnConflict } from './retry-on-conflict.js'

/** A file to store, addressed by its content. */
export interface NewAsset {
  /** Logical name within its version. */
  name: string
  /** Path of a local file with the content. */
  file: string
  /** Lower-case hexadecimal; the key of the asset. */
  sha256: string
  size: number
  contentType: string
}

// The maximum number of files that are written to the store at once.
const objectsAtOnce = 4

/**
 * Stores assets: files with their checksum as the key. All spaces share the assets, and each content is stored once. The users of
 * an asset are the versions and overwrites that refer to it. An asset has an object with the content, and a document with the list
 * of its users. The object is always written before the document.
 */
export class Assets {
  readonly #documents: Documents
  readonly #objects: Objects
  readonly #database: string
  readonly #mutex = new KeyedMutex()

  constructor(documents: Documents, objects: Objects, database: string) {
    this.#documents = documents
    this.#objects = objects
    this.#database = database
  }

  /** Stores one file, as `addAll` does. */
  add(asset: NewAsset, appSlug: string, userKey: string): Promise<void> {
    return this.addAll([asset], appSlug, userKey)
  }

  /**
   * Stores files, and records their user. Idempotent, and safe to call concurrently.
   *
   * Call it again after the document of a version is written. Another process may be removing an earlier version with the same
   * number, which has the same user key. This removal may have released the files.
   * @param userKey the version or overwrite that uses the files: a result of `assetUserKey` or `overwriteReferenceKey`
   */
  addAll(assets: readonly NewAsset[], appSlug: string, userKey: string): Promise<void> {
    // If several files have the same content, the name of the first file is stored.
    const byContent = new Map([...assets].reverse().map((asset) => [asset.sha256, asset]))
    const distinct = [...byContent.values()].reverse()
    return this.#mutex.runAll([...byContent.keys()], async () => {
      await this.#storeAll(distinct)
      let unrecorded = distinct
      await retryOnConflict(async () => {
        unrecorded = await this.#recordUser(unrecorded, appSlug, userKey)
        const [first] = unrecorded
        if (first) throw new ConflictError(this.#database, first.sha256)
      })
      // Another process may have removed an object before the document was written. Such an object is stored again.
      await this.#storeAll(distinct)
    })
  }

  /**
   * Removes a user of an asset, and removes the asset when no user is left. Idempotent, and safe to call concurrently.
   * @param userKey the version or overwrite that used the asset: a result of `assetUserKey` or `overwriteReferenceKey`
   * @param isUsed returns whether this user uses the asset again. If it does, nothing is changed.
   */
  release(sha256: string, userKey: string, isUsed = () => Promise.resolve(false)): Promise<void> {
    return this.#mutex.run(sha256, async () => {
      const wasLastUser = await retryOnConflict(() => this.#removeUser(sha256, userKey, isUsed))
      // Another process may have added the asset again just now.
      if (!wasLastUser || (await this.#documents.get(this.#database, sha256))) return
      await this.#objects.remove(assetsContainer, sha256)
    })
  }

  /** The media type that an asset was added with. `''` when it is not known. */
  async contentTypeOf(sha256: string): Promise<string> {
    const document = await this.#documents.get(this.#database, sha256)
    return typeof document?.content_type === 'string' ? document.content_type : ''
  }

  // Returns whether the removed user was the last one. If it was, the document is removed.
  async #removeUser(sha256: string, userKey: string, isUsed: () => Promise<boolean>): Promise<boolean> {
    const document = await this.#documents.get(this.#database, sha256)
    // An object without a document stays. It may belong to a version that an older release of the reference registry stored.
    if (!document || (await isUsed())) return false
    const users = usersOf(document.used_by).filter((user) => user !== userKey)
    if (users.length === 0) await this.#documents.remove(this.#database, sha256, document._rev)
    else await this.#documents.put(this.#database, { ...document, used_by: users })
    return users.length === 0
  }

  // Returns the assets whose documents were changed concurrently. Their user is not recorded yet.
  async #recordUser(assets: NewAsset[], appSlug: string, userKey: string): Promise<NewAsset[]> {
    const current = await this.#documents.getMany(
      this.#database,
      assets.map(({ sha256 }) => sha256),
    )
    const drafts = assets.map((asset, i) => draftOf(asset, appSlug, userKey, current[i]))
    const written = await this.#documents.putMany(this.#database, drafts)
    return assets.filter((_asset, i) => written[i] instanceof ConflictError)
  }

  async #storeAll(assets: readonly NewAsset[]): Promise<void> {
    const queue = new PQueue({ concurrency: objectsAtOnce })
    await queue.addAll(assets.map((asset) => () => this.#store(asset)))
  }

  async #store({ file, sha256, size, contentType }: NewAsset): Promise<void> {
    const known = await this.#objects.stat(assetsContainer, sha256)
    if (known?.size === size) {
      // The object may have been stored without its media type.
      await this.#objects.typeAttributes?.write(assetsContainer, sha256, () => Promise.resolve(contentType))
      return
    }
    await this.#objects.put(assetsContainer, sha256, createReadStream(file), { contentType, size })
  }
}

// The document is written even if its content stays the same. The new revision causes a conflict in a concurrent `release`. After
// the conflict, `release` reads the document again, and sees this user.
function draftOf(asset: NewAsset, appSlug: string, userKey: string, current: StoredDocument | undefined): Draft {
  const users = usersOf(current?.used_by)
  return {
    name: asset.name,
    shasum: asset.sha256,
    appslug: appSlug,
    content_type: asset.contentType,
    // The metadata of an existing asset stays.
    ...current,
    _id: asset.sha256,
    used_by: users.includes(userKey) ? users : [...users, userKey],
  }
}

/** The keys of the versions and overwrites in `used_by` of an asset's document. Ignores damaged values. */
export function usersOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((user) => typeof user === 'string') : []
}
