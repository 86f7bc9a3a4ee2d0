import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { unlessMissing } from './durable-files.js'
import { compareBytes } from '../names.js'

/** The keys of the files below the folder `top`, in byte order. Only those that begin with `prefix`. Reads folder by folder. */
export async function* keysIn(top: string, prefix: string): AsyncGenerator<string> {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const beginning = prefix.slice(folder.length)
  const names = await namesIn(join(top, folder))
  for (const name of names.filter((name) => name.startsWith(beginning)).sort(compareBytes)) {
    if (name.endsWith('/')) yield* keysIn(top, folder + name)
    else yield folder + name
  }
}

// Names of folders end with a slash, and so sort like the keys below them: `a-b`, then `a/b`, then `a0`.
async function namesIn(folder: string): Promise<string[]> {
  const entries = (await unlessMissing(readdir(folder, { withFileTypes: true }))) ?? []
  return entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
}
