import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'

/** What a stack makes of an archive. */
export interface ReadArchive {
  /** What of the body was needed to read the files, and goes into the checksum. */
  consumed: Buffer
  /** The regular files, by their absolute names. */
  files: Map<string, string>
}

// Parameters make another type of it. Under the last one a stack only tries to decompress, but what it tried on is gone then.
const compressedTypes = [
  ...['application/gzip', 'application/x-gzip', 'application/x-tgz', 'application/tar+gzip'],
  'application/octet-stream',
]

/** Reads the body of a download. */
export async function readArchive(type: string, body: Buffer): Promise<ReadArchive> {
  if (!compressedTypes.includes(type)) {
    const consumed = upToEnd(body)
    return { consumed, files: await filesIn(consumed) }
  }
  const gunzip = createGunzip()
  gunzip.end(body)
  const tar = await wholeOf(gunzip)
  return { consumed: body.subarray(0, gunzip.bytesWritten), files: await filesIn(upToEnd(tar)) }
}

const blockSize = 512

// Header by header, to the end marker of two empty blocks: nothing after it is ever read.
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
    const content = await wholeOf(entry)
    if (type === 'file') files.set(name.startsWith('/') ? name : `/${name}`, content.toString())
  }
  return files
}

async function wholeOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
