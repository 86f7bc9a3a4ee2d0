import PQueue from 'p-queue'
import type { Version } from '../registry/catalogue/catalogue.js'
import type { FileInfo, Files } from '../registry/files.js'

// Of one operation, and of all: each look-up may open a file, or ask a store.
const atOnce = 8
const atOnceOfAll = new PQueue({ concurrency: 32 })

/** Looks up files for one operation: each of them once, and a few at a time. */
export class FileLookups {
  readonly #files: Files
  readonly #queue = new PQueue({ concurrency: atOnce })
  readonly #known = new Map<string, Promise<FileInfo | undefined>>()

  constructor(files: Files) {
    this.#files = files
  }

  /** What is known about a file without reading it; `undefined` when it is missing. */
  stat(version: Version, name: string): Promise<FileInfo | undefined> {
    const { container, key } = this.#files.placeOf(version, name)
    const id = JSON.stringify([container, key, name])
    const known = this.#known.get(id)
    if (known) return known
    const found = this.#queue.add(() => atOnceOfAll.add(() => this.#files.stat(version, name)))
    this.#known.set(id, found)
    return found
  }

  /** Drops what has not been begun. */
  stop(): void {
    this.#queue.clear()
  }
}
