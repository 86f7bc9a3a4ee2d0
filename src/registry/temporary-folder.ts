import { mkdtemp, rm, statfs, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderPrefix, heartbeatInterval, removeAbandonedFolders } from './abandoned-folders.js'
import { isFull, TemporaryFolderError } from './storage-failures.js'

/**
 * Runs work with a temporary folder, and removes the folder afterwards, also after a failure.
 * @throws TemporaryFolderError when the folder can't be created
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), folderPrefix())).catch((error: unknown) => {
    throw isFull(error) ? error : new TemporaryFolderError(tmpdir(), error)
  })
  // Processes in other containers can't look up this process. The modification time tells them that the folder is in use.
  const heartbeats = setInterval(() => {
    const now = new Date()
    utimes(folder, now, now).catch(() => undefined)
  }, heartbeatInterval).unref()
  try {
    return await work(folder)
  } catch (error) {
    throw isOutOfSpace(error) ? noSpace(error) : error
  } finally {
    clearInterval(heartbeats)
    await rm(folder, { recursive: true, force: true })
  }
}

// Whether an error is the refusal of the operating system to write to a full disk. Its message names no folder, so `noSpace`
// replaces it. An error of the object store stays as it is.
function isOutOfSpace(error: unknown): boolean {
  return isFull(error) && error instanceof Error && 'syscall' in error && error.syscall === 'write'
}

function noSpace(cause: unknown): Error {
  const error = new Error(`No space is left for temporary files in ${tmpdir()} (TMPDIR)`, { cause })
  return Object.assign(error, { code: 'ENOSPC' })
}

/**
 * Removes the temporary folders of processes that were killed.
 * @returns how many folders were removed
 */
export function removeAbandonedTemporaryFolders(): Promise<number> {
  return removeAbandonedFolders(tmpdir())
}

/** With fewer free bytes the disk counts as full. Even a small archive with its files needs this many. */
const minFreeBytes = 1024 * 1024

/**
 * Checks that temporary files can be written.
 * @throws TemporaryFolderError
 */
export async function checkTemporaryFolder(): Promise<void> {
  try {
    await inTemporaryFolder((folder) => writeFile(join(folder, 'file'), 'content'))
    const { bavail, bsize } = await statfs(tmpdir())
    if (bavail * bsize < minFreeBytes) throw Object.assign(new Error('no space is left'), { code: 'ENOSPC' })
  } catch (error) {
    throw error instanceof TemporaryFolderError ? error : new TemporaryFolderError(tmpdir(), error)
  }
}
