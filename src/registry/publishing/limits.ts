import { settingKey } from '../../setting-key.js'
import { RegistryError } from '../errors.js'

/** The limits of an archive. */
export interface ArchiveLimits {
  /** Bytes of the whole archive, decompressed. */
  inflatedBytes: number
  /** The number of files, directories, links and the like. */
  entries: number
  /** Bytes of a header that precedes an entry: extended attributes, a long name. */
  headerBytes: number
  /** Characters of a path. */
  pathLength: number
  /** Bytes of a manifest or a package.json. */
  manifestBytes: number
  /** Values in a manifest, at all depths. */
  manifestValues: number
  /** Screenshots that a version names, in all of its languages. */
  screenshots: number
  /** Bytes of all icons and screenshots. */
  imageBytes: number
}

/** The upper bounds of the configurable limits. If a registry has accepted an archive before, only these bounds apply. */
export const archiveCeilings: ArchiveLimits = {
  inflatedBytes: 512 * 1024 * 1024,
  entries: 100_000,
  headerBytes: 1024 * 1024,
  pathLength: 64 * 1024,
  manifestBytes: 2 * 1024 * 1024,
  manifestValues: 2 * 1024 * 1024,
  screenshots: 20_000,
  imageBytes: 512 * 1024 * 1024,
}

/** Options for reading an archive. */
export interface ReadOptions {
  /** Default: `archiveCeilings`. */
  limits?: ArchiveLimits
  /** Aborts the reading. The reading then rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/**
 * Refuses an archive that exceeds a limit.
 * @param describeExcess gets the limit. Returns the message after "The archive", such as `has more than 3 entries`.
 * @throws RegistryError ARCHIVE_TOO_LARGE naming the limit
 */
export function refuseAbove(
  limits: ArchiveLimits,
  limit: keyof ArchiveLimits,
  count: number,
  describeExcess: (maximum: number) => string,
): void {
  const maximum = limits[limit]
  if (count <= maximum) return
  const excess = describeExcess(maximum)
  throw new RegistryError('ARCHIVE_TOO_LARGE', `The archive ${excess} (${settingKey('limits', 'archive', limit)})`)
}
