import { mkdtemp, rm, statfs, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderPrefix, heartbeat, removeAbandonedFolders } from './abandoned-folders.js'
import { isFull, TemporaryFolderError } from './storage-failures.js'

/**
 * Gives work a folder of its own, which is removed when the work ends, well or badly.
 * @throws TemporaryFolderError when there can't be one
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), folderPrefix())).catch((error: unknown) => {
    throw isFull(error) ? error : new TemporaryFolderError(tmpdir(), error)
  })
  // Processes that can't see this one go by the time of the folder.
  const beating = setInterval(() => {
    const now = new Date()
    utimes(folder, now, now).catch(() => undefined)
  }, heartbeat).unref()
  try {
    return await work(folder)
  } finally {
    clearInterval(beating)
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Removes what processes that were killed have left in the folder for temporary files.
 * @returns how many folders
 */
export function clearTemporaryFolder(): Promise<number> {
  return removeAbandonedFolders(tmpdir())
}

/** Bytes of a small archive with its files; with less, the disk counts as full. */
const leastFree = 1024 * 1024

/**
 * Makes sure that temporary files can be written.
 * @throws TemporaryFolderError
 */
export async function checkTemporaryFolder(): Promise<void> {
  try {
    await inTemporaryFolder((folder) => writeFile(join(folder, 'file'), 'content'))
    const { bavail, bsize } = await statfs(tmpdir())
    if (bavail * bsize < leastFree) throw Object.assign(new Error('no space is left'), { code: 'ENOSPC' })
  } catch (error) {
    throw error instanceof TemporaryFolderError ? error : new TemporaryFolderError(tmpdir(), error)
  }
}
