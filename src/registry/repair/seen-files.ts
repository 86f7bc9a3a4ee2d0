import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { ObjectInfo, Objects } from '../../objects/objects.js'
import type { FileRead, FileReads } from '../file-reads.js'

/** The container and the key of an object. */
interface Place {
  container: string
  key: string
}

/** Caches the metadata and the checksums of objects for one run. Many versions may share an object. Such an object is read once. */
export class SeenFiles {
  readonly #objects: Objects
  readonly #reads: FileReads
  readonly #infos = new Map<string, FileRead<ObjectInfo>>()
  readonly #checksums = new Map<string, FileRead<string>>()

  constructor(objects: Objects, reads: FileReads) {
    this.#objects = objects
    this.#reads = reads
  }

  /** The number of objects that were read. */
  get readCount(): number {
    return this.#checksums.size
  }

  /** The metadata of an object. */
  async stat({ container, key }: Place): Promise<FileRead<ObjectInfo>> {
    const id = `${container}/${key}`
    const info = this.#infos.get(id) ?? (await this.#reads.attempt(() => this.#objects.stat(container, key)))
    this.#infos.set(id, info)
    return info
  }

  /** The SHA-256 of an object's bytes. */
  async checksumOf({ container, key }: Place): Promise<FileRead<string>> {
    const id = `${container}/${key}`
    const checksum = this.#checksums.get(id) ?? (await this.#reads.attempt(() => this.#readChecksum(container, key)))
    this.#checksums.set(id, checksum)
    return checksum
  }

  async #readChecksum(container: string, key: string): Promise<string | undefined> {
    const object = await this.#objects.open(container, key)
    if (!object) return undefined
    const hash = createHash('sha256')
    await pipeline(object.body, hash)
    return hash.digest('hex')
  }
}
