import { LRUCache } from 'lru-cache'
import type { ByteRange, ObjectInfo, Objects, OpenObject } from '../objects/objects.js'
import type { Catalogue, Version } from './catalogue/catalogue.js'
import { isArchive, type FileLocation, type Files } from './files.js'
import type { Space } from './spaces.js'

/** A file of a version, with all that is needed to send it. */
export interface ServedFile {
  location: FileLocation
  info: ObjectInfo
  isArchive: boolean
  /** Whether the file stays the same until the revision of its space changes. */
  isCacheable: boolean
}

/** Finds the version with a file, and the possible names of the file. The first name that exists is taken. */
export type FindFile = () => Promise<{ version: Version; names: readonly string[] }>

/** The object of a file is missing, or its content is not the expected one. */
export class FileChangedError extends Error {
  override name = 'FileChangedError'
}

const maxInfos = 10_000
const maxPlacesBytes = 8 * 1024 * 1024
// Estimated bytes of a place besides its key.
const placeOverhead = 1024

/**
 * Serves the files of versions. If the file of a path was served before, only its object is opened: no document and no metadata
 * are read. The place of a file is remembered until the revision of its space changes. The metadata of an object are remembered
 * by its checksum, even after that.
 */
export class ServedFiles {
  readonly #files: Files
  readonly #objects: Objects
  readonly #catalogue: Catalogue
  readonly #places = new LRUCache<string, { file: ServedFile; revision: number }>({
    maxSize: maxPlacesBytes,
    // Clients choose the paths. A character takes up to two bytes.
    sizeCalculation: (_place, key) => 2 * key.length + placeOverhead,
  })
  readonly #infos = new LRUCache<string, ObjectInfo>({ max: maxInfos })

  constructor(files: Files, objects: Objects, catalogue: Catalogue) {
    this.#files = files
    this.#objects = objects
    this.#catalogue = catalogue
  }

  /**
   * The file of a path in a space. `undefined` if the version has no such file.
   * @param path identifies the file: `find` must always find the same file for it, unless the space changes
   * @throws the errors of `find`
   */
  async find(space: Space, path: string, find: FindFile): Promise<ServedFile | undefined> {
    const revision = this.#catalogue.revisionOf(space)
    const key = `${space.name}\n${path}`
    const known = this.#places.get(key)
    if (known?.revision === revision && this.#infos.has(idOf(known.file.location))) return known.file
    const { version, names } = await find()
    const file = await this.#firstOf(version, names)
    // A change during the look-up may have made the result obsolete. The place would have the new revision.
    const isCurrent = this.#catalogue.revisionOf(space) === revision
    if (file?.isCacheable && isCurrent) this.#places.set(key, { file, revision })
    return file
  }

  /**
   * Opens a file.
   * @throws FileChangedError if the object is missing or was replaced. Then `find` reads its metadata again.
   */
  async open({ location, info }: ServedFile, range?: ByteRange): Promise<OpenObject> {
    const object = await this.#objects.open(location.container, location.key, range).catch((error: unknown) => {
      // The range may lie outside of an object that was replaced.
      if (!(error instanceof RangeError)) throw error
    })
    if (object?.etag === info.etag) return object
    object?.body.destroy()
    this.#infos.delete(idOf(location))
    throw new FileChangedError(`The object ${idOf(location)} is missing or was replaced`)
  }

  /**
   * Creates a presigned URL of a file. `undefined` if the file must be sent: it is not an archive, or the store is not configured
   * for presigned URLs.
   */
  downloadUrlOf(file: ServedFile): (() => Promise<string>) | undefined {
    const { container, key } = file.location
    const createUrl = this.#objects.downloadUrl?.bind(this.#objects)
    return file.isArchive && createUrl ? () => createUrl(container, key, file.info.contentType) : undefined
  }

  async #firstOf(version: Version, names: readonly string[]): Promise<ServedFile | undefined> {
    for (const name of names) {
      const location = this.#files.locationOf(version, name)
      const found = await this.#infoOf(location)
      const info = await this.#files.asServed(version, name, found)
      if (!info) continue
      const isCacheable = this.#files.isCacheable(version, name)
      return { location, info, isArchive: isArchive(version, name), isCacheable }
    }
    return undefined
  }

  async #infoOf(location: FileLocation): Promise<ObjectInfo | undefined> {
    const id = idOf(location)
    const known = this.#infos.get(id)
    if (known) return known
    const info = await this.#objects.stat(location.container, location.key)
    if (info && location.sha256 !== undefined) this.#infos.set(id, info)
    return info
  }
}

function idOf({ container, key }: FileLocation): string {
  return `${container}/${key}`
}
