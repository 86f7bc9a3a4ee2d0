import { isJsonObject, type Json } from '../../json.js'
import type { AppRecord, OverwriteRecord, VersionRecord } from '../records.js'

/** The name of the archive among the attachments of an overwritten version. */
export const overwriteArchiveName = 'tarball'

/** An application as a virtual space shows it. */
export function shownApp(source: AppRecord, overwrite: OverwriteRecord | undefined): AppRecord {
  if (overwrite?.maintenance === undefined) return source
  return { ...source, maintenance: overwrite.maintenance === 'NONE' ? undefined : overwrite.maintenance }
}

/**
 * A version as a virtual space shows it.
 * @param overwritten the overwritten version of the same number, if there is one
 */
export function shownVersion(
  source: VersionRecord,
  overwritten: VersionRecord | undefined,
  overwrite: OverwriteRecord | undefined,
): VersionRecord {
  if (!overwritten) return source
  // For some archives, the reference registry lost the manifest.
  const manifest = overwritten.manifest ?? renamed(source.manifest, overwrite?.name)
  // Only the document in the source space tells whether the version is withdrawn.
  return { ...overwritten, manifest, withdrawn: source.withdrawn }
}

/** A manifest with another name, if one is given. */
export function renamed(manifest: Json, name: string | undefined): Json {
  return isJsonObject(manifest) && name !== undefined ? { ...manifest, name } : manifest
}
