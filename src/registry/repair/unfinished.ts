import { versionId } from '../catalogue/app-versions.js'
import { assetUserKey } from '../spaces.js'
import type { KnownVersion } from './inventory.js'
import { fixByRegenerating } from './fix-by-regenerating.js'
import type { Run } from './run.js'

/** Finds approvals, removals and regenerations that were interrupted. Finishes them if the run may fix findings. */
export async function checkUnfinished(run: Run): Promise<void> {
  const published = new Set(run.inventory.versions.filter(({ state }) => state === 'PUBLISHED').map(nameOf))
  for (const version of run.inventory.versions) {
    if (version.state === 'PENDING' && published.has(nameOf(version))) await checkApproval(run, version)
  }
  await checkOrphanedOverwrites(run)
  await checkOutdatedOverwrites(run)
}

function nameOf({ space, slug, version }: KnownVersion): string {
  return assetUserKey(space, slug, version)
}

async function checkApproval(run: Run, known: KnownVersion): Promise<void> {
  const { documents, findings, catalogue, pending } = run
  const { space, id, slug, version } = known
  const pendingDocument = await documents.get(space.databases.pending, id)
  const publishedDocument = await documents.get(space.databases.versions, id)
  // If the archives differ, the pending version still needs a decision.
  if (!pendingDocument || !publishedDocument || pendingDocument.sha256 !== publishedDocument.sha256) return
  await findings.add('UNFINISHED_APPROVAL', nameOf(known), 'It is published, but is also still pending', async () => {
    const app = await catalogue.app(space, slug)
    if (!app) return false
    await pending.approve(space, app, version)
    return true
  })
}

async function checkOrphanedOverwrites({ inventory, documents, findings, overwriteCleanup }: Run): Promise<void> {
  const published = new Set(
    inventory.versions
      .filter(({ state }) => state === 'PUBLISHED')
      .map(({ space, slug, version }) => `${space.name} ${versionId(slug, version)}`),
  )
  for (const { virtual, id } of inventory.overwritten) {
    const { source } = virtual
    const isGone = async (): Promise<boolean> => !(await documents.get(source.databases.versions, id))
    if (published.has(`${source.name} ${id}`) || !(await isGone())) continue
    const message = `It is overwritten in "${virtual.name}", but is not published in "${source.name}"`
    await findings.add('ORPHANED_OVERWRITE', `${virtual.name}/${id}`, message, async () => {
      await overwriteCleanup.removeVersion(source, id)
      return true
    })
  }
}

async function checkOutdatedOverwrites(run: Run): Promise<void> {
  const { inventory, regeneration, findings } = run
  for (const { virtual, slug } of inventory.overwrites) {
    for (const version of await regeneration.outdated(virtual, slug)) {
      const message = `It is published in "${virtual.source.name}", but "${virtual.name}" does not show the name or icon of the overwrite`
      const isFixed = async (): Promise<boolean> => !(await regeneration.outdated(virtual, slug)).includes(version)
      await findings.add('OUTDATED_OVERWRITE', `${virtual.name}/${slug}/${version}`, message, () =>
        fixByRegenerating(run, virtual, slug, isFixed),
      )
    }
  }
}
