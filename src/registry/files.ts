import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { isJsonObject, type Json } from '../json.js'
import { mediaTypeOf } from '../objects/media-type.js'
import type { ByteRange, ObjectInfo, Objects, OpenObject } from '../objects/objects.js'
import type { Assets } from './assets.js'
import type { Version } from './catalogue/catalogue.js'
import { servedArchiveType } from './publishing/archive-type.js'
import { assetsContainer, sourceOf } from './spaces.js'
import { overwriteArchiveName } from './virtual/shown.js'

export type { ByteRange, ObjectInfo as FileInfo, OpenObject as OpenFile } from '../objects/objects.js'

/** The object with the content of a file. */
export interface FileLocation {
  container: string
  key: string
  /** The checksum of the file, if its key is the checksum. Otherwise `undefined`. */
  sha256: string | undefined
}

const maxTypes = 10_000
const maxLoggedBrokenFiles = 1000
// Milliseconds until a missing or damaged file is logged again.
const logAgainAfter = 10 * 60_000
// The media type that some stores give to an object that was stored without one.
const unknownType = 'application/octet-stream'
// The length of the magic number of gzip.
const magicLength = 2

/** Reads the files of versions: icons, screenshots and archives. */
export class Files {
  readonly #objects: Objects
  readonly #assets: Assets
  readonly #log: Logger
  readonly #loggedBrokenFiles = new LRUCache<string, true>({ max: maxLoggedBrokenFiles, ttl: logAgainAfter })
  readonly #archiveTypes = new LRUCache<string, string>({ max: maxTypes })

  constructor(objects: Objects, assets: Assets, log: Logger) {
    this.#objects = objects
    this.#assets = assets
    this.#log = log
  }

  /**
   * The location of a file of a version. The key is the checksum of the file. If an older release of the reference registry stored
   * the file, the key is `<slug>/<number>/<file name>`.
   * @param name `icon`, `partnership_icon`, `screenshots/…`, or the name of the archive
   */
  locationOf(version: Version, name: string): FileLocation {
    const overwritten = isArchive(version, name) ? overwriteChecksumOf(version) : undefined
    if (overwritten !== undefined) return { container: version.space.name, key: overwritten, sha256: overwritten }
    const { slug, version: number } = version.record
    const sha256 = attachmentsOf(version).get(name)
    if (sha256 !== undefined) return { container: assetsContainer, key: sha256, sha256 }
    return { container: sourceOf(version.space).name, key: `${slug}/${number}/${name}`, sha256: undefined }
  }

  /**
   * Whether a file stays the same until the revision of its space changes. True for files of published versions that
   * are stored under their checksum.
   */
  isCacheable(version: Version, name: string): boolean {
    return version.state === 'PUBLISHED' && this.locationOf(version, name).sha256 !== undefined
  }

  /** The metadata of a file. `undefined` when it is missing. */
  async stat(version: Version, name: string): Promise<ObjectInfo | undefined> {
    const { container, key } = this.locationOf(version, name)
    return this.asServed(version, name, await this.#objects.stat(container, key))
  }

  /** The metadata of a file, from those of its object. Logs a missing or damaged object. */
  async asServed(version: Version, name: string, info: ObjectInfo | undefined): Promise<ObjectInfo | undefined> {
    const location = this.locationOf(version, name)
    this.#logIfBroken(version, name, location, info)
    return info && this.#withContentType(version, name, location, info)
  }

  /** Opens a file. `undefined` when it is missing. */
  async open(version: Version, name: string, range?: ByteRange): Promise<OpenObject | undefined> {
    const location = this.locationOf(version, name)
    const object = await this.#objects.open(location.container, location.key, range)
    this.#logIfBroken(version, name, location, object)
    if (!object) return undefined
    try {
      return await this.#withContentType(version, name, location, object)
    } catch (error) {
      object.body.destroy()
      throw error
    }
  }

  // Logs a file of a version if it is missing or damaged, at most once in ten minutes.
  #logIfBroken(version: Version, name: string, { container, key }: FileLocation, found: ObjectInfo | undefined): void {
    const { slug, version: number, size } = version.record
    const isOriginal = isArchive(version, name) && !isOverwritten(version)
    const isDamaged = found !== undefined && isOriginal && size > 0 && found.size !== size
    const isMissing = !found && (attachmentsOf(version).has(name) || isArchive(version, name))
    const object = `${container}/${key}`
    if ((!isMissing && !isDamaged) || this.#loggedBrokenFiles.has(object)) return
    this.#loggedBrokenFiles.set(object, true)
    const about = { space: version.space.name, slug, version: number, file: name, object }
    if (isMissing) this.#log.error(about, 'a file of a version is missing in the store')
    else
      this.#log.error(
        { ...about, size: found?.size, expected: size },
        'the size of an archive differs from the size in its version',
      )
  }

