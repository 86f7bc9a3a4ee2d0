import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { posix } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { RegistryError } from '../errors.js'
import { gzipHeaderOf, isGzipHeaderError } from '../gzip.js'
import { shortened } from '../shortened.js'
import { archiveCeilings, refuseAbove, type ArchiveLimits, type ReadOptions } from './limits.js'
import { TarScanner } from './tar-scanner.js'

/** The compression of an archive. */
export type Compression = 'gzip' | 'none'

/** A regular file in an archive. */
export interface ArchivedFile {
  /** Absolute and normalised: `./a`, `a//b` and `../a` are `/a`, `/a/b` and `/a`. */
  path: string
  /** The content. It can be read only until the promise of the visit settles. */
  content: AsyncIterable<Buffer>
}

/** A file, directory, link, device or the like in an archive. */
export interface ArchivedEntry extends ArchivedFile {
  header: Header
}

/** The format of an archive. It is known after the archive was read to its end. */
export interface ArchiveFormat {
  compression: Compression
  /** Whether bytes follow the end marker of a tar archive that is not compressed. */
  hasTrailingBytes: boolean
}

// How many header blocks an entry may have on average: one for its own header, and two for each of two extension headers.
const headerBlocksPerEntry = 5

// The oldest archives have no magic number. (These options are missing in the types of tar-stream.)
const extractOptions = { allowUnknownFormat: true, highWaterMark: 64 * 1024 }

// Other formats that publishers submit by mistake, by their first bytes in Latin-1.
const formats: [start: RegExp, name: string][] = [
  [/^PK/, 'a ZIP archive'],
  [/^\xfd7zXZ/, 'compressed with xz'],
  [/^BZh/, 'compressed with bzip2'],
  [/^\x28\xb5\x2f\xfd/, 'compressed with zstd'],
  [/^7z\xbc\xaf/, 'a 7z archive'],
  [/^\x1f\x8b/, 'compressed twice'],
  [/^\s*</, 'a web page or other markup'],
  [/^\s*[{[]/, 'JSON'],
]

/** Like `visitEntries`, but skips directories, links, devices and the like. */
export function visitFiles(
  file: string,
  url: string,
  visit: (file: ArchivedFile) => Promise<void>,
  options: ReadOptions = {},
): Promise<ArchiveFormat> {
  const visitFile = async ({ header, ...member }: ArchivedEntry): Promise<void> => {
    if (header.type === 'file') await visit(member)
  }
  return visitEntries(file, url, visitFile, options)
}

/**
 * Visits all entries of a tar archive, one after another. The archive may be compressed with gzip. It is read as a stream.
 * @param url URL of the archive, for messages
 * @throws RegistryError ARCHIVE_INVALID for a broken archive, ARCHIVE_TOO_LARGE above a limit
 * @throws the errors of `visit`
 */
export async function visitEntries(
  file: string,
  url: string,
  visit: (entry: ArchivedEntry) => Promise<void>,
  { limits = archiveCeilings, signal }: ReadOptions = {},
): Promise<ArchiveFormat> {
  // The compression is detected from the bytes, because servers often send wrong media types for archives.
  const gzipHeader = await gzipHeaderOf(file)
  const compression = gzipHeader === 'absent' ? 'none' : 'gzip'
  const scanner = new TarScanner()
  const blocks = Readable.from(archiveBlocks(inflated(file, compression), scanner, limits, signal))
  const tar = extract(extractOptions)
  let damage: unknown
  tar.on('error', (error) => (damage = error))
  blocks.on('error', (error) => tar.destroy(error))
  blocks.pipe(tar)
  let entries = 0
  try {
    for await (const entry of tar) {
      refuseAbove(limits, 'entries', ++entries, (maximum) => `has more than ${maximum} entries`)
      const { header } = entry
      const { type, name, size } = header
      refuseAbove(limits, 'pathLength', name.length, (maximum) => `has a path of more than ${maximum} characters`)
      // A PAX header may give another size than the header of the entry. The difference could hide files behind the end marker, or
      // show other files to other programs.
      const sizesAgree = size === scanner.sizes.shift() || type === 'directory'
      if (!sizesAgree) {
        const shown = shortened(name)
        throw broken(url, `the headers of ${shown} give two sizes`, `The headers of ${shown} give two sizes`)
      }
      await visit({ header, path: posix.resolve('/', name), content: buffersOf(entry) })
      entry.resume()
    }
  } catch (error) {
    throw error === damage ? asRefusal(error, url, scanner, gzipHeader === 'valid') : error
  } finally {
    blocks.destroy()
  }
  const hasTrailingBytes = compression === 'none' && scanner.isAtEnd && (await stat(file)).size > scanner.position
  return { compression, hasTrailingBytes }
}

function inflated(file: string, compression: Compression): AsyncIterable<Buffer> {
  const source = createReadStream(file)
  if (compression === 'none') return source
  // The reader of the result throws the errors of this pipeline.
  return pipeline(source, createGunzip(), () => undefined)
}

async function* archiveBlocks(
  source: AsyncIterable<Buffer>,
  scanner: TarScanner,
  limits: ArchiveLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    signal?.throwIfAborted()
    const archiveBytes = scanner.scan(chunk)
    const { position, largestExtension } = scanner
    refuseAbove(limits, 'inflatedBytes', position, (maximum) => `holds more than ${maximum} bytes once decompressed`)
    refuseAbove(limits, 'headerBytes', largestExtension, (maximum) => `has a header of more than ${maximum} bytes`)
    const entries = Math.ceil(scanner.headerBlocks / headerBlocksPerEntry)
    refuseAbove(limits, 'entries', entries, (maximum) => `has more headers than ${maximum} entries can need`)
    yield archiveBytes
    if (scanner.isAtEnd) return
  }
  // Some tar writers stop right after the last file.
  yield scanner.missingPadding()
}

// tar-stream yields buffers, though its types don't say so.
async function* buffersOf(content: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const chunk of content) if (Buffer.isBuffer(chunk)) yield chunk
}

