import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { mediaTypeOf, sniffedBytes } from './media-type.js'

/** SHA-256 of an open file in hexadecimal. Leaves the file open. */
export async function sha256Of(file: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  const bytes: AsyncIterable<Buffer> = file.createReadStream({ start: 0, autoClose: false })
  for await (const chunk of bytes) hash.update(chunk)
  return hash.digest('hex')
}

/** The media type of an open file, by its first bytes, then by its name. Leaves the file open. */
export async function sniffFile(file: FileHandle, name: string): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
  const found = mediaTypeOf(buffer.subarray(0, bytesRead), name)
  // The sniffing standard has the old name of the type; what is served carries the registered one (RFC 6713).
  return found === 'application/x-gzip' ? 'application/gzip' : found
}
