import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFull, TemporaryFolderError } from './storage-failures.js'

/**
 * Gives work a folder of its own, which is removed when the work ends, well or badly.
 * @throws TemporaryFolderError when there can't be one
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cozy-registry-')).catch((error: unknown) => {
    throw isFull(error) ? error : new TemporaryFolderError(tmpdir(), error)
  })
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
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
