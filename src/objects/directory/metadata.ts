import { createHash } from 'node:crypto'
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
import { unfinishedPath } from './unfinished-files.js'

const description = z.object({
  contentType: z.string(),
  etag: z.string(),
  size: z.number(),
  /** Modification time of the file, nanoseconds since 1970 in decimal. */
  modified: z.string(),
  inode: z.string(),
})
const record = z.object({ key: z.string(), descriptions: z.array(description) })

// Timestamps of file systems are coarse: two changes in quick succession may get the same timestamp. So a description is cached
// only if the file has not changed for this many milliseconds.
const cacheableAfter = 1000

/** The metadata of one file, with the identity of that file. */
export type Description = z.infer<typeof description>

/** The properties that tell whether a file is the one that was described. */
export type FileIdentity = Pick<Description, 'size' | 'modified' | 'inode'>

/** The identity of a file. */
export function identityOf(stats: BigIntStats): FileIdentity {
  return { size: Number(stats.size), modified: String(stats.mtimeNs), inode: String(stats.ino) }
}

/** Whether a description was made of the file with this identity. */
export function describesFile(description: Description, identity: FileIdentity): boolean {
  return (
    description.size === identity.size &&
    description.modified === identity.modified &&
    description.inode === identity.inode
  )
}

/**
 * Metadata of the objects in a directory store. Each object has a JSON file. This file is named after the SHA-256 of the key,
 * because a key may be too long for a file name. While an object is being replaced, the JSON file describes both the new and the
 * present content.
 */
export class DirectoryMetadata {
  readonly #folder: string
  readonly #incoming: string
  /** The descriptions that `describe` has made by reading whole files, by container and key. `changed` is the ctime in ns. */
  readonly #computed = new LRUCache<string, Description & { changed: bigint }>({ max: 10_000 })

  /**
   * @param folder the folder for metadata; has a folder for each container
   * @param incoming the folder for new files, before they are renamed to their place
   */
  constructor(folder: string, incoming: string) {
    this.#folder = folder
    this.#incoming = incoming
  }

  /** The folder with the metadata of a container. */
  folderOf(container: string): string {
    return join(this.#folder, container)
  }

  /** The stored descriptions of an object. Empty if they are missing or damaged, because `describe` can make them again. */
  async read(container: string, key: string): Promise<Description[]> {
    const text = await unlessMissing(readFile(this.#pathOf(container, key), 'utf8'))
    return text === undefined ? [] : parse(text)
  }

  /** Replaces the descriptions of an object, durably. */
  async write(container: string, key: string, descriptions: Description[]): Promise<void> {
    const temporary = unfinishedPath(this.#incoming)
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

  /** Removes the metadata of an object. */
  async remove(container: string, key: string): Promise<void> {
    await rm(this.#pathOf(container, key), { force: true })
  }

  /**
   * The description of an open file: the stored description if it was made of this very file, or else a new one. Another program
   * may have written or copied the file, or its metadata may be lost. A file must never get the etag of other bytes.
   */
  async describe(file: FileHandle, path: string, container: string, key: string): Promise<Description> {
    const stats = await file.stat({ bigint: true })
    const identity = identityOf(stats)
    const stored = await this.read(container, key)
    const current = stored.find((description) => describesFile(description, identity))
    if (current !== undefined) return current
    const name = join(container, key)
    const cached = this.#computed.get(name)
    if (cached !== undefined && describesFile(cached, identity) && cached.changed === stats.ctimeNs) return cached
    const etag = await sha256Of(file)
    const sameContent = stored.find((description) => description.etag === etag)
    const contentType = (await readTypeAttribute(path)) ?? sameContent?.contentType ?? (await sniffFile(file, key))
    const description = { ...identity, etag, contentType, changed: stats.ctimeNs }
    if (Date.now() - Number(stats.ctimeMs) > cacheableAfter) this.#computed.set(name, description)
    return description
  }

  /** Clears the cache of `describe`. */
  clearCache(): void {
    this.#computed.clear()
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

/** The media type of an open file. Its first bytes decide, then its name. Leaves the file open. */
async function sniffFile(file: FileHandle, name: string): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
  const found = mediaTypeOf(buffer.subarray(0, bytesRead), name)
  // The sniffing standard uses an old name of this type. RFC 6713 registered `application/gzip`.
  return found === 'application/x-gzip' ? 'application/gzip' : found
}
