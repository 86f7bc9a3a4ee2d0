import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack, type Pack } from 'tar-stream'
import { DatabaseMissingError, type Documents, type StoredDocument } from '../../documents/documents.js'
import { readOrDefault } from '../../documents/read-or-default.js'
import type { Objects } from '../../objects/objects.js'
import type { Progress } from '../progress.js'
import { contentOf, hashed, Integrity, missingText, type FileContent } from './integrity.js'
import { damageText, DamagedFilesError, type Layout } from './layout.js'

/** Options of an export. */
export interface ExportOptions {
  /** Leaves damaged files out, instead of failing. */
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
  /** A message for each damaged or missing file. Absent when there is no such file. */
  damaged?: string[]
}

/** The PAX record that carries the content type of a file. */
export const contentTypeRecord = 'COZY.content-type'

const mode = 0o640
const advice = 'For details, run "repair". To leave these files out of the archive, give --skip-damaged'

/**
 * Writes a registry as a compressed tar archive: documents first, then files. The reference registry can import the archive. It
 * may lack changes that are made during the export. After a failure, the archive has no end marker, and an import refuses it.
 * Compares every file with the checksum in its name or its document.
 * @throws DamagedFilesError names each file that is damaged or missing
 */
export async function exportRegistry(parts: ExportParts, destination: Writable): Promise<ExportResult> {
  const tar = pack()
  const writing = pipeline(tar, createGzip(), destination)
  const exporting = new Export(tar, parts).run().catch((error: unknown) => {
    tar.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  })
  // Waits for both to settle before rethrowing.
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
  readonly #problems: string[] = []

  constructor(tar: Pack, parts: ExportParts) {
    this.#tar = tar
    this.#parts = parts
    this.#integrity = new Integrity(parts.layout.spaces)
  }

  async run(): Promise<ExportResult> {
    const { referencePart, gatewayPart } = this.#parts.layout
    for (const database of [...referencePart.databases, ...gatewayPart.databases]) await this.#addDatabase(database)
    for (const container of [...referencePart.containers, ...gatewayPart.containers])
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
    return readOrDefault([], () => this.#parts.documents.ids(database))
  }

  async #addContainer(container: string): Promise<void> {
    const { objects, progress, skipDamaged } = this.#parts
    progress.begin(`Exporting container ${container}`)
    for await (const key of objects.list(container)) {
      // Checks a file before adding it: a tar entry can't be removed again.
      if (skipDamaged && !(await this.#isIntact(container, key))) continue
      if (await this.#addObject(container, key)) this.#result.files++
      progress.advance(1)
    }
  }

  async #addObject(container: string, key: string): Promise<boolean> {
    const { objects, layout } = this.#parts
    const object = await objects.open(container, key)
    if (!object) return false
    const { body, size, contentType } = object
    const hash = createHash('sha256')
    const content = Readable.from(hashed(body, hash), { objectMode: false })
    try {
      await this.#add(layout.objectEntry(container, key), content, size, { [contentTypeRecord]: contentType })
    } catch (cause) {
      throw new Error(`The file "${key}" in ${container} could not be exported: ${messageOf(cause)}`, { cause })
    } finally {
      content.destroy()
      body.destroy()
    }
    this.#checkFile(container, key, { sha256: hash.digest('hex'), size })
    return true
  }

  async #isIntact(container: string, key: string): Promise<boolean> {
    const object = await this.#parts.objects.open(container, key)
    // The file has been removed since `list` returned its key.
    if (!object) return true
    try {
      return this.#checkFile(container, key, await contentOf(object.body))
    } catch (error) {
      this.#integrity.addFile(container, key, { sha256: '', size: 0 })
      this.#problems.push(`${container}/${key}: it can't be read: ${messageOf(error)}`)
      return false
    } finally {
      object.body.destroy()
    }
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
      if (await this.#parts.documents.get(file.database, file.id)) this.#problems.push(missingText(file))
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
        content.on('error', (error) => {
          entry.destroy(error)
          reject(error)
        })
        content.pipe(entry)
      }
    })
  }
}

function withoutRevision({ _rev, _attachments, ...document }: StoredDocument): object {
  return document
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
