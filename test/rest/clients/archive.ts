import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'

/** A downloaded archive, unpacked as in a stack (cozy-stack, the server on which a user installs applications). */
export interface UnpackedArchive {
  /** The part of the body that the stack reads. The stack computes the checksum of this part. */
  consumed: Buffer
  /** The contents of the regular files, by absolute path. */
  files: Map<string, string>
}

// The Content-Types, without parameters, of the bodies that a stack decompresses. A body with the last Content-Type may be
// uncompressed. But a stack can't use it then: the attempt to decompress the body has consumed its beginning.
const compressedTypes = [
  ...['application/gzip', 'application/x-gzip', 'application/x-tgz', 'application/tar+gzip'],
  'application/octet-stream',
]

/** Unpacks the body of a download with this Content-Type. */
export async function unpackArchive(type: string, body: Buffer): Promise<UnpackedArchive> {
  if (!compressedTypes.includes(type)) {
    const consumed = upToEnd(body)
    return { consumed, files: await filesIn(consumed) }
  }
  const gunzip = createGunzip()
  gunzip.end(body)
  const tar = await readBytes(gunzip)
  return { consumed: body.subarray(0, gunzip.bytesWritten), files: await filesIn(upToEnd(tar)) }
}

const blockSize = 512

// The archive up to its end marker of two empty blocks, which is included. A stack reads nothing after the marker.
function upToEnd(tar: Buffer): Buffer {
  let position = 0
  while (tar[position]) {
    const size = parseInt(tar.toString('latin1', position + 124, position + 136), 8)
    position += blockSize + Math.ceil(size / blockSize) * blockSize
  }
  return tar.subarray(0, position + 2 * blockSize)
}

async function filesIn(tar: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const entries = extract()
  entries.end(tar)
  for await (const entry of entries) {
    const { name, type } = entry.header
    const content = await readBytes(entry)
    if (type === 'file') files.set(name.startsWith('/') ? name : `/${name}`, content.toString())
  }
  return files
}

async function readBytes(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
