import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { livenessOf, ownOwner, type FolderOwner } from './folder-owner.js'

/** What the names of all temporary folders begin with. */
const prefix = 'cozy-registry-'
/** Milliseconds between two signs of life of a folder that is worked in. */
export const heartbeat = 60_000
// Without a sign of life for so long, a folder whose owner can't be seen is abandoned.
const abandonedAfter = 60 * heartbeat

/** What the name of a temporary folder of this process begins with; something that is unique follows. */
export function folderPrefix(): string {
  const { realm, pid, start } = ownOwner()
  return `${prefix}${realm}-${pid}-${start}-`
}

/**
 * Removes the temporary folders of processes that were killed. Those of a process that runs stay, as do those of one that
 * can't be seen from here, in another container or on another machine, until they have shown no sign of life for an hour.
 * @returns how many were removed
 */
export async function removeAbandonedFolders(parent: string): Promise<number> {
  let removed = 0
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix)) continue
    const path = join(parent, name)
    if (!(await isAbandoned(name, path))) continue
    // Another process may be at it, too; what can't be removed now is so at the next start.
    await rm(path, { recursive: true, force: true }).then(
      () => removed++,
      () => undefined,
    )
  }
  return removed
}

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const info = await lstat(path).catch(() => undefined)
  // Neither links nor what belongs to others.
  if (!info?.isDirectory() || info.uid !== process.getuid?.()) return false
  const owner = ownerIn(name)
  const liveness = owner ? livenessOf(owner) : 'unknown'
  return liveness === 'gone' || (liveness === 'unknown' && Date.now() - info.mtimeMs > abandonedAfter)
}

function ownerIn(name: string): FolderOwner | undefined {
  const [realm, pid, start, unique] = name.slice(prefix.length).split('-')
  if (realm === undefined || start === undefined || unique === undefined || !/^\d+$/.test(pid ?? '')) return undefined
  return { realm, pid: Number(pid), start }
}
