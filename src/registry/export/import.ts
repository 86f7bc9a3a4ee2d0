import { createHash, type Hash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { isDeepStrictEqual } from 'node:util'
import PQueue from 'p-queue'
import { ConflictError, type Documents, type Draft, type StoredDocument } from '../../documents/documents.js'
import type { Objects } from '../../objects/objects.js'
import { FileReads } from '../file-reads.js'
import type { Progress } from '../progress.js'
import { usersOf } from '../assets.js'
import { assetsContainer } from '../spaces.js'
import { visitExport, type ArchivedObject, type Visitors } from './entries.js'
import { contentOf, hashed, Integrity, missingText, readContent, unreadableText } from './integrity.js'
import { DamagedFilesError, importDamageText, ImportRefusedError, type Layout } from './layout.js'

/** The dependencies of `importArchive`. */
export interface ImportParts {
  documents: Documents
  objects: Objects
  layout: Layout
  /** The database of asset documents. */
  assets: string
  progress: Progress
  /** Drops the data of `Layout.referenceData` or, for `all`, of both parts of the layout. Keeps the editors and their tokens. */
  dropPart: (part: 'reference' | 'all') => Promise<void>
}

/** How to treat existing data. */
export interface ImportOptions {
  /** Removes the existing data first, except editors and their tokens. */
  drop: boolean
  /** Replaces existing documents and files whose content differs. If false, these stay as they are. */
  replace: boolean
  /**
   * Imports an archive with bad files instead of refusing the archive. Leaves out damaged files and files that the object store
   * refuses. Ignores that files are missing.
   */
  skipDamaged?: boolean
  /** Aborts the import. */
  signal?: AbortSignal
}

/** The result of an import. */
export interface ImportResult {
  /** Documents written. */
  documents: number
  /** Files written. */
  files: number
  /** Editors among the documents written. Their revoked tokens may be valid again. Absent when there is none. */
  editors?: number
  /** Tokens among the documents written. They may have been revoked since the export. Absent when there is none. */
  tokens?: number
  /** Existing entries with other content, which were not changed. An example is `document "drive" in cozyregistry-apps`. */
  conflicts: string[]
  /**
   * A message for each file that is damaged or missing, or that the object store refuses. Absent when there is no such file.
   */
  damaged?: string[]
}

const documentsPerBatch = 200
const writesAtOnce = 8
const advice = '--skip-damaged imports the rest'

/**
 * Imports an archive in three passes:
 * 1. Checks the whole archive. Compares every file with the checksum in its name or its document, and asks the object store whether
 *    it accepts the name of the file. If the archive is refused, nothing is changed.
 * 2. Imports the files. Replaces existing assets that are damaged.
 * 3. Imports the documents. The files that they refer to are already there.
 *
 * Skips existing entries with the same content, so an interrupted import can be run again.
 * @param file the archive on this machine
 * @throws ImportRefusedError if the archive is broken, or has entries of an unknown database or container
 * @throws DamagedFilesError names each file that is damaged or can't be stored; with `drop`, also each missing file
 */
export async function importArchive(parts: ImportParts, file: string, options: ImportOptions): Promise<ImportResult> {
  return new Import(parts, file, options).run()
}

class Import {
  readonly #parts: ImportParts
  readonly #file: string
  readonly #options: ImportOptions
  readonly #result: ImportResult = { documents: 0, files: 0, conflicts: [] }
  readonly #batches = new Map<string, Draft[]>()
  readonly #integrity: Integrity
  readonly #reads: FileReads

  constructor(parts: ImportParts, file: string, options: ImportOptions) {
    this.#reads = new FileReads(parts.objects)
    this.#parts = parts
    this.#file = file
    this.#options = options
    this.#integrity = new Integrity(parts.layout.spaces)
  }

  async run(): Promise<ImportResult> {
    const { referenceData, gatewayOnlyData } = this.#parts.layout
    const databases = new Set<string>()
    const fingerprints = new Map<string, string>()
    const keys = new Map<string, Set<string>>()
    let foreign: string | undefined
    await this.#visit('Checking the archive', {
      document: async (database, document) => {
        databases.add(database)
        checkSameContent(fingerprints, `documents "${document._id}" in ${database}`, sha256Of(JSON.stringify(document)))
        this.#integrity.addDocument(database, document)
      },
      object: async (container, key, { content }) => {
        keys.set(container, (keys.get(container) ?? new Set()).add(key))
        const found = await contentOf(content)
        checkSameContent(fingerprints, `files "${key}" in ${container}`, found.sha256)
        this.#integrity.addFile(container, key, found)
      },
      foreign: (name) => (foreign ??= name),
    })
    // The archive of an empty registry is empty.
    if (databases.size + keys.size === 0 && (this.#options.drop || foreign !== undefined)) {
      const consequence = this.#options.drop ? 'dropped' : 'imported'
      throw new ImportRefusedError(
        `The archive has no documents and no files of a registry, so nothing was ${consequence}`,
      )
    }
    // An archive of the reference registry has no overwrites. Importing such an archive keeps the existing overwrites.
    const hasGatewayData = gatewayOnlyData.databases.some((database) => databases.has(database))
    const dropped = [...referenceData.containers, ...(hasGatewayData ? gatewayOnlyData.containers : [])]
    await this.#checkNames(keys, this.#options.drop ? dropped : [])
    await this.#checkDamage()
    if (this.#options.drop) await this.#parts.dropPart(hasGatewayData ? 'all' : 'reference')
    await this.#visit('Importing files', {
      object: (container, key, object) => this.#importObject(container, key, object),
    })
    await this.#visit('Importing documents', {
      document: (database, document) => this.#importDocument(database, document),
    })
    for (const [database, batch] of this.#batches) await this.#write(database, batch)
    return this.#result
  }

  async #visit(step: string, visitors: Visitors): Promise<void> {
    const { layout, progress } = this.#parts
    progress.begin(step, (await stat(this.#file)).size)
    await visitExport({ file: this.#file, signal: this.#options.signal }, layout, visitors, progress)
  }

  async #checkNames(keys: ReadonlyMap<string, ReadonlySet<string>>, dropped: readonly string[]): Promise<void> {
    for (const [container, keysInContainer] of keys) {
      const plan = { keys: keysInContainer, isDropped: dropped.includes(container) }
      for (const key of keysInContainer) {
        const reason = await this.#parts.objects.whyUnstorable(container, key, plan)
        if (reason !== undefined) this.#integrity.addUnstorable(container, key, reason)
      }
    }
  }

  async #checkDamage(): Promise<void> {
    const { drop, skipDamaged } = this.#options
    const damaged = [...this.#integrity.damage(), ...this.#integrity.checksumConflicts()]
    const missing = await this.#missing()
    const refused = [...damaged, ...(drop ? missing : [])]
    if (refused.length > 0 && !skipDamaged)
      throw new DamagedFilesError('Nothing was changed', importDamageText(refused), advice)
    if (damaged.length + missing.length > 0) this.#result.damaged = [...damaged, ...missing]
  }

  // Messages for referenced files that are neither in the archive nor in this registry. With `drop`, files in this registry do not
  // count.
  async #missing(): Promise<string[]> {
    const missing: string[] = []
    for (const file of this.#integrity.missing()) {
      const { container, key } = file
      const { found, unreadable } = this.#options.drop
        ? {}
        : await this.#reads.attempt(() => this.#parts.objects.stat(container, key))
      if (!found) missing.push(unreadable === undefined ? missingText(file) : unreadableText(file, unreadable))
    }
    return missing
  }

  async #importObject(container: string, key: string, { contentType, size, content }: ArchivedObject): Promise<void> {
    if (this.#integrity.damageOf(container, key) !== undefined) return skip(content)
    const existing = await this.#compare(container, key, size)
    // The key of an asset is its checksum. So an existing asset is damaged if it has other content or can't be read, and is
    // replaced.
    const mayWrite = existing === 'missing' || container === assetsContainer || this.#options.replace
    if (existing === 'same' || !mayWrite) {
      if (existing === 'same')
        await this.#parts.objects.typeAttributes?.write(container, key, () => Promise.resolve(contentType))
      else this.#result.conflicts.push(`file "${key}" in ${container}`)
      return skip(content)
    }
    const hash = createHash('sha256')
    const body = Readable.from(this.#requireUnchanged(container, key, hashed(content, hash), hash), {
      objectMode: false,
    })
    await this.#parts.objects.put(container, key, body, { contentType, size })
    this.#result.files++
  }

  // Compares an existing object with the file in the archive.
  async #compare(container: string, key: string, size: number): Promise<'missing' | 'same' | 'other'> {
    const { objects } = this.#parts
    const { found, unreadable } = await this.#reads.attempt(() => objects.stat(container, key))
    if (unreadable !== undefined) return 'other'
    if (!found) return 'missing'
    if (found.size !== size) return 'other'
    const existing = await this.#reads.attempt(() => readContent(objects, container, key))
    const isSame = existing.found?.sha256 === this.#integrity.contentOf(container, key)?.sha256
    return isSame ? 'same' : 'other'
  }

  // Yields the content of a file. Throws at the end if the archive has changed since the check.
  async *#requireUnchanged(
    container: string,
    key: string,
    content: AsyncIterable<Buffer>,
    hash: Hash,
  ): AsyncGenerator<Buffer> {
    yield* content
    if (hash.digest('hex') === this.#integrity.contentOf(container, key)?.sha256) return
    throw new ImportRefusedError(
      `The archive changed while it was read: "${key}" in ${container} has other content than before`,
    )
  }

  async #importDocument(database: string, document: Draft): Promise<void> {
    const batch = this.#batches.get(database) ?? []
    this.#batches.set(database, batch)
    if (batch.some(({ _id }) => _id === document._id)) return
    batch.push(document)
    if (batch.length >= documentsPerBatch) await this.#write(database, batch.splice(0))
  }

  async #write(database: string, batch: Draft[]): Promise<void> {
    const { documents, layout } = this.#parts
    // The databases of a virtual space are missing until their first use.
    if (layout.gatewayOnlyData.databases.includes(database)) await documents.ensure(database, [])
    const existing = await documents.getMany(
      database,
      batch.map(({ _id }) => _id),
    )
    const writing = new PQueue({ concurrency: writesAtOnce })
    await writing.addAll(batch.map((document, i) => () => this.#put(database, document, existing[i])))
  }

  async #put(database: string, document: Draft, existing: StoredDocument | undefined): Promise<void> {
    const draft = existing ? this.#merged(database, document, existing) : document
    if (!draft) return
    try {
      await this.#parts.documents.put(database, draft)
      this.#result.documents++
      const { editors, tokens } = this.#parts.layout.spaces.shared
      if (database === editors) this.#result.editors = (this.#result.editors ?? 0) + 1
      if (database === tokens) this.#result.tokens = (this.#result.tokens ?? 0) + 1
    } catch (error) {
      // Another process has written the document meanwhile.
      if (!(error instanceof ConflictError)) throw error
      this.#conflict(database, document)
    }
  }

  // The document that replaces an existing one. `undefined` when the existing one stays.
  #merged(database: string, document: Draft, { _rev, ...existing }: StoredDocument): Draft | undefined {
    if (isDeepStrictEqual(document, existing)) return undefined
    if (database === this.#parts.assets) return withAllUsers(document, { _rev, ...existing })
    // The last use of a token may differ. That of the archive is older.
    if (database === this.#parts.layout.spaces.shared.tokens) return undefined
    if (this.#options.replace) return { ...document, _rev }
    this.#conflict(database, document)
    return undefined
  }

  #conflict(database: string, { _id }: Draft): void {
    this.#result.conflicts.push(`document "${_id}" in ${database}`)
  }
}

// Refuses two entries with the same name and different contents: it is unknown which one is right.
function checkSameContent(known: Map<string, string>, entries: string, sha256: string): void {
  const before = known.get(entries)
  if (before !== undefined && before !== sha256)
    throw new ImportRefusedError(`The archive has two different ${entries}`)
  known.set(entries, sha256)
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function skip(content: Readable): Promise<void> {
  return finished(content.resume())
}

// Adds the users of an imported asset to its existing document. Returns `undefined` when the existing document has all of them.
function withAllUsers(imported: Draft, existing: StoredDocument): Draft | undefined {
  const before = usersOf(existing.used_by)
  const users = [...new Set([...before, ...usersOf(imported.used_by)])]
  return users.length === before.length ? undefined : { ...existing, used_by: users }
}
