import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { pack, type Header } from 'tar-stream'

/** An entry of a tar archive to build; by default a regular file. */
export interface ArchiveEntry {
  name: string
  content?: string | Buffer
  type?: Header['type']
  /** The target of a link. */
  linkname?: string
}

/** Packs entries, in the given order, into a tar archive (POSIX ustar, with PAX headers for long names). */
export async function packArchive(entries: ArchiveEntry[], { gzip = false } = {}): Promise<Buffer> {
  const tar = pack()
  for (const { name, content = '', type = 'file', linkname } of entries) {
    if (linkname === undefined) tar.entry({ name, type }, content)
    else tar.entry({ name, type, linkname })
  }
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const archive = Buffer.concat(chunks)
  return gzip ? gzipSync(archive) : archive
}

/** The SHA-256 of some bytes, in lower-case hexadecimal. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