// The refusal for an error that the archive causes. Other errors, such as an error of the disk, are returned unchanged.
function asRefusal(error: unknown, url: string, scanner: TarScanner, hasGzipHeader: boolean): unknown {
  if (!(error instanceof Error) || error instanceof RegistryError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'Z_BUF_ERROR' || error.message === 'Unexpected end of data') {
    const place =
      scanner.headerBlocks === 0 ? `it ends after ${scanner.position} bytes` : 'it ends in the middle of a file'
    const detail = `The archive can't be read to its end: ${place}${formatText(scanner)}`
    return broken(url, `file is too big ${error.message}`, detail)
  }
  if (code.startsWith('Z_')) {
    const cause = scanner.position === 0 ? 'invalid header' : error.message
    return new RegistryError('ARCHIVE_INVALID', `Cannot read tarball for url ${url}: gzip: ${cause}`, {
      detail: gzipProblem(error, hasGzipHeader),
    })
  }
  if (code !== '') return error
  return broken(
    url,
    error.message,
    `This is not a tar archive, neither plain nor compressed with gzip: ${error.message}${formatText(scanner)}`,
  )
}

function gzipProblem(error: Error, hasGzipHeader: boolean): string {
  if (error.message === 'incorrect data check' || error.message === 'incorrect length check') {
    return `The content of the archive does not match the checksum and length in its gzip data (${error.message}): was the archive damaged on its way?`
  }
  if (!isGzipHeaderError(error))
    return `The gzip data of the archive are damaged (${error.message}): were they damaged on their way?`
  return hasGzipHeader
    ? 'The archive is whole, but other data follow its gzip data: remove them, or pack the archive again'
    : `The archive begins as gzip, but its gzip header is not valid (${error.message}): pack it again`
}

function formatText({ start }: TarScanner): string {
  const format = formatOf(start)
  return format === undefined
    ? ''
    : `; the file at the address is ${format}, and should be a tar archive, compressed with gzip`
}

// Clients of the REST interface expect one text for both: a broken archive, and an archive that can't be reached.
function broken(url: string, cause: string, detail: string): RegistryError {
  return new RegistryError('ARCHIVE_INVALID', `Could not reach version on specified url ${url}: ${cause}`, { detail })
}

// The format of bytes that are not a tar archive. `undefined` when it is unknown.
function formatOf(start: Buffer): string | undefined {
  const text = start.toString('latin1')
  return formats.find(([pattern]) => pattern.test(text))?.[1]
}
