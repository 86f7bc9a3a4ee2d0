import { randomBytes } from 'node:crypto'
import { rename, rm, stat, statfs, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NoSpaceError } from './result-codes.js'

/** Bytes that a removal, with all that belongs to it, surely fits in. */
const size = 1024 * 1024

/**
 * A file that takes space on the disk, to be given up when the disk is full: what removes something has to write a little
 * first.
 */
export class Reserve {
  readonly #folder: string
  readonly #path: string
  #isFilled = false

  constructor(folder: string) {
    this.#folder = folder
    this.#path = join(folder, 'reserve')
  }

  /** Whether the space is taken, as far as this process knows. */
  get isFilled(): boolean {
    return this.#isFilled
  }

  /** Takes the space, unless that is done already, or would leave little to others. */
  async fill(): Promise<void> {
    this.#isFilled = true
    const unfinished = `${this.#path}.${process.pid}`
    try {
      const { size: taken } = await stat(this.#path).catch(() => ({ size: 0 }))
      if (taken === size) return
      if ((await freeBytes(this.#folder)) < 3 * size) throw new NoSpaceError(this.#folder)
      // Bytes that a file system can't compress.
      await writeFile(unfinished, randomBytes(size))
      await rename(unfinished, this.#path)
    } catch {
      // It is tried again after the next write.
      this.#isFilled = false
      await rm(unfinished, { force: true }).catch(() => undefined)
    }
  }

  /** Gives the space up; tells whether there was any. */
  async release(): Promise<boolean> {
    this.#isFilled = false
    return unlink(this.#path).then(
      () => true,
      () => false,
    )
  }

  /**
   * Makes sure that something more can be stored.
   * @throws NoSpaceError
   */
  async check(): Promise<void> {
    if ((await freeBytes(this.#folder)) < size) throw new NoSpaceError(this.#folder)
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
