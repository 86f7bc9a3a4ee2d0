import { createHash, type Hash } from 'node:crypto'
import type { Draft } from '../../documents/documents.js'
import type { Objects } from '../../objects/objects.js'
import { storedArchiveName } from '../files.js'
import { readOverwrite, readVersion, type VersionRecord } from '../records.js'
import {
  assetsContainer,
  assetUserKey,
  overwriteReferenceKey,
  type RealSpace,
  type Spaces,
  type VirtualSpace,
} from '../spaces.js'
import { overwriteArchiveName } from '../virtual/shown.js'

/** A file that a document refers to. */
export interface ReferencedFile {
  container: string
  key: string
  /** The checksum and size that the file must have, if the document has them. */
  sha256: string | undefined
  size: number | undefined
  /** The use of the file, such as `icon of notes/1.0.0`. */
  use: string
  /** The document that refers to the file. */
  database: string
  id: string
}

/** Checksum and size of a file that was read. */
export interface FileContent {
  sha256: string
  size: number
}

const checksum = /^[0-9a-f]{64}$/

/**
 * Compares files with the checksums in their names, and with the documents that refer to them. Files and documents may be added
 * in any order.
 */
export class Integrity {
  readonly #spaces: Spaces
  readonly #referenced = new Map<string, ReferencedFile>()
  readonly #contents = new Map<string, FileContent>()
  readonly #checksumConflicts: string[] = []
  readonly #unstorable = new Map<string, string>()

  constructor(spaces: Spaces) {
    this.#spaces = spaces
  }

  addDocument(database: string, document: Draft): void {
    for (const file of filesOfDocument(this.#spaces, database, document)) {
      const path = objectPath(file.container, file.key)
      this.#referenced.set(path, file)
      const checksumInName = checksumIn(file.container, file.key)
      if (checksumInName === undefined || file.sha256 === undefined || checksumInName === file.sha256) continue
      this.#checksumConflicts.push(`${path} (${file.use}): its document expects the checksum ${file.sha256}`)
    }
  }

  addFile(container: string, key: string, content: FileContent): void {
    this.#contents.set(objectPath(container, key), content)
  }

  /** Marks a file as damaged because the object store refuses it. */
  addUnstorable(container: string, key: string, reason: string): void {
    this.#unstorable.set(objectPath(container, key), reason)
  }

  /** Checksum and size of a file that was added. */
  contentOf(container: string, key: string): FileContent | undefined {
    return this.#contents.get(objectPath(container, key))
  }

  /** The damage of a file that was added. `undefined` when none is known. */
  damageOf(container: string, key: string): string | undefined {
    return this.#damageAt(objectPath(container, key))
  }

  /** Adds a file that can't be read, so that `missing` leaves it out. Returns the message for the file. */
  addUnreadable(container: string, key: string, reason: string): string {
    const path = objectPath(container, key)
    this.#contents.set(path, { sha256: '', size: 0 })
    const reference = this.#referenced.get(path)
    return reference ? unreadableText(reference, reason) : `${path}: it can't be read: ${reason}`
  }

  /** A message for each damaged file. */
  damage(): string[] {
    return [...this.#contents.keys()].flatMap((path) => this.#damageAt(path) ?? [])
  }

  /** A message for each file whose name and document have different checksums. */
  checksumConflicts(): readonly string[] {
    return this.#checksumConflicts
  }

  /** The files that documents refer to, but that were not added. */
  missing(): ReferencedFile[] {
    return [...this.#referenced].filter(([path]) => !this.#contents.has(path)).map(([, file]) => file)
  }

  #damageAt(path: string): string | undefined {
    const found = this.#contents.get(path)
    const reference = this.#referenced.get(path)
    const use = reference ? ` (${reference.use})` : ''
    const unstorable = this.#unstorable.get(path)
    if (unstorable !== undefined) return `${path}${use}: it can't be stored: ${unstorable}`
    const [container = '', key = ''] = path.split(/\/(.*)/s)
    const sha256 = checksumIn(container, key) ?? reference?.sha256
    const size = sha256 === undefined ? reference?.size : undefined
    if (!found || ((sha256 ?? found.sha256) === found.sha256 && (size ?? found.size) === found.size)) return undefined
    return sha256 === undefined
      ? `${path}${use}: it has ${String(found.size)} bytes instead of ${String(size)}`
      : `${path}${use}: its content has the checksum ${found.sha256} instead of ${sha256}`
  }
}

/** The message for a file that is missing. */
export function missingText({ container, key, use }: ReferencedFile): string {
  return `${objectPath(container, key)} (${use}): it is missing`
}

/** The message for a file that can't be read. */
export function unreadableText({ container, key, use }: ReferencedFile, reason: string): string {
  return `${objectPath(container, key)} (${use}): it can't be read: ${reason}`
}

/** The message for a file that may be in a container whose files can't all be listed. */
export function unlistedText({ container, key, use }: ReferencedFile): string {
  return `${objectPath(container, key)} (${use}): it was not found, because the files there can't all be listed`
}

/** Yields the bytes of a file unchanged, and adds them to a hash. */
export async function* hashed(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk)
    yield chunk
  }
}

