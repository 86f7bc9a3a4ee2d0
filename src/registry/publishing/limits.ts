import { settingKey } from '../../setting-key.js'
import { RegistryError } from '../errors.js'

/** The limits of an archive. */
export interface ArchiveLimits {
  /** Bytes of the whole archive, decompressed. */
  inflatedBytes: number
  /** Files, directories, links and the like. */
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

/** Upper bounds that no configuration exceeds. They also apply to archives that this or another registry accepted before. */
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

/** How an archive is read. */
export interface ReadOptions {
  /** Default: the ceilings. */
  limits?: ArchiveLimits
  /** Aborts the reading, with its reason. */
  signal?: AbortSignal | undefined
}

/**
 * Refuses an archive that exceeds a limit.
 * @param what returns the message after "The archive", such as `has more than 3 entries`; gets the limit
 * @throws RegistryError ARCHIVE_TOO_LARGE naming the limit
 */
export function refuseAbove(
  limits: ArchiveLimits,
  limit: keyof ArchiveLimits,
  count: number,
  what: (most: number) => string,
): void {
  const most = limits[limit]
  if (count <= most) return
  throw new RegistryError('ARCHIVE_TOO_LARGE', `The archive ${what(most)} (${settingKey('limits', 'archive', limit)})`)
}
