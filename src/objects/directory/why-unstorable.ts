import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContainerPlan } from '../objects.js'
import { hasCode } from './durable-files.js'

const nameTooLong = 'the name is too long for the file system'

/** An object to store. */
interface Place {
  key: string
  /** The path of its file. */
  path: string
  /** A folder that exists on the same file system. */
  incoming: string
}

/** Why a directory store can't store an object together with the objects of a plan; `undefined` if it can. */
export async function whyUnstorable(place: Place, plan: ContainerPlan): Promise<string | undefined> {
  const file = foldersOf(place.key).find((folder) => plan.keys.has(folder))
  if (file !== undefined) return `a directory can't have both this file and the file "${file}"`
  if (await isTooLong(place)) return nameTooLong
  return plan.isDropped ? undefined : whyBlocked(place.path)
}

/** Adds the name of the object to an error of storing it. */
export function explainFailure(error: unknown, container: string, key: string): unknown {
  const name = `"${key}" in container "${container}"`
  if (hasCode(error, 'ENAMETOOLONG')) {
    return new Error(`Cannot store ${name}: ${nameTooLong}`, { cause: error })
  }
  if (error instanceof Error && !('code' in error)) return new Error(`Cannot store ${name}: ${error.message}`)
  return error
}

/** The folders of a key: `a` and `a/b` for the key `a/b/c`. */
function foldersOf(key: string): string[] {
  const segments = key.split('/')
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'))
}

async function isTooLong({ key, path, incoming }: Place): Promise<boolean> {
  // Checks each segment in an existing folder, because the system does not check the length of a name in a missing folder.
  const segments = key.split('/').map((segment) => join(incoming, segment))
  const checks = [path, ...segments].map((each) =>
    lstat(each).then(
      () => false,
      (error: unknown) => hasCode(error, 'ENAMETOOLONG'),
    ),
  )
  return (await Promise.all(checks)).includes(true)
}

/** The reason why a present file or folder keeps an object from being stored. */
async function whyBlocked(path: string): Promise<string | undefined> {
  try {
    const stats = await lstat(path)
    return stats.isDirectory() ? 'a folder with other objects has this name' : undefined
  } catch (error) {
    if (hasCode(error, 'ENOTDIR')) return 'a file is in the place of a folder of this name'
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}
