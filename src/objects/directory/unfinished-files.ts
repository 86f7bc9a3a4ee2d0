import { randomUUID } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { livenessOf, ownedPrefix, ownerIn } from '../../process-owner.js'
import { unlessMissing } from './durable-files.js'

const oneDay = 24 * 60 * 60 * 1000

/** A new path in the folder of unfinished files. The name of the file tells which process owns it. */
export function unfinishedPath(folder: string): string {
  return join(folder, ownedPrefix() + randomUUID())
}

/**
 * Removes the unfinished files of processes that were killed, and keeps those of running processes. A process in another Docker
 * container or on another machine can't be looked up. So its files are removed when they are older than a day.
 */
export async function removeAbandonedFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (await isAbandoned(name, path)) await rm(path, { recursive: true, force: true })
  }
}

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const stats = await unlessMissing(lstat(path))
  if (stats === undefined) return false
  // Processes of other users may be hidden, so it is unknown whether they run.
  const owner = stats.uid === process.getuid?.() ? ownerIn(name) : undefined
  const liveness = owner ? livenessOf(owner) : 'unknown'
  return liveness === 'gone' || (liveness === 'unknown' && Date.now() - stats.mtimeMs > oneDay)
}
