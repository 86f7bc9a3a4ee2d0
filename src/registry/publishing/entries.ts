import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { posix } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { RegistryError } from '../errors.js'
import { archiveCeilings, refuseAbove, type ArchiveLimits, type Reading } from './limits.js'
import { formOf } from './no-tar.js'
import { TarEnd } from './tar-end.js'

/** How an archive is packed. */
export type Compression = 'gzip' | 'none'

/** A regular file in an archive. */
export interface ArchivedFile {
  /** Absolute and normalised: `./a`, `a//b` and `../a` are `/a`, `/a/b` and `/a`. */
  path: string
  /** To be read, if at all, before the visit ends. */
  content: AsyncIterable<Buffer>
}

/** A file, directory, link, device or the like in an archive. */
export interface ArchivedEntry extends ArchivedFile {
  header: Header
}

/** What reading an archive from begin to end tells besides its files. */
export interface ArchiveForm {
  compression: Compression
  /** Whether bytes follow the end marker of a plain tar archive. */
  padded: boolean
}

// Headers of all kinds for each entry: its own, and those that may go before it.
const headersPerEntry = 4

// The oldest archives have no format mark. (The types of tar-stream don't know its own options.)
const extractOptions = { allowUnknownFormat: true, highWaterMark: 64 * 1024 }

/**
 * Visits the regular files of a tar archive as `visitEntries` does. Directories, links, devices and the like are skipped.
 */
export function visitFiles(
  file: string,
  url: string,
  visit: (file: ArchivedFile) => Promise<void>,
  reading: Reading = {},
): Promise<ArchiveForm> {
  const visitFile = async ({ header, ...member }: ArchivedEntry): Promise<void> => {
    if (header.type === 'file') await visit(member)
  }
  return visitEntries(file, url, visitFile, reading)
}

/**
 * Visits all that is in a tar archive, gzipped or not, one after the other in the archive's order, without ever holding it
 * in memory.
 * @param url where the archive comes from, for messages
 * @throws RegistryError ARCHIVE_INVALID or ARCHIVE_TOO_LARGE when it is broken or holds too much;
 *   and whatever a visit throws
 */
export async function visitEntries(
  file: string,
  url: string,
  visit: (entry: ArchivedEntry) => Promise<void>,
  { limits = archiveCeilings, signal }: Reading = {},
): Promise<ArchiveForm> {
  const compression = await compressionOf(file)
  const end = new TarEnd()
  const blocks = Readable.from(archiveBlocks(inflated(file, compression), end, limits, signal))
  const tar = extract(extractOptions)
  let damage: unknown
  tar.on('error', (error) => (damage = error))
  blocks.on('error', (error) => tar.destroy(error))
  blocks.pipe(tar)
  let entries = 0
  try {
    for await (const entry of tar) {
      refuseAbove(limits, 'entries', ++entries, (most) => `has more than ${most} entries`)
      const { header } = entry
      const { type, name, size } = header
      refuseAbove(limits, 'pathLength', name.length, (most) => `has a path of more than ${most} characters`)
      // A PAX header that gives another size could hide files behind the end marker, or make other readers see other files.
      const sizesAgree = size === end.sizes.shift() || type === 'directory'
      if (!sizesAgree)
        throw broken(url, `the headers of ${name} give two sizes`, `The headers of ${name} give two sizes`)
      await visit({ header, path: posix.resolve('/', name), content: buffersOf(entry) })
      entry.resume()
    }
  } catch (error) {
    throw error === damage ? asRefusal(error, url, end) : error
  } finally {
    blocks.destroy()
  }
  const padded = compression === 'none' && end.reached && (await stat(file)).size > end.position
  return { compression, padded }
}

// By the magic number (RFC 1952): what servers say about archives is often wrong.
async function compressionOf(file: string): Promise<Compression> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.equals(Buffer.of(0x1f, 0x8b)) ? 'gzip' : 'none'
  } finally {
    await handle.close()
  }
}

function inflated(file: string, compression: Compression): AsyncIterable<Buffer> {
  const source = createReadStream(file)
  if (compression === 'none') return source
  // Errors show where the result is read.
  return pipeline(source, createGunzip(), () => undefined)
}

async function* archiveBlocks(
  source: AsyncIterable<Buffer>,
  end: TarEnd,
  limits: ArchiveLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    signal?.throwIfAborted()
    const part = end.take(chunk)
    const { position, largestExtension } = end
    refuseAbove(limits, 'inflatedBytes', position, (most) => `holds more than ${most} bytes once decompressed`)
    refuseAbove(limits, 'headerBytes', largestExtension, (most) => `has a header of more than ${most} bytes`)
    const entries = Math.ceil(end.headers / headersPerEntry)
    refuseAbove(limits, 'entries', entries, (most) => `has more headers than ${most} entries can need`)
    yield part
    if (end.reached) return
  }
  // Some tar writers stop right behind the last file.
  yield end.missingPadding()
}

// tar-stream yields buffers, though its types don't say so.
async function* buffersOf(content: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const chunk of content) if (Buffer.isBuffer(chunk)) yield chunk
}

// Errors of the machine, such as a failing disk, are none of the archive's.
function asRefusal(error: unknown, url: string, end: TarEnd): unknown {
  if (!(error instanceof Error) || error instanceof RegistryError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'Z_BUF_ERROR' || error.message === 'Unexpected end of data') {
    const place = end.headers === 0 ? `it ends after ${end.position} bytes` : 'it ends in the middle of a file'
    const detail = `The archive can't be read to its end: ${place}${seenAs(end)}`
    return broken(url, `file is too big ${error.message}`, detail)
  }
  if (code.startsWith('Z_')) {
    const cause = end.position === 0 ? 'invalid header' : error.message
    return new RegistryError('ARCHIVE_INVALID', `Cannot read tarball for url ${url}: gzip: ${cause}`, {
      detail: `The archive begins as gzip, but can't be decompressed (${cause}): was it damaged on its way?`,
    })
  }
  if (code !== '') return error
  return broken(url, error.message, `This is no tar archive, gzipped or not: ${error.message}${seenAs(end)}`)
}

function seenAs({ start }: TarEnd): string {
  const form = formOf(start)
  return form === undefined
    ? ''
    : `; the file at the address is ${form}, and should be a tar archive, compressed with gzip`
}

// Clients of the REST interface know a broken archive by the words for one that can't be reached.
function broken(url: string, cause: string, detail: string): RegistryError {
  return new RegistryError('ARCHIVE_INVALID', `Could not reach version on specified url ${url}: ${cause}`, { detail })
}
