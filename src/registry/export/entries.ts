import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { z } from 'zod'
import { isDocumentId, type Draft } from '../../documents/documents.js'
import { isJsonObject, parseJson } from '../../json.js'
import { utf8TextOf } from '../../utf8.js'
import { gzipHeaderOf, isGzipHeaderError } from '../gzip.js'
import type { Progress } from '../progress.js'
import { sanitizedMediaType } from '../publishing/archive-type.js'
import { TarScanner } from '../publishing/tar-scanner.js'
import { unstorableReason } from '../storable.js'
import { contentTypeRecord } from './export.js'
import { ImportRefusedError, type Layout } from './layout.js'

/** Callbacks for the entries of an archive, in the order of the archive. Entries without a callback are skipped. */
export interface Visitors {
  document?: (database: string, document: Draft) => Promise<void>
  /** Must read `object.content` to its end. */
  object?: (container: string, key: string, object: ArchivedObject) => Promise<void>
  /** A file that belongs to no registry. */
  foreign?: (name: string) => void
}

/** A file in an archive. */
export interface ArchivedObject {
  contentType: string
  /** Bytes. */
  size: number
  content: Readable
}

// When the reference registry overwrites a longer archive, it leaves the last bytes of the old file.
const trailingBytes =
  'The archive has other bytes after its end. It may have been written over a longer file. To remove the bytes, run: ' +
  'gzip -dc ARCHIVE | gzip > WHOLE'
const uncompressed =
  'This is no archive of `export`, because it is not compressed with gzip. If a program has decompressed the archive, compress it ' +
  'again: gzip ARCHIVE'

const draft = z.looseObject({ _id: z.string().min(1) }).pipe(z.custom<Draft>())

/**
 * Reads an archive of an export as a stream, from beginning to end.
 * @param archive the file on this machine, and a signal that aborts the reading
 * @param progress gets the number of bytes that have been read from the file
 * @throws ImportRefusedError when the archive is broken, or has entries of an unknown database or container
 */
export async function visitExport(
  { file, signal }: { file: string; signal: AbortSignal | undefined },
  layout: Layout,
  visitors: Visitors,
  progress: Progress,
): Promise<void> {
  const source = createReadStream(file, { signal })
  const tar = extract()
  // The loop that reads the entries throws the errors of this pipeline.
  const unzipped = pipeline(
    source,
    (chunks) => reportProgress(chunks, progress),
    createGunzip(),
    () => undefined,
  )
  const unpacked = Readable.from(untilEnd(unzipped), { objectMode: false })
  unpacked.on('error', (error) => tar.destroy(error))
  unpacked.pipe(tar)
  try {
    for await (const entry of tar) {
      const { name, type, size, pax } = entry.header
      const place = type === 'file' || type === 'contiguous-file' ? layout.placeOf(name) : undefined
      if (place?.kind === 'document' && visitors.document) {
        await visitors.document(place.database, await readDocument(entry, name))
      } else if (place?.kind === 'object' && visitors.object) {
        const contentType = contentTypeIn(pax)
        const content = Readable.from(buffersOf(entry), { objectMode: false })
        await visitors.object(place.container, place.key, { contentType, size, content })
      } else if (!place && type === 'file') visitors.foreign?.(name)
      entry.resume()
    }
  } catch (error) {
    // When the archive is broken, the pipeline destroys `source` with an error of zlib. Only an error of reading the file has a
    // `syscall`.
    const { errored } = source
    if (errored && 'syscall' in errored && !signal?.aborted)
      throw new Error(`The archive can't be read: ${errored.message}`, { cause: errored })
    throw await asRefusal(error, file)
  } finally {
    unpacked.destroy()
    source.destroy()
  }
}

function contentTypeIn(records: unknown): string {
  const record = isJsonObject(records) ? records[contentTypeRecord] : undefined
  return typeof record === 'string' ? sanitizedMediaType(record) : ''
}

// Refuses a stream without the end marker. The library tar-stream accepts a stream that breaks off between two entries.
async function* untilEnd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const scanner = new TarScanner()
  for await (const chunk of chunks) {
    const archiveBytes = scanner.scan(chunk)
    // Empties the list of sizes. Nothing reads them here, and the list would grow with each entry.
    scanner.sizes.length = 0
    if (chunk.subarray(archiveBytes.length).some((byte) => byte !== 0)) throw new ImportRefusedError(trailingBytes)
    if (archiveBytes.length > 0) yield archiveBytes
  }
  if (!scanner.isAtEnd) throw new ImportRefusedError('The archive is incomplete: its end is missing')
}

async function* reportProgress(chunks: AsyncIterable<Buffer>, progress: Progress): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    progress.advance(chunk.length)
    yield chunk
  }
}

// tar-stream yields buffers, though its types don't say so.
async function* buffersOf(content: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const chunk of content) if (Buffer.isBuffer(chunk)) yield chunk
}

async function readDocument(content: AsyncIterable<unknown>, name: string): Promise<Draft> {
  const chunks: Buffer[] = []
  for await (const chunk of buffersOf(content)) chunks.push(chunk)
  const text = utf8TextOf(Buffer.concat(chunks))
  if (text === undefined) throw brokenDocument(name, 'it is not UTF-8')
  const document = parseDocument(text, name)
  const reason = reasonInvalid(document)
  if (reason !== undefined) throw brokenDocument(name, reason)
  return document
}

function parseDocument(text: string, name: string): Draft {
  try {
    const { _rev, _attachments, ...document } = draft.parse(parseJson(text))
    return document
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it is not a JSON object with an "_id"'
    throw brokenDocument(name, reason, error)
  }
}

// The reason why the database would refuse a document. Checked in advance, because an import may first drop the old data.
function reasonInvalid({ _id, ...members }: Draft): string | undefined {
  if (!isDocumentId(_id)) return `"${_id}" is not a valid "_id" of a document`
  const reserved = Object.keys(members).find((member) => member.startsWith('_'))
  return reserved === undefined ? unstorableReason(members) : `its member "${reserved}" is reserved for the database`
}

function brokenDocument(name: string, reason: string, cause?: unknown): ImportRefusedError {
  return new ImportRefusedError(`The archive has a broken document in "${name}": ${reason}`, { cause })
}

// Errors of gzip and tar are faults of the archive. Errors of the engines are returned unchanged.
async function asRefusal(error: unknown, file: string): Promise<unknown> {
  if (!(error instanceof Error)) return error
  const { message } = error
  const code = 'code' in error ? String(error.code) : ''
  const header = code === 'Z_DATA_ERROR' && isGzipHeaderError(error) ? await gzipHeaderOf(file) : 'invalid'
  if (header !== 'invalid') return new ImportRefusedError(header === 'valid' ? trailingBytes : uncompressed)
  const broken = code.startsWith('Z_') || /^(Unexpected end of data|Invalid tar header|Premature close)/.test(message)
  return broken ? new ImportRefusedError(`The archive is damaged: ${message}`, { cause: error }) : error
}
