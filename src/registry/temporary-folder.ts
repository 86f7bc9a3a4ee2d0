import { mkdtemp, rm, statfs, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderPrefix, heartbeat, removeAbandonedFolders } from './abandoned-folders.js'
import { isFull, TemporaryFolderError } from './storage-failures.js'

/**
 * Runs work with a temporary folder, which is removed afterwards, also after a failure.
 * @throws TemporaryFolderError when it can't be created
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), folderPrefix())).catch((error: unknown) => {
    throw isFull(error) ? error : new TemporaryFolderError(tmpdir(), error)
  })
  // A process that can't look up this process relies on the modification time of the folder.
  const heartbeats = setInterval(() => {
    const now = new Date()
    utimes(folder, now, now).catch(() => undefined)
  }, heartbeat).unref()
  try {
    return await work(folder)
  } finally {
    clearInterval(heartbeats)
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Removes the temporary folders of processes that were killed.
 * @returns how many folders
 */
export function clearTemporaryFolder(): Promise<number> {
  return removeAbandonedFolders(tmpdir())
}

/** With fewer free bytes the disk counts as full: a small archive with its files needs as many. */
const leastFree = 1024 * 1024

/**
 * Checks that temporary files can be written.
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
