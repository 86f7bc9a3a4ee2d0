import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { livenessOf, ownedPrefix, ownerIn } from '../process-owner.js'

/** The prefix of the names of all temporary folders. */
const prefix = 'cozy-registry-'
/** Milliseconds between two heartbeats of a folder in use. A heartbeat sets the modification time of the folder. */
export const heartbeatInterval = 60_000
// A folder whose owner can't be looked up counts as abandoned after this many milliseconds without a heartbeat.
const abandonedAfter = 60 * heartbeatInterval

/** The prefix of the names of this process's temporary folders. A unique suffix follows. */
export function folderPrefix(): string {
  return prefix + ownedPrefix()
}

/**
 * Removes the temporary folders of killed processes. A process in another Docker container or on another machine can't be
 * looked up. The folders of such a process are removed after an hour without a heartbeat.
 * @returns how many folders were removed
 */
export async function removeAbandonedFolders(parent: string): Promise<number> {
  let removed = 0
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix)) continue
    const path = join(parent, name)
    if (!(await isAbandoned(name, path))) continue
    // Another process may be removing the folder, too. A folder that can't be removed now is removed at the next start.
    await rm(path, { recursive: true, force: true }).then(
      () => removed++,
      () => undefined,
    )
  }
  return removed
}

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const info = await lstat(path).catch(() => undefined)
  // Links, and folders of other users, are left alone.
  if (!info?.isDirectory() || info.uid !== process.getuid?.()) return false
  const owner = ownerIn(name.slice(prefix.length))
  const liveness = owner ? livenessOf(owner) : 'unknown'
  return liveness === 'gone' || (liveness === 'unknown' && Date.now() - info.mtimeMs > abandonedAfter)
}