/** Reads a file to its end, and returns its checksum and size. */
export async function contentOf(content: AsyncIterable<Buffer>): Promise<FileContent> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of hashed(content, hash)) size += chunk.length
  return { sha256: hash.digest('hex'), size }
}

/** Reads an object to its end. `undefined` when it is missing. */
export async function readContent(objects: Objects, container: string, key: string): Promise<FileContent | undefined> {
  const object = await objects.open(container, key)
  if (!object) return undefined
  try {
    return await contentOf(object.body)
  } finally {
    object.body.destroy()
  }
}

// The checksum in the name of a file: only assets are named by their checksum.
function checksumIn(container: string, key: string): string | undefined {
  return container === assetsContainer && checksum.test(key) ? key : undefined
}

function objectPath(container: string, key: string): string {
  return `${container}/${key}`
}

function filesOfDocument(spaces: Spaces, database: string, document: Draft): ReferencedFile[] {
  const stored = { ...document, _rev: '' }
  const referrer = { database, id: document._id }
  for (const space of spaces.real) {
    if (database === space.databases.versions || database === space.databases.pending) {
      return filesOfVersion(space, readVersion(stored)).map((file) => ({ ...file, ...referrer }))
    }
  }
  for (const space of spaces.virtual) {
    if (database === space.databases.versions) {
      return archiveIn(space, readVersion(stored)).map((file) => ({ ...file, ...referrer }))
    }
    if (database === space.databases.overwrites) {
      const { icon } = readOverwrite(stored)
      return icon === undefined
        ? []
        : [{ ...asset(icon, `icon of ${overwriteReferenceKey(space, document._id)}`), ...referrer }]
    }
  }
  return []
}

type FileReference = Omit<ReferencedFile, 'database' | 'id'>

function filesOfVersion(
  space: RealSpace,
  { slug, version, url, attachments, ...record }: VersionRecord,
): FileReference[] {
  const userKey = assetUserKey(space, slug, version)
  const archive = storedArchiveName(url)
  const known = record.sha256.toLowerCase()
  const sha256 = checksum.test(known) ? known : undefined
  const files = [...attachments].map(([name, key]) => {
    const file = asset(key, `${name} of ${userKey}`)
    return name === archive ? { ...file, sha256 } : file
  })
  if (archive === '' || attachments.has(archive)) return files
  // Older releases of the reference registry stored the archive under the slug and number of its version.
  const location = { container: space.name, key: `${slug}/${version}/${archive}` }
  const size = record.size > 0 ? record.size : undefined
  return [...files, { ...location, sha256, size, use: `archive of ${userKey}` }]
}

function archiveIn(space: VirtualSpace, { slug, version, attachments }: VersionRecord): FileReference[] {
  const key = attachments.get(overwriteArchiveName)
  if (key === undefined) return []
  const use = `archive of ${space.name}/${slug}/${version}`
  return [{ container: space.name, key, sha256: key, size: undefined, use }]
}

function asset(key: string, use: string): FileReference {
  return { container: assetsContainer, key, sha256: undefined, size: undefined, use }
}
