import { storedArchiveName, type FileLocation } from '../files.js'
import { readVersion, type VersionRecord } from '../records.js'
import { assetUserKey } from '../spaces.js'
import type { FindingKind } from './findings.js'
import type { KnownVersion } from './inventory.js'
import { checkOverwrittenFiles } from './overwritten-files.js'
import type { Run } from './run.js'
import { SeenFiles } from './seen-files.js'

/**
 * Checks that the files of all versions exist, and verifies the checksum of each archive. Virtual spaces are included. Returns
 * how many archives were read.
 */
export async function checkFiles(run: Run): Promise<number> {
  const { documents, inventory, progress } = run
  const seen = new SeenFiles(run.objects, run.reads)
  progress.begin('Verifying archives', inventory.versions.length)
  for (const known of inventory.versions) {
    const document = await documents.get(databaseOf(known), known.id)
    if (document) await checkVersionFiles(run, known, readVersion(document), seen)
    progress.advance(1)
  }
  await checkOverwrittenFiles(run, seen)
  return seen.readCount
}

function databaseOf({ space, state }: KnownVersion): string {
  return state === 'PENDING' ? space.databases.pending : space.databases.versions
}

async function checkVersionFiles(run: Run, known: KnownVersion, record: VersionRecord, seen: SeenFiles): Promise<void> {
  const archive = storedArchiveName(record.url)
  const locationOf = (name: string): FileLocation =>
    run.files.locationOf({ space: known.space, record, state: known.state }, name)
  for (const name of record.attachments.keys()) {
    if (name === archive) continue
    const { found, unreadable } = await seen.stat(locationOf(name))
    if (unreadable !== undefined) await report('UNREADABLE_FILE', `Its file "${name}" can't be read: ${unreadable}`)
    else if (!found) await report('MISSING_FILE', `Its file "${name}" is missing`)
  }
  const { found: checksum, unreadable } = await seen.checksumOf(locationOf(archive))
  const text = `Its archive "${archive}"`
  if (unreadable !== undefined) await report('UNREADABLE_FILE', `${text} can't be read: ${unreadable}`)
  else if (checksum === undefined) await report('MISSING_FILE', `${text} is missing`)
  else if (checksum !== record.sha256.toLowerCase()) {
    await report('DAMAGED_ARCHIVE', `${text} has the checksum ${checksum} instead of ${record.sha256}`)
  }

  async function report(kind: FindingKind, message: string): Promise<void> {
    // The version may have been removed, with its files, during the check.
    if (!(await run.documents.get(databaseOf(known), known.id))) return
    await run.findings.add(kind, assetUserKey(known.space, record.slug, record.version), message)
  }
}
