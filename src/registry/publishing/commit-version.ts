import type { Logger } from 'pino'
import { ConflictError, type Documents, type Draft } from '../../documents/documents.js'
import type { Assets, NewAsset } from '../assets.js'
import { appNotFound } from '../not-found.js'
import { readVersion, type VersionRecord } from '../records.js'
import { assetUserKey, type RealSpace } from '../spaces.js'
import type { VersionFiles } from '../version-files.js'
import { recordVersion } from './record-version.js'

/** The dependencies of `commitVersion`. */
export interface CommitParts {
  documents: Documents
  assets: Assets
  files: VersionFiles
  log: Logger
}

/** The document of a version that passed all checks, and its files on the local disk. */
export interface CheckedVersion {
  slug: string
  version: string
  document: Draft
  assets: NewAsset[]
}

/**
 * Stores the files of a version, then writes its document. Call it while holding the mutex of the version.
 * @param database the database of published or of pending versions
 * @throws RegistryError VERSION_EXISTS, or APP_NOT_FOUND when the application was removed meanwhile
 */
export async function commitVersion(
  parts: CommitParts,
  space: RealSpace,
  database: string,
  { slug, version, document, assets }: CheckedVersion,
): Promise<VersionRecord> {
  const { documents, log } = parts
  const userKey = assetUserKey(space, slug, version)
  await parts.assets.addAll(assets, slug, userKey)
  // On VERSION_EXISTS the stored files are not released: the version that another process published may use them.
  const record = readVersion({ ...document, _rev: await recordVersion(documents, database, document) })
  if (!(await documents.get(space.databases.apps, slug))) {
    await undo(parts, space, database, record)
    throw appNotFound(space, slug)
  }
  // Stores the files again. Another process may have been removing an earlier version with this number, and may have released the
  // files before the document was written. A failure does not undo the publication.
  await parts.assets
    .addAll(assets, slug, userKey)
    .catch((err: unknown) =>
      log.error(
        { err, space: space.name, slug, version },
        'files of a version could not be stored again after it was recorded',
      ),
    )
  return record
}

// Removes a version whose application was removed meanwhile: nothing else would remove it.
async function undo(
  { documents, files }: CommitParts,
  space: RealSpace,
  database: string,
  record: VersionRecord,
): Promise<void> {
  const { _id, _rev } = record.document
  await documents.remove(database, _id, _rev).catch(ignoreConflict)
  await files.release(space, record)
}

function ignoreConflict(error: unknown): void {
  if (!(error instanceof ConflictError)) throw error
}
