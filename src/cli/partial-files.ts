import { randomBytes } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { livenessOf, ownedPrefix, ownerIn, type ProcessOwner } from '../process-owner.js'

const ending = '.part'
const partialName = /\.([0-9a-z]+-\d+-\d+-[0-9a-f]{8})\.part$/
const oneDay = 24 * 60 * 60 * 1000

/** A new path beside `target` for a file that is being written. Its name tells which process owns it. */
export function partialPath(target: string): string {
  return `${target}.${ownedPrefix()}${randomBytes(4).toString('hex')}${ending}`
}

/**
 * Removes the partial files of killed processes beside `target`. A process in another container, or before the last start of the
 * machine, can't be looked up, so its files are removed when they are older than a day.
 */
export async function removeAbandonedPartialFiles(target: string): Promise<void> {
  const folder = dirname(target)
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = ownerIn(partialName.exec(name)?.[1] ?? '')
    const path = join(folder, name)
    // If the removal fails, the new file is written nevertheless.
    if (owner && (await isAbandoned(owner, path))) await rm(path, { force: true }).catch(() => undefined)
  }
}

async function isAbandoned(owner: ProcessOwner, path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined)
  // Processes of other users may be hidden, so the files of other users are kept.
  if (!stats?.isFile() || stats.uid !== process.getuid?.()) return false
  const liveness = livenessOf(owner)
  return liveness === 'gone' || (liveness === 'unknown' && Date.now() - stats.mtimeMs > oneDay)
}
