// Media types of archives that installing clients decompress. The clients compare the whole header `Content-Type`,
// including parameters.
const gzipTypes = ['application/gzip', 'application/x-gzip', 'application/x-tgz', 'application/tar+gzip']

/** The media type to store with a file: `contentType`, or `''` if some object stores would not accept it. */
export function sanitizedMediaType(contentType: string): string {
  return /^[\x20-\x7e]{0,255}$/.test(contentType) ? contentType : ''
}

/**
 * The media type that an archive is served with. Installing clients can read archives of this type.
 * @param storedType the media type that is stored with the archive
 */
function archiveContentType(compression: 'gzip' | 'none', storedType: string): string {
  if (compression === 'none') return 'application/x-tar'
  return gzipTypes.includes(storedType) ? storedType : 'application/gzip'
}

/** The media type that a stored archive is served with. `head` has its first bytes: they tell the compression. */
export function servedArchiveType(head: Buffer, storedType: string): string {
  return archiveContentType(head[0] === 0x1f && head[1] === 0x8b ? 'gzip' : 'none', storedType)
}
