import { readOverwrite, readVersion, type VersionRecord } from '../records.js'
import { assetsContainer, overwriteReferenceKey } from '../spaces.js'
import { overwriteArchiveName } from '../virtual/shown.js'
import type { OverwrittenVersion } from './inventory.js'
import { fixByRegenerating } from './fix-by-regenerating.js'
import type { Run } from './run.js'
import { SeenFiles } from './seen-files.js'

/**
 * Checks the files that virtual spaces have instead of those of their source: that the icons of overwrites exist, and that the
 * regenerated archives exist, with their checksum and icon.
 */
export async function checkOverwrittenFiles(run: Run, seen: SeenFiles): Promise<void> {
  for (const { virtual, slug } of run.inventory.overwrites) {
    const document = await run.documents.get(virtual.databases.overwrites, slug)
    const icon = document && readOverwrite(document).icon
    if (icon === undefined) continue
    const subject = overwriteReferenceKey(virtual, slug)
    const { found, unreadable } = await seen.stat({ container: assetsContainer, key: icon })
    if (unreadable !== undefined)
      await run.findings.add('UNREADABLE_FILE', subject, `The icon of the overwrite can't be read: ${unreadable}`)
    else if (!found) await run.findings.add('MISSING_FILE', subject, 'The icon of the overwrite is missing')
  }
  for (const known of run.inventory.overwritten) await checkArchive(run, known, seen)
}

async function checkArchive(run: Run, { virtual, id }: OverwrittenVersion, seen: SeenFiles): Promise<void> {
  const document = await run.documents.get(virtual.databases.versions, id)
  const record = document && readVersion(document)
  const sha256 = record?.attachments.get(overwriteArchiveName)
  if (!record || sha256 === undefined) return
  const { found: checksum, unreadable } = await seen.checksumOf({ container: virtual.name, key: sha256 })
  if (checksum === sha256) return checkIcon(run, { virtual, id }, record)
  // The archive may have been regenerated, or removed, during the check.
  const current = await run.documents.get(virtual.databases.versions, id)
  if (current?._rev !== document._rev) return
  const subject = `${virtual.name}/${record.slug}/${record.version}`
  if (unreadable !== undefined)
    return run.findings.add('UNREADABLE_FILE', subject, `Its archive can't be read: ${unreadable}`)
  const fix = async (): Promise<boolean> => {
    if (!(await run.regeneration.wouldRegenerate(virtual, record.slug, record.version))) return false
    return fixByRegenerating(run, virtual, record.slug, () => isArchiveIntact(run, { virtual, id }), sha256)
  }
  if (checksum === undefined) await run.findings.add('MISSING_FILE', subject, 'Its archive is missing', fix)
  else {
    const message = `Its archive has the checksum ${checksum} instead of ${sha256}`
    await run.findings.add('DAMAGED_ARCHIVE', subject, message, fix)
  }
}

async function isArchiveIntact(run: Run, { virtual, id }: OverwrittenVersion): Promise<boolean> {
  const document = await run.documents.get(virtual.databases.versions, id)
  const sha256 = document && readVersion(document).attachments.get(overwriteArchiveName)
  if (sha256 === undefined) return false
  // A new `SeenFiles` reads the archive again: the existing one has cached the checksum from before the repair.
  const { found } = await new SeenFiles(run.objects, run.reads).checksumOf({ container: virtual.name, key: sha256 })
  return found === sha256
}

// After an interrupted overwrite, an archive still has the previous icon. Its manifest does not show this.
async function checkIcon(run: Run, { virtual, id }: OverwrittenVersion, record: VersionRecord): Promise<void> {
  const { findings, regeneration, documents } = run
  const subject = `${virtual.name}/${record.slug}/${record.version}`
  const isKnown = findings.all.some((finding) => finding.kind === 'OUTDATED_OVERWRITE' && finding.subject === subject)
  if (isKnown || !(await regeneration.hasOutdatedIcon(virtual, record))) return
  const isFixed = async (): Promise<boolean> => {
    const document = await documents.get(virtual.databases.versions, id)
    return document !== undefined && !(await regeneration.hasOutdatedIcon(virtual, readVersion(document)))
  }
  const message = 'Its archive does not have the icon of the overwrite'
  await findings.add('OUTDATED_OVERWRITE', subject, message, () =>
    fixByRegenerating(run, virtual, record.slug, isFixed),
  )
}
