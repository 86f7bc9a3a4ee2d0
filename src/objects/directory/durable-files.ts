import type { BigIntStats } from 'node:fs'
import { lstat, mkdir, open, realpath, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether an error of the operating system has one of these codes (`ENOENT`, …). */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}

/** The result of work on a path; `undefined` if the path does not exist. */
export async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    // A name that is too long for the file system can't exist either.
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG')) return undefined
    throw error
  }
}

/** Writes a new file, and waits until it is on the disk (POSIX `fsync`). After a failure, the caller must remove the file. */
export async function writeNewFile(path: string, content: string | AsyncIterable<Uint8Array>): Promise<BigIntStats> {
  const file = await open(path, 'wx')
  try {
    await writeFile(file, content)
    await file.sync()
    return await file.stat({ bigint: true })
  } finally {
    await file.close()
  }
}

/** Syncs a folder to the disk. Thus new names in the folder survive a crash. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Creates the missing folders of a path below `root`. Symbolic links are not followed.
 * @returns `root` and all folders of the path, outermost first
 */
export async function makeFolders(root: string, names: string[]): Promise<string[]> {
  const folders = pathsBelow(root, names)
  for (const folder of folders) {
    await mkdir(folder).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error
    })
    if (!(await lstat(folder)).isDirectory()) {
      throw new Error(`"${folder}" is not a folder: a file or a symbolic link is in its place`)
    }
  }
  return [root, ...folders]
}

/** Removes the empty folders of a path below `root`, innermost first. Symbolic links are not followed. */
export async function removeEmptyFolders(root: string, names: string[]): Promise<void> {
  for (const folder of pathsBelow(root, names).reverse()) {
    const real = await unlessMissing(realpath(folder))
    if (real === undefined) continue
    if (real !== folder || !(await removeIfEmpty(folder))) return
  }
}

async function removeIfEmpty(folder: string): Promise<boolean> {
  try {
    await rmdir(folder)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) return false
    throw error
  }
}

/** `root/a`, `root/a/b`, … for the names `a`, `b`, … */
function pathsBelow(root: string, names: string[]): string[] {
  return names.map((_, index) => join(root, ...names.slice(0, index + 1)))
}
