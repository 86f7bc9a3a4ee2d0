// Media types that installing clients unpack. The clients compare the whole header, including parameters.
const gzipTypes = ['application/gzip', 'application/x-gzip', 'application/x-tgz', 'application/tar+gzip']

/** The media type to store with a file: `given`, or `''` if some store can't store it. */
export function storableType(given: string): string {
  return /^[\x20-\x7e]{0,255}$/.test(given) ? given : ''
}

/**
 * The media type that an archive is served with, so that installing clients can read it.
 * @param given the media type that is stored with it
 */
function archiveContentType(compression: 'gzip' | 'none', given: string): string {
  if (compression === 'none') return 'application/x-tar'
  return gzipTypes.includes(given) ? given : 'application/gzip'
}

/** As `archiveContentType`, with the compression taken from the first bytes of a stored archive. */
export function servedArchiveType(head: Buffer, stored: string): string {
  return archiveContentType(head[0] === 0x1f && head[1] === 0x8b ? 'gzip' : 'none', stored)
}
