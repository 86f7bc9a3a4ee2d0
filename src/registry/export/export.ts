import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack, type Pack } from 'tar-stream'
import { DatabaseMissingError, type Documents, type StoredDocument } from '../../documents/documents.js'
import { treatMissingDatabaseAs } from '../../documents/treat-missing-database-as.js'
import type { Objects } from '../../objects/objects.js'
import { FileReads } from '../file-reads.js'
import type { Progress } from '../progress.js'
import { hashed, Integrity, missingText, readContent, unlistedText, type FileContent } from './integrity.js'
import { damageText, DamagedFilesError, type Layout } from './layout.js'

/** Options of an export. */
export interface ExportOptions {
  /** Leaves out files that are damaged or can't be read, instead of failing. */
  skipDamaged?: boolean
}

/** The dependencies of `exportRegistry`. */
export interface ExportParts extends ExportOptions {
  documents: Documents
  objects: Objects
  layout: Layout
  progress: Progress
}

/** The content of an archive. */
export interface ExportResult {
  documents: number
  files: number
  /** A message for each file that is damaged or missing, or that can't be read. Absent when there is no such file. */
  damaged?: string[]
}

/** The PAX record with the content type of a file. */
export const contentTypeRecord = 'COZY.content-type'

const mode = 0o640
const advice = 'For details, run "repair". To leave such files out of the archive, give --skip-damaged'

/**
 * Writes a registry as a compressed tar archive: documents first, then files. The reference registry can import the archive.
 * Changes that are made during the export may be missing. After a failure, the archive has no end marker, and an import refuses it.
 * Compares every file with the checksum in its name or its document.
 * @throws DamagedFilesError names each file that is damaged or missing
 * @throws Error when a file can't be read; with `skipDamaged`, only when the whole store fails
 */
export async function exportRegistry(parts: ExportParts, destination: Writable): Promise<ExportResult> {
  const tar = pack()
  const writing = pipeline(tar, createGzip(), destination)
  const exporting = new Export(tar, parts).run().catch((error: unknown) => {
    tar.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  })
  // Waits for both promises to settle before rethrowing.
  await Promise.allSettled([exporting, writing])
  await writing
  return exporting
}

class Export {
  readonly #tar: Pack
  readonly #parts: ExportParts
  // The modification time of all entries. The reference registry also writes whole seconds.
  readonly #time = new Date(Math.floor(Date.now() / 1000) * 1000)
  readonly #result: ExportResult = { documents: 0, files: 0 }
  readonly #integrity: Integrity
  readonly #reads: FileReads
  readonly #problems: string[] = []
  /** The containers whose objects can't all be listed. */
  readonly #unlisted = new Set<string>()

  constructor(tar: Pack, parts: ExportParts) {
    this.#reads = new FileReads(parts.objects)
    this.#tar = tar
    this.#parts = parts
    this.#integrity = new Integrity(parts.layout.spaces)
  }

