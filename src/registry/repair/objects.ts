import { assetsContainer, assetSource } from '../spaces.js'
import type { Run } from './run.js'

/** Finds objects that nothing refers to. Gives how many objects there are. */
export async function checkObjects(run: Run): Promise<number> {
  const { documents, spaces, inventory } = run
  const { assets } = spaces.shared
  let count = await checkContainer(run, assetsContainer, async (sha256) => {
    return inventory.isUsed(sha256) || (await documents.get(assets, sha256)) !== undefined
  })
  for (const space of spaces.real) {
    count += await checkContainer(run, space.name, async (key) => {
      const [slug, version] = /^([a-z0-9-]+)\/([0-9][^/]*)\/./.exec(key)?.slice(1) ?? []
      // What operators put there by hand is theirs.
      if (slug === undefined || version === undefined) return true
      return inventory.has(assetSource(space, slug, version)) || (await run.versionFiles.exist(space, slug, version))
    })
  }
  for (const virtual of spaces.virtual) {
    count += await checkContainer(run, virtual.name, async (sha256) => {
      return inventory.isRegenerated(virtual, sha256) || run.overwritten.isArchive(virtual, sha256)
    })
  }
  return count
}

async function checkContainer(run: Run, container: string, isUsed: (key: string) => Promise<boolean>): Promise<number> {
  run.progress.begin(`Looking at the objects in ${container}`)
  let count = 0
  for await (const key of run.objects.list(container)) {
    count++
    run.progress.advance(1)
    if (await isUsed(key)) await checkType(run, container, key)
    else await checkUnused(run, container, key, isUsed)
  }
  return count
}

async function checkType({ objects, findings }: Run, container: string, key: string): Promise<void> {
  const isExposed = async (write: boolean): Promise<boolean> =>
    (await objects.exposesType?.(container, key, write)) ?? true
  if (await isExposed(false)) return
  const message = 'Its media type is not in the extended attribute user.mime_type, where cozy-apps-registry reads it'
  await findings.note('MISSING_TYPE_ATTRIBUTE', `${container}/${key}`, message, () => isExposed(true))
}

async function checkUnused(
  { objects, findings, youngest }: Run,
  container: string,
  key: string,
  isUsed: (key: string) => Promise<boolean>,
): Promise<void> {
  const info = await objects.stat(container, key)
  if (!info || info.modifiedAt.getTime() > youngest) return
  await findings.note('UNREFERENCED_OBJECT', `${container}/${key}`, 'Nothing refers to it', async () => {
    if (await isUsed(key)) return false
    await objects.remove(container, key)
    return true
  })
}
