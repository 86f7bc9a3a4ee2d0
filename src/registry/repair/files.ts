import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { UnsafeKeyError } from '../../objects/objects.js'
import { archiveFileNameOf, type FilePlace } from '../files.js'
import { readVersion, type VersionRecord } from '../records.js'
import { assetSource } from '../spaces.js'
import type { KnownVersion } from './inventory.js'
import type { Run } from './run.js'

/** What was seen of the files so far, by container and key: versions share many. */
interface Seen {
  present: Map<string, boolean>
  /** The checksum of the bytes; `undefined` when there are none. */
  checksums: Map<string, string | undefined>
}

/** Looks whether all files of all versions are there, and reads each archive. Gives how many archives were read. */
export async function checkFiles(run: Run): Promise<number> {
  const { documents, inventory, progress } = run
  const seen: Seen = { present: new Map(), checksums: new Map() }
  progress.begin('Verifying archives', inventory.versions.length)
  for (const known of inventory.versions) {
    const document = await documents.get(databaseOf(known), known.id)
    if (document) await checkVersionFiles(run, known, readVersion(document), seen)
    progress.advance(1)
  }
  return seen.checksums.size
}

function databaseOf({ space, state }: KnownVersion): string {
  return state === 'PENDING' ? space.databases.pending : space.databases.versions
}

async function checkVersionFiles(run: Run, known: KnownVersion, record: VersionRecord, seen: Seen): Promise<void> {
  const archive = archiveFileNameOf(record.url)
  const place = (name: string): FilePlace => run.files.placeOf({ space: known.space, record, state: known.state }, name)
  for (const name of record.attachments.keys()) {
    if (name !== archive && !(await isPresent(run, place(name), seen))) await note(`Its file "${name}" is missing`)
  }
  const checksum = await checksumOf(run, place(archive), seen)
  if (checksum === undefined) await note(`Its archive "${archive}" is missing`)
  else if (checksum !== record.sha256.toLowerCase()) {
    await note(`Its archive "${archive}" has the checksum ${checksum} instead of ${record.sha256}`, 'DAMAGED_ARCHIVE')
  }

  async function note(message: string, kind: 'MISSING_FILE' | 'DAMAGED_ARCHIVE' = 'MISSING_FILE'): Promise<void> {
    // It may have been removed, with its files, while they were looked at.
    if (!(await run.documents.get(databaseOf(known), known.id))) return
    await run.findings.note(kind, assetSource(known.space, record.slug, record.version), message)
  }
}

async function isPresent({ objects }: Run, { container, key }: FilePlace, { present }: Seen): Promise<boolean> {
  const id = `${container}/${key}`
  const known = present.get(id) ?? (await objects.stat(container, key).catch(missingIfUnsafe)) !== undefined
  present.set(id, known)
  return known
}

async function checksumOf(
  { objects }: Run,
  { container, key }: FilePlace,
  { checksums }: Seen,
): Promise<string | undefined> {
  const id = `${container}/${key}`
  if (checksums.has(id)) return checksums.get(id)
  const object = await objects.open(container, key).catch(missingIfUnsafe)
  const hash = createHash('sha256')
  if (object) await pipeline(object.body, hash)
  const checksum = object && hash.digest('hex')
  checksums.set(id, checksum)
  return checksum
}

// A document that names nothing, or what no object can be called.
function missingIfUnsafe(error: unknown): undefined {
  if (!(error instanceof UnsafeKeyError)) throw error
}