  async #withContentType<T extends ObjectInfo>(
    version: Version,
    name: string,
    location: FileLocation,
    info: T,
  ): Promise<T> {
    if (isArchive(version, name)) {
      return { ...info, contentType: await this.#archiveType(location, info) }
    }
    const isKnown = info.contentType !== '' && info.contentType !== unknownType
    const contentType = isKnown ? info.contentType : await this.#typeByDocuments(version, name, location)
    // Some SVG icons are stored as `text/xml`. Browsers do not show this type as an image.
    const isIcon = name === 'icon' || name === 'partnership_icon'
    return { ...info, contentType: isIcon && contentType === 'text/xml' ? 'image/svg+xml' : contentType }
  }

  // The media type of a file without a type in the store. An example is an SVG that the reference registry stored in a directory:
  // its type can't be detected from its bytes. Returns the type in the document of the asset, else the type for the extension.
  async #typeByDocuments({ record }: Version, name: string, { sha256 }: FileLocation): Promise<string> {
    const recorded = sha256 === undefined ? '' : await this.#assets.contentTypeOf(sha256)
    if (recorded !== '' && recorded !== unknownType) return recorded
    return mediaTypeOf(Buffer.alloc(0), pathIn(record.manifest, name)) || unknownType
  }

  // The media type of an archive, detected from its bytes. Installing clients decide by it whether to decompress the archive.
  async #archiveType({ container, key }: FileLocation, info: ObjectInfo): Promise<string> {
    const id = `${container}/${key}/${info.etag}`
    const known = this.#archiveTypes.get(id)
    if (known !== undefined) return known
    const end = Math.min(magicLength, info.size) - 1
    const object = end < 0 ? undefined : await this.#objects.open(container, key, { start: 0, end })
    const head = object ? Buffer.concat(await object.body.toArray()) : Buffer.alloc(0)
    const type = servedArchiveType(head, info.contentType)
    this.#archiveTypes.set(id, type)
    return type
  }
}

// The path of an icon in the archive. The names of other files are their paths.
function pathIn(manifest: Json, name: string): string {
  if (!isJsonObject(manifest)) return name
  const { icon, partnership } = manifest
  const path = { icon, partnership_icon: isJsonObject(partnership) ? partnership.icon : undefined }[name]
  return typeof path === 'string' ? path : name
}

/** Whether a virtual space has its own archive of a version, with the name or icon of the overwrite. */
export function isOverwritten({ record, origin }: Version): boolean {
  return origin !== undefined && record !== origin.source
}

/** The checksums of the files of a version, by file name. Does not include the archive that a virtual space has regenerated. */
export function attachmentsOf({ record, origin }: Version): ReadonlyMap<string, string> {
  const { attachments } = origin?.source ?? record
  return origin?.icon === undefined ? attachments : new Map([...attachments, ['icon', origin.icon]])
}

/** Whether a file of a version is its archive. */
export function isArchive(version: Version, name: string): boolean {
  return name === storedArchiveName(version.record.url) || (name === overwriteArchiveName && isOverwritten(version))
}

function overwriteChecksumOf(version: Version): string | undefined {
  return isOverwritten(version) ? version.record.attachments.get(overwriteArchiveName) : undefined
}

/** The name under which the archive of a version is stored: the last segment of the URL in the document of the version, decoded. */
export function storedArchiveName(url: string): string {
  const segment = url.slice(url.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(segment)
  } catch {
    // The URL has a stray percent sign, because the document was written by hand.
    return segment
  }
}
