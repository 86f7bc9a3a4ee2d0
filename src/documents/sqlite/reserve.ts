import { randomBytes } from 'node:crypto'
import { readdir, rename, rm, stat, statfs, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NoSpaceError } from './result-codes.js'

/** Bytes of the file: more than the removal of a document ever writes. */
const size = 1024 * 1024

/**
 * A file that only reserves space on the disk. Removing documents needs a little space. So when the disk is full, this file is
 * deleted.
 */
export class Reserve {
  readonly #folder: string
  readonly #path: string
  #isFilled = false

  constructor(folder: string) {
    this.#folder = folder
    this.#path = join(folder, 'reserve')
  }

  /** Whether the space is reserved. Another process may have released it meanwhile. */
  get isFilled(): boolean {
    return this.#isFilled
  }

  /** Reserves the space. If it is already reserved, or if the disk is nearly full, does nothing. */
  async fill(): Promise<void> {
    this.#isFilled = true
    const unfinished = `${this.#path}.${process.pid}`
    try {
      const { size: current } = await stat(this.#path).catch(() => ({ size: 0 }))
      if (current === size) return
      if ((await freeBytes(this.#folder)) < 3 * size) throw new NoSpaceError(this.#folder)
      // Random bytes, because a file system could compress other content.
      await writeFile(unfinished, randomBytes(size))
      await rename(unfinished, this.#path)
    } catch {
      // The next write to the database fills the reserve again.
      this.#isFilled = false
      await rm(unfinished, { force: true }).catch(() => undefined)
    }
  }

  /**
   * Removes the unfinished files of killed processes. A running process may lose its file, too. That process fills the
   * reserve at its next write.
   */
  async removeUnfinished(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    const unfinished = names.filter((name) => /^reserve\.\d+$/.test(name))
    await Promise.all(unfinished.map((name) => rm(join(this.#folder, name), { force: true }).catch(() => undefined)))
  }

  /** Releases the space. Returns whether it was reserved. */
  async release(): Promise<boolean> {
    this.#isFilled = false
    return unlink(this.#path).then(
      () => true,
      () => false,
    )
  }

  /**
   * Checks that there is space for more documents.
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
