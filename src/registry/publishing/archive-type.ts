// Media types that installing clients unpack; they compare them with their parameters.
const gzipTypes = ['application/gzip', 'application/x-gzip', 'application/x-tgz', 'application/tar+gzip']

/** The media type that a file is kept with: the given one, unchanged, or none when not all stores can keep it. */
export function keptType(given: string): string {
  return /^[\x20-\x7e]{0,255}$/.test(given) ? given : ''
}

/**
 * The media type that an archive is served with, so that installing clients can read it.
 * @param given what it is kept with
 */
function archiveContentType(compression: 'gzip' | 'none', given: string): string {
  if (compression === 'none') return 'application/x-tar'
  return gzipTypes.includes(given) ? given : 'application/gzip'
}

/** As `archiveContentType`, with the compression told by the first bytes of an archive that is already kept. */
export function servedArchiveType(head: Buffer, stored: string): string {
  return archiveContentType(head[0] === 0x1f && head[1] === 0x8b ? 'gzip' : 'none', stored)
}