  async run(): Promise<ExportResult> {
    const { referenceData, gatewayOnlyData } = this.#parts.layout
    for (const database of [...referenceData.databases, ...gatewayOnlyData.databases]) await this.#addDatabase(database)
    for (const container of [...referenceData.containers, ...gatewayOnlyData.containers])
      await this.#addContainer(container)
    await this.#reportMissing()
    this.#problems.push(...this.#integrity.checksumConflicts())
    if (this.#problems.length > 0) {
      if (!this.#parts.skipDamaged)
        throw new DamagedFilesError('No archive was made', damageText(this.#problems), advice)
      this.#result.damaged = this.#problems
    }
    this.#tar.finalize()
    return this.#result
  }

  async #addDatabase(database: string): Promise<void> {
    const { documents, layout, progress } = this.#parts
    progress.begin(`Exporting database ${database}`, (await this.#idsOf(database)).length)
    try {
      for await (const document of documents.list(database)) {
        const content = Buffer.from(JSON.stringify(withoutRevision(document)))
        this.#integrity.addDocument(database, document)
        await this.#add(layout.documentEntry(database, document._id), content, content.length)
        this.#result.documents++
        progress.advance(1)
      }
    } catch (error) {
      // The databases of a virtual space are missing until their first use.
      if (!(error instanceof DatabaseMissingError)) throw error
    }
  }

  #idsOf(database: string): Promise<string[]> {
    return treatMissingDatabaseAs([], () => this.#parts.documents.ids(database))
  }

  async #addContainer(container: string): Promise<void> {
    const { progress, skipDamaged } = this.#parts
    progress.begin(`Exporting container ${container}`)
    for await (const key of this.#keysIn(container)) {
      // Checks a file before adding it: a tar entry can't be removed again.
      if (skipDamaged && !(await this.#isIntact(container, key))) continue
      if (await this.#addObject(container, key)) this.#result.files++
      progress.advance(1)
    }
  }

  // The keys of the objects in a container. With `skipDamaged`, a failure of the listing is reported, but the export continues.
  async *#keysIn(container: string): AsyncGenerator<string> {
    try {
      yield* this.#parts.objects.list(container)
    } catch (error) {
      const reason = await this.#reads.reasonOrThrowIfStoreIsDown(error)
      if (!this.#parts.skipDamaged) throw unreadable(`The files in ${container} can't all be listed`, reason, error)
      this.#unlisted.add(container)
      this.#problems.push(`${container}: its files can't all be listed: ${reason}`)
    }
  }

  // Returns false if the file has been removed meanwhile.
  async #addObject(container: string, key: string): Promise<boolean> {
    const { objects, layout } = this.#parts
    const file = `The file "${key}" in ${container}`
    const readError = async (error: unknown): Promise<Error> =>
      unreadable(`${file} can't be read`, await this.#reads.reasonOrThrowIfStoreIsDown(error), error)
    const object = await objects.open(container, key).catch(async (error: unknown) => {
      throw await readError(error)
    })
    if (!object) return false
    const { body, size, contentType } = object
    const hash = createHash('sha256')
    const content = Readable.from(hashed(body, hash), { objectMode: false })
    try {
      await this.#add(layout.objectEntry(container, key), content, size, { [contentTypeRecord]: contentType })
    } catch (cause) {
      if (body.errored) throw await readError(body.errored)
      throw new Error(`${file} could not be exported: ${messageOf(cause)}`, { cause })
    } finally {
      content.destroy()
      body.destroy()
    }
    this.#checkFile(container, key, { sha256: hash.digest('hex'), size })
    return true
  }

  async #isIntact(container: string, key: string): Promise<boolean> {
    const { found, unreadable } = await this.#reads.attempt(() => readContent(this.#parts.objects, container, key))
    if (unreadable !== undefined) {
      this.#problems.push(this.#integrity.addUnreadable(container, key, unreadable))
      return false
    }
    // Without content, the file has been removed since `list` returned its key.
    return !found || this.#checkFile(container, key, found)
  }

  // Records the damage of a file, if there is any. Returns whether the file is intact.
  #checkFile(container: string, key: string, content: FileContent): boolean {
    this.#integrity.addFile(container, key, content)
    const damage = this.#integrity.damageOf(container, key)
    if (damage !== undefined) this.#problems.push(damage)
    return damage === undefined
  }

  async #reportMissing(): Promise<void> {
    for (const file of this.#integrity.missing()) {
      // A file does not count as missing when its document has been removed meanwhile.
      if (!(await this.#parts.documents.get(file.database, file.id))) continue
      this.#problems.push(this.#unlisted.has(file.container) ? unlistedText(file) : missingText(file))
    }
  }

  #add(name: string, content: Buffer | Readable, size: number, pax?: Record<string, string>): Promise<void> {
    return new Promise((resolve, reject) => {
      const header = { name, size, mode, mtime: this.#time, ...(pax && { pax }) }
      const entry = this.#tar.entry(header, (error) => {
        if (error) reject(error)
        else resolve()
      })
      // The entry emits an error when the archive can't be written any further.
      entry.on('error', reject)
      if (Buffer.isBuffer(content)) {
        entry.end(content)
      } else {
        // The entry is not destroyed here: that would end the archive with this error, which lacks the name of the file. The caller
        // adds the name.
        content.on('error', reject)
        content.pipe(entry)
      }
    })
  }
}

function withoutRevision({ _rev, _attachments, ...document }: StoredDocument): object {
  return document
}

function unreadable(problem: string, reason: string, cause: unknown): Error {
  return new Error(`No archive was made: ${problem}: ${reason}\n${advice}`, { cause })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
