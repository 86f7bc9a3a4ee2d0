import { Readable } from 'node:stream'
import { mediaTypeOf } from '../objects/media-type.js'
import type { Objects, OpenObject } from '../objects/objects.js'
import { RegistryError } from './errors.js'
import type { RealSpace } from './spaces.js'
import { checkText } from './storable.js'
import { checkUpload, type Upload } from './uploads.js'

/** A file below `/.well-known/` on the hosts that `domain_space` maps to a space. */
export interface WellKnownFile {
  /** Path below `/.well-known/`. */
  name: string
  /** The media type. `''` when none is known. */
  contentType: string
  /** Bytes. */
  size: number
}

// The prefix of the keys of these files, as in the reference registry.
const folder = 'universallink/'
const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;[\x20-\x7e]*)?$/
// The maximum numbers of bytes. The object store in a directory uses the segments of a name as names of files and folders. Such
// a name has at most 255 bytes.
const longestName = 255
const longestMediaType = 255

/** Reads and writes the files below `/.well-known/`. Operators may also store such files in the container by hand. */
export class WellKnown {
  readonly #objects: Objects

  constructor(objects: Objects) {
    this.#objects = objects
  }

  /** All files of a space, in the byte order of their names. */
  async list(space: RealSpace): Promise<WellKnownFile[]> {
    const files: WellKnownFile[] = []
    for await (const key of this.#objects.list(space.name, folder)) {
      const info = await this.#objects.stat(space.name, key)
      if (info) files.push({ name: key.slice(folder.length), contentType: info.contentType, size: info.size })
    }
    return files
  }

  /**
   * Stores a file. Replaces an existing file of the same name.
   * @param contentType the media type. By default, the extension of the name determines it.
   * @throws RegistryError INVALID_INPUT
   */
  async put(space: RealSpace, file: Upload, contentType?: string): Promise<WellKnownFile> {
    const { fileName: name, content } = file
    if (!isFileName(name)) throw invalidName(name)
    checkUpload(file)
    await this.#refuseOverlap(space, name)
    const type = contentType ?? mediaTypeOf(Buffer.alloc(0), name)
    if (contentType !== undefined) checkText('media type', contentType, longestMediaType)
    if (contentType !== undefined && !mediaType.test(contentType)) {
      throw new RegistryError('INVALID_INPUT', `"${contentType}" is no media type: give one such as application/json`)
    }
    const options = { contentType: type, size: content.length }
    await this.#objects.put(space.name, folder + name, Readable.from([content]), options)
    return { name, contentType: type, size: content.length }
  }

  // In some stores, a path can't be both a file and a folder.
  async #refuseOverlap(space: RealSpace, name: string): Promise<void> {
    const segments = name.split('/')
    for (const depth of segments.keys()) {
      const parent = segments.slice(0, depth).join('/')
      if (depth > 0 && (await this.#objects.stat(space.name, folder + parent))) throw overlap(name, parent)
    }
    for await (const key of this.#objects.list(space.name, `${folder}${name}/`)) {
      throw overlap(name, key.slice(folder.length))
    }
  }

  /**
   * Removes a file.
   * @throws RegistryError FILE_NOT_FOUND
   */
  async remove(space: RealSpace, name: string): Promise<void> {
    if (!isFileName(name) || !(await this.#objects.stat(space.name, folder + name))) {
      throw new RegistryError('FILE_NOT_FOUND', 'File not found')
    }
    await this.#objects.remove(space.name, folder + name)
  }

  /** Opens a file. `undefined` when it is missing, or when no file can have this name. */
  async open(space: RealSpace, name: string): Promise<OpenObject | undefined> {
    return isFileName(name) ? this.#objects.open(space.name, folder + name) : undefined
  }
}

// False for names that could escape the folder, or that no request can ask for.
function isFileName(name: string): boolean {
  return (
    Buffer.byteLength(name) <= longestName &&
    !/[\\\p{Cc}\p{Cs}]/u.test(name) &&
    name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  )
}

function invalidName(name: string): RegistryError {
  return new RegistryError(
    'INVALID_INPUT',
    `"${name}" can't name a file: give a path of at most ${longestName} bytes, without empty segments, "." and "..", backslashes and control characters`,
  )
}

function overlap(name: string, other: string): RegistryError {
  return new RegistryError(
    'INVALID_INPUT',
    `"${name}" can't name a file beside "${other}": one of them would be a folder`,
  )
}
