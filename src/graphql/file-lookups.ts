import PQueue from 'p-queue'
import type { Version } from '../registry/catalogue/catalogue.js'
import type { FileInfo, Files } from '../registry/files.js'

// The limits of concurrent look-ups, for one operation and for all operations together. Each look-up may open a file, or send a
// request to the object store.
const concurrency = 8
const sharedQueue = new PQueue({ concurrency: 32 })

/** Looks up the files of one operation: each file only once, and a few files at a time. */
export class FileLookups {
  readonly #files: Files
  readonly #queue = new PQueue({ concurrency })
  readonly #lookups = new Map<string, Promise<FileInfo | undefined>>()

  constructor(files: Files) {
    this.#files = files
  }

  /** The size, type and date of a file; `undefined` if it is missing. */
  stat(version: Version, name: string): Promise<FileInfo | undefined> {
    const { container, key } = this.#files.locationOf(version, name)
    const id = JSON.stringify([container, key, name])
    const earlier = this.#lookups.get(id)
    if (earlier) return earlier
    const lookup = this.#queue.add(() => sharedQueue.add(() => this.#files.stat(version, name)))
    this.#lookups.set(id, lookup)
    return lookup
  }

  /** Drops the look-ups that have not started. */
  stop(): void {
    this.#queue.clear()
  }
}
