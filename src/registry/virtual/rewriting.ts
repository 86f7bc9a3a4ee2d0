import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack, type Header, type Pack } from 'tar-stream'
import { visitEntries, type ArchivedEntry } from '../publishing/entries.js'

/** The new content of a file in an archive. */
export interface Replacement {
  /** Bytes. */
  size: number
  open: () => Promise<Readable>
}

/** The checksum and the size of an archive that was written. */
export interface RewrittenArchive {
  /** Lower-case hexadecimal. */
  sha256: string
  size: number
}

const keptTypes = ['directory', 'symlink', 'link']

/**
 * Rewrites a tar archive with other contents for some of its files. The source may be compressed with gzip. The result is
 * compressed with gzip. Files, directories and links stay in their order. Other entries, such as devices, are left out. The same
 * input gives the same bytes. Reads and writes as a stream.
 * @param source path of the archive, and a URL for messages
 * @param target path of the file to write
 * @param replacements by absolute path in the archive, including the top folder
 * @throws RegistryError when the source is broken or exceeds a limit
 */
export async function rewriteArchive(
  source: { file: string; url: string },
  target: string,
  replacements: ReadonlyMap<string, Replacement>,
): Promise<RewrittenArchive> {
  const tar = pack()
  const stop = (error: unknown): never => {
    // Ends the reader and the writer together: one of them alone would wait for ever.
    tar.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
  const [written, read] = await Promise.allSettled([
    writeCompressed(tar, target).catch(stop),
    visitEntries(source.file, source.url, (entry) => copyEntry(tar, entry, replacements.get(entry.path)))
      .then(() => tar.finalize())
      .catch(stop),
  ])
  if (written.status === 'rejected') throw written.reason
  if (read.status === 'rejected') throw read.reason
  return written.value
}

async function writeCompressed(tar: Pack, target: string): Promise<RewrittenArchive> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(
    Readable.from(tar),
    createGzip(),
    async function* (compressed: AsyncIterable<Buffer>) {
      for await (const chunk of compressed) {
        size += chunk.length
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(target),
  )
  return { sha256: hash.digest('hex'), size }
}

async function copyEntry(
  tar: Pack,
  { header, content }: ArchivedEntry,
  replacement: Replacement | undefined,
): Promise<void> {
  const isFile = header.type === 'file' || header.type === 'contiguous-file'
  if (isFile && replacement) {
    const content = await replacement.open()
    try {
      await pipeline(content, tar.entry(headerOf(header, replacement.size)))
    } finally {
      // Releases the content, also when the entry could not be written.
      content.destroy()
    }
  } else if (isFile || keptTypes.some((type) => type === header.type)) {
    await pipeline(Readable.from(content), tar.entry(headerOf(header, isFile ? header.size : 0)))
  }
}

// PAX records are left out: their size would be wrong, and tar-stream writes the records that it needs.
function headerOf({ name, mode, uid, gid, uname, gname, mtime, type, linkname }: Header, size: number) {
  return { name, mode, uid, gid, uname, gname, mtime, type, linkname, size }
}
