import { ConflictError, type StoredDocument } from '../../documents/documents.js'
import { usersOf } from '../assets.js'
import { assetsContainer } from '../spaces.js'
import type { Run } from './run.js'
import { reportUnreadable } from './unreadable.js'

/**
 * Finds assets without an object, and assets whose document lists a version or an overwrite that does not use the asset. Returns
 * the number of assets.
 */
export async function checkAssets(run: Run): Promise<number> {
  const { documents, objects, reads, spaces, progress, modifiedBefore } = run
  progress.begin('Looking at assets')
  let count = 0
  for await (const document of documents.list(spaces.shared.assets)) {
    count++
    progress.advance(1)
    const object = await reads.attempt(() => objects.stat(assetsContainer, document._id))
    if (object.unreadable !== undefined) await reportUnreadable(run, assetsContainer, document._id, object.unreadable)
    else if (!object.found) await checkWithoutObject(run, document)
    else if (object.found.modifiedAt.getTime() <= modifiedBefore) await checkUsers(run, document)
  }
  return count
}

async function checkUsers(run: Run, { _id: sha256, used_by }: StoredDocument): Promise<void> {
  const { spaces, inventory, assets, findings } = run
  for (const userKey of usersOf(used_by)) {
    const user = spaces.assetUserOf(userKey)
    // A version or overwrite of another registry can't be checked, and stays in the list.
    if (!user || inventory.uses(userKey, sha256)) continue
    const isUsed = (): Promise<boolean> =>
      'version' in user
        ? run.versionFiles.isUsed(user.space, user.slug, user.version, sha256)
        : run.overwriteCleanup.isIcon(user.space, user.slug, sha256)
    if (await isUsed()) continue
    await findings.add(
      'STALE_REFERENCE',
      sha256,
      `"${userKey}" is listed as a user of this asset, but does not use it`,
      async () => {
        await assets.release(sha256, userKey, isUsed)
        return true
      },
    )
  }
}

async function checkWithoutObject(
  { inventory, findings, documents, spaces }: Run,
  document: StoredDocument,
): Promise<void> {
  const { _id: sha256, _rev } = document
  // If versions use the asset, `checkFiles` reports each version whose file is missing.
  if (inventory.isUsed(sha256)) return
  await findings.add('EMPTY_ASSET', sha256, 'Its object is missing, and nothing uses it', async () => {
    try {
      await documents.remove(spaces.shared.assets, sha256, _rev)
      return true
    } catch (error) {
      if (error instanceof ConflictError) return false
      throw error
    }
  })
}
