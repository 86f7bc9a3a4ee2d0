import { createHash, randomUUID } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { makeFolder } from '../../make-folder.js'
import { mediaTypeOf, sniffedBytes } from '../media-type.js'
import { syncFolder, unlessMissing, writeNewFile } from './durable-files.js'
import { readTypeAttribute } from './type-attribute.js'

const description = z.object({
  contentType: z.string(),
  etag: z.string(),
  size: z.number(),
  /** Modification time of the file, nanoseconds since 1970 in decimal. */
  modified: z.string(),
  inode: z.string(),
})
const record = z.object({ key: z.string(), descriptions: z.array(description) })

// The clock of a file system ticks in milliseconds: of a file that has just been changed, another change may not show.
const settled = 1000

/** What is known about one file, with the marks by which that file is recognised. */
export type Description = z.infer<typeof description>

/** The marks by which a file is recognised as the one that was described. */
export type Marks = Pick<Description, 'size' | 'modified' | 'inode'>

/** The marks of a file. */
export function marksOf(stats: BigIntStats): Marks {
  return { size: Number(stats.size), modified: String(stats.mtimeNs), inode: String(stats.ino) }
}

/** Tells whether a description was made of the file with these marks. */
export function isOf(description: Description, marks: Marks): boolean {
  return description.size === marks.size && description.modified === marks.modified && description.inode === marks.inode
}

/**
 * Metadata of the objects in a directory store: for each object a JSON file, named by the SHA-256 of the
 * key so that any key fits. While an object is being replaced, the file describes the content to come and the present one.
 */
export class DirectoryMetadata {
  readonly #folder: string
  readonly #incoming: string
  /** What `describe` found out, by container and key: doing so reads the whole file. `changed` is its ctime, nanoseconds. */
  readonly #found = new LRUCache<string, Description & { changed: bigint }>({ max: 10_000 })

  /**
   * @param folder where metadata is kept, in a folder for each container
   * @param incoming where files are written before they are renamed to their place
   */
  constructor(folder: string, incoming: string) {
    this.#folder = folder
    this.#incoming = incoming
  }

  /** Where the metadata of a container is. */
  folderOf(container: string): string {
    return join(this.#folder, container)
  }

  /** The descriptions kept for an object; none when the file is missing or damaged, for they can be made anew. */
  async read(container: string, key: string): Promise<Description[]> {
    const text = await unlessMissing(readFile(this.#pathOf(container, key), 'utf8'))
    return text === undefined ? [] : parse(text)
  }

  /** Replaces the descriptions of an object, durably. */
  async write(container: string, key: string, descriptions: Description[]): Promise<void> {
    const temporary = join(this.#incoming, randomUUID())
    const folder = this.folderOf(container)
    try {
      await writeNewFile(temporary, JSON.stringify({ key, descriptions }))
      await makeFolder(folder)
      await rename(temporary, this.#pathOf(container, key))
      await syncFolder(folder)
    } finally {
      await rm(temporary, { force: true })
    }
  }

  /** Forgets an object. */
  async remove(container: string, key: string): Promise<void> {
    await rm(this.#pathOf(container, key), { force: true })
  }

  /**
   * The description of an open file of an object: the kept one when it is of this very file, else a new one. Files that
   * others put there or copied, or whose metadata is lost, thus never get the etag of other bytes.
   */
  async describe(file: FileHandle, path: string, container: string, key: string): Promise<Description> {
    const stats = await file.stat({ bigint: true })
    const marks = marksOf(stats)
    const kept = await this.read(container, key)
    const known = kept.find((description) => isOf(description, marks))
    if (known !== undefined) return known
    const name = join(container, key)
    const found = this.#found.get(name)
    if (found !== undefined && isOf(found, marks) && found.changed === stats.ctimeNs) return found
    const etag = await sha256Of(file)
    const sameContent = kept.find((description) => description.etag === etag)
    const contentType = (await readTypeAttribute(path)) ?? sameContent?.contentType ?? (await sniffFile(file, key))
    const description = { ...marks, etag, contentType, changed: stats.ctimeNs }
    if (Date.now() - Number(stats.ctimeMs) > settled) this.#found.set(name, description)
    return description
  }

  /** Frees what `describe` remembers. */
  forget(): void {
    this.#found.clear()
  }

  #pathOf(container: string, key: string): string {
    return join(this.folderOf(container), `${createHash('sha256').update(key).digest('hex')}.json`)
  }
}

function parse(text: string): Description[] {
  try {
    return record.parse(JSON.parse(text)).descriptions
  } catch {
    return []
  }
}

/** SHA-256 of an open file in hexadecimal. Leaves the file open. */
async function sha256Of(file: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  const bytes: AsyncIterable<Buffer> = file.createReadStream({ start: 0, autoClose: false })
  for await (const chunk of bytes) hash.update(chunk)
  return hash.digest('hex')
}

/** The media type of an open file, by its first bytes, then by its name. Leaves the file open. */
async function sniffFile(file: FileHandle, name: string): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
  const found = mediaTypeOf(buffer.subarray(0, bytesRead), name)
  // The sniffing standard has the old name of the type; what is served carries the registered one (RFC 6713).
  return found === 'application/x-gzip' ? 'application/gzip' : found
}
