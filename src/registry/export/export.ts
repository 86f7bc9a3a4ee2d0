import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack, type Pack } from 'tar-stream'
import { DatabaseMissingError, type Documents, type StoredDocument } from '../../documents/documents.js'
import type { Objects } from '../../objects/objects.js'
import type { Progress } from '../progress.js'
import type { Layout } from './layout.js'

/** What an archive is made from. */
export interface ExportParts {
  documents: Documents
  objects: Objects
  layout: Layout
  progress: Progress
}

/** How much went into an archive. */
export interface ExportResult {
  documents: number
  files: number
}

/** The PAX record that carries the content type of a file. */
export const contentTypeRecord = 'COZY.content-type'

const mode = 0o640

/**
 * Writes a registry as a compressed tar archive that the reference registry can import: documents first, then files. What
 * changes meanwhile may be in it or not. When anything fails the archive is left without its end, so that nobody can take
 * it for a whole one.
 */
export async function exportRegistry(parts: ExportParts, destination: Writable): Promise<ExportResult> {
  const tar = pack()
  const writing = pipeline(tar, createGzip(), destination)
  const filling = new Filling(tar, parts).run().catch((error: unknown) => {
    tar.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  })
  // Nobody hears of a failure before both have come to rest.
  await Promise.allSettled([filling, writing])
  await writing
  return filling
}

class Filling {
  readonly #tar: Pack
  readonly #parts: ExportParts
  // In whole seconds, as the reference registry writes it.
  readonly #time = new Date(Math.floor(Date.now() / 1000) * 1000)
  readonly #result: ExportResult = { documents: 0, files: 0 }

  constructor(tar: Pack, parts: ExportParts) {
    this.#tar = tar
    this.#parts = parts
  }

  async run(): Promise<ExportResult> {
    const { shared, own } = this.#parts.layout
    for (const database of [...shared.databases, ...own.databases]) await this.#addDatabase(database)
    for (const container of [...shared.containers, ...own.containers]) await this.#addContainer(container)
    this.#tar.finalize()
    return this.#result
  }

  async #addDatabase(database: string): Promise<void> {
    const { documents, layout, progress } = this.#parts
    progress.begin(`Exporting database ${database}`, (await this.#idsOf(database)).length)
    try {
      for await (const document of documents.list(database)) {
        const content = Buffer.from(JSON.stringify(portable(document)))
        await this.#add(layout.documentEntry(database, document._id), content, content.length)
        this.#result.documents++
        progress.advance(1)
      }
    } catch (error) {
      // Those of virtual spaces come into being when they are needed first.
      if (!(error instanceof DatabaseMissingError)) throw error
    }
  }

  async #idsOf(database: string): Promise<string[]> {
    try {
      return await this.#parts.documents.ids(database)
    } catch (error) {
      if (error instanceof DatabaseMissingError) return []
      throw error
    }
  }

  async #addContainer(container: string): Promise<void> {
    const { objects, layout, progress } = this.#parts
    progress.begin(`Exporting container ${container}`)
    for await (const key of objects.list(container)) {
      const object = await objects.open(container, key)
      if (!object) continue
      const { body, size, contentType } = object
      await this.#add(layout.objectEntry(container, key), body, size, { [contentTypeRecord]: contentType })
      this.#result.files++
      progress.advance(1)
    }
  }

  #add(name: string, content: Buffer | Readable, size: number, pax?: Record<string, string>): Promise<void> {
    return new Promise((resolve, reject) => {
      const header = { name, size, mode, mtime: this.#time, ...(pax && { pax }) }
      const entry = this.#tar.entry(header, (error) => {
        if (error) reject(error)
        else resolve()
      })
      // The archive could not be written any further.
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

function portable({ _rev, _attachments, ...document }: StoredDocument): object {
  return document
}
