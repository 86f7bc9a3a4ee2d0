import { open } from 'node:fs/promises'

const magic = [0x1f, 0x8b]
const deflate = 8
const reservedFlags = 0xe0

// The messages of zlib for an invalid header.
const headerErrors = /^(incorrect header check|unknown compression method|unknown header flags set)$/

/**
 * The gzip header at the beginning of a file (RFC 1952, 2.3): `absent` without its magic number, `invalid` when no program can
 * decompress what follows.
 */
export async function gzipHeaderOf(file: string): Promise<'valid' | 'invalid' | 'absent'> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    const [first, second, method, flags = 0] = buffer
    if (first !== magic[0] || second !== magic[1]) return 'absent'
    return method === deflate && (flags & reservedFlags) === 0 ? 'valid' : 'invalid'
  } finally {
    await handle.close()
  }
}

/**
 * Whether an error of zlib is about a gzip header. If the header at the beginning of the file is valid, the error is about
 * bytes after the compressed data: they are not gzip.
 */
export function isGzipHeaderError(error: Error): boolean {
  return headerErrors.test(error.message)
}
