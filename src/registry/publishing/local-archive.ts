import { open, stat, type FileHandle } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { limitBytes } from '../../outgoing/body.js'
import type { Answer } from '../../outgoing/client.js'
import { OutgoingError } from '../../outgoing/errors.js'

const headBytes = 512
// The offset of the magic `ustar` in the header of a tar entry (POSIX.1, ustar interchange format).
const tarMagicOffset = 257

/**
 * Reads an archive from the local disk, and passes it to `receive` like the response of a server.
 * @param url with the scheme `file`
 * @param maxBytes the size above which reading fails with `TooLargeError`
 * @param receive reads the archive. The file is closed when the promise of `receive` settles.
 * @throws OutgoingError when the file is missing, unreadable or not a regular file
 */
export async function readLocalArchive<T>(
  url: string,
  maxBytes: number,
  receive: (answer: Answer) => Promise<T>,
): Promise<T> {
  const file = await openFile(url)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const contentType = typeByMagic(buffer.subarray(0, bytesRead))
    const body = limitBytes(file.createReadStream({ start: 0, autoClose: false }), maxBytes)
    return await receive({ status: 200, contentType, cacheControl: '', body })
  } finally {
    await file.close()
  }
}

async function openFile(url: string): Promise<FileHandle> {
  try {
    const path = fileURLToPath(url)
    // Opening a pipe would wait for its writer.
    if ((await stat(path)).isFile()) return await open(path)
  } catch (error) {
    throw new OutgoingError('the file is missing or not readable', false, error)
  }
  throw new OutgoingError('this is not a regular file', false)
}

function typeByMagic(head: Buffer): string {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'application/gzip'
  return head.toString('latin1', tarMagicOffset, tarMagicOffset + 5) === 'ustar' ? 'application/x-tar' : ''
}
