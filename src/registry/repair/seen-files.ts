import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { UnsafeKeyError, type Objects } from '../../objects/objects.js'

/** The container and the key of an object. */
interface Place {
  container: string
  key: string
}

/** Caches the presence and the checksums of objects for one run. Many versions may share an object. Such an object is read once. */
export class SeenFiles {
  readonly #objects: Objects
  readonly #present = new Map<string, boolean>()
  readonly #checksums = new Map<string, string | undefined>()

  constructor(objects: Objects) {
    this.#objects = objects
  }

  /** The number of objects that were read. */
  get readCount(): number {
    return this.#checksums.size
  }

  /** Whether an object exists. */
  async isPresent({ container, key }: Place): Promise<boolean> {
    const id = `${container}/${key}`
    const known =
      this.#present.get(id) ?? (await this.#objects.stat(container, key).catch(missingIfUnsafe)) !== undefined
    this.#present.set(id, known)
    return known
  }

  /** The SHA-256 of an object's bytes. `undefined` when it is missing. */
  async checksumOf({ container, key }: Place): Promise<string | undefined> {
    const id = `${container}/${key}`
    if (this.#checksums.has(id)) return this.#checksums.get(id)
    const object = await this.#objects.open(container, key).catch(missingIfUnsafe)
    const hash = createHash('sha256')
    if (object) await pipeline(object.body, hash)
    const checksum = object && hash.digest('hex')
    this.#checksums.set(id, checksum)
    return checksum
  }
}

// A document may refer to a file by an empty or impossible name. Such a file counts as missing.
function missingIfUnsafe(error: unknown): undefined {
  if (!(error instanceof UnsafeKeyError)) throw error
}
