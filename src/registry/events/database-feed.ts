import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import {
  startOfFeed,
  UnknownPositionError,
  type Change,
  type ChangeBatch,
  type Documents,
  type StoredDocument,
} from '../../documents/documents.js'
import { treatMissingDatabaseAs } from '../../documents/treat-missing-database-as.js'
import { timeOf } from '../records.js'
import type { FeedCursor } from './cursors.js'
import type { ChangeReader, DocumentChange } from './document-change.js'
import { expired, replaced } from './stream-ended.js'

/** Described changes of one batch of a feed, in order. */
export interface DescribedBatch {
  from: string
  to: string
  changes: DocumentChange[]
}

/** Gets the batches of a feed. `undefined` means that the database was dropped. */
export type BatchListener = (batch: DescribedBatch | undefined) => void

/** A change, and the cursor of the feed behind it. */
export interface ReplayedChange {
  change: DocumentChange
  cursor: FeedCursor
}

/** How changes are replayed. */
export interface ReplayOptions {
  /** How many changes there may be. */
  limit: number
  /** Aborts when the client leaves. */
  signal: AbortSignal | undefined
}

/** The dependencies of a `DatabaseFeed`. */
export interface DatabaseFeedParts {
  documents: Documents
  reader: ChangeReader
  log: Logger
  /** Aborts when the registry closes. */
  signal: AbortSignal
}

// Milliseconds between two attempts to read changed documents.
const retryPause = 1000
const documentsPerQuery = 100
const maxRecent = 2000
const digitsOfOrder = 16

/**
 * The changes of one database, described. All subscribers of the process share it. It reads changed documents only after the
 * first subscription; until then it knows only the position in the change feed.
 */
export class DatabaseFeed {
  readonly #database: string
  readonly #parts: DatabaseFeedParts
  readonly #listeners = new Set<BatchListener>()
  /** The latest changes, by document and revision. A replayed change is described as it was the first time. */
  readonly #recent = new LRUCache<string, DocumentChange>({ max: maxRecent })
  #position = startOfFeed
  /** Defined when the feed is active. Resolves when it has handled everything received so far. */
  #work: Promise<void> | undefined

  constructor(database: string, parts: DatabaseFeedParts) {
    this.#database = database
    this.#parts = parts
  }

  /** The position behind the last batch that listeners got. */
  get position(): string {
    return this.#position
  }

  /** Calls `listener` with all later batches. Resolves when no later change can be missed. */
  async addListener(listener: BatchListener): Promise<void> {
    this.#listeners.add(listener)
    this.#work ??= this.#prepare()
    await this.#work
  }

  /** Call with all changes of the database, see `followChanges`. Call it when no cache has older data any more. */
  receive(changes: Change[] | undefined, position: string): void {
    if (this.#work) this.#work = this.#work.then(() => this.#handle(changes, position))
    else this.#position = position
  }

  /**
   * The changes after a cursor up to a position that listeners have already reached.
   * @throws StreamEndedError if there are too many, or if the cursor is one of another server; the reason of the signal
   */
  async replay(cursor: FeedCursor, end: string, options: ReplayOptions): Promise<ReplayedChange[]> {
    if (typeof cursor === 'string') return this.#replayBatch(cursor, end, '', options)
    const { from, to, key } = cursor
    return [...(await this.#replayBatch(from, to, key, options)), ...(await this.#replayBatch(to, end, '', options))]
  }

  // The changes between two positions: those after `from`, without those after `to`. A document that has changed after `to` is
  // left out, because its newest state comes later.
  async #replayBatch(
    from: string,
    to: string,
    afterKey: string,
    { limit, signal }: ReplayOptions,
  ): Promise<ReplayedChange[]> {
    signal?.throwIfAborted()
    if (from === to) return []
    const { changes } = await this.#read(from, limit)
    const later = new Set((await this.#read(to, limit)).changes.map(({ id }) => id))
    const batch = changes.filter(({ id }) => !later.has(id))
    const describe: ChangeReader['describe'] = ({ id, revision }, document) => {
      const known = this.#recent.get(`${id} ${revision}`)
      return known ?? this.#parts.reader.describe({ id, revision, deleted: document === undefined }, document)
    }
    const described = await this.#describe(batch, describe, { signal })
    return withCursors({ from, to, changes: described }).filter(({ change }) => change.key > afterKey)
  }

  async #read(since: string, limit: number): Promise<ChangeBatch> {
    const { documents } = this.#parts
    const nothing = { changes: [], position: startOfFeed, isFull: false }
    const batch = await treatMissingDatabaseAs(nothing, () =>
      documents.changesUntilNow(this.#database, since, limit + 1),
    ).catch((error: unknown) => {
      throw error instanceof UnknownPositionError ? replaced() : error
    })
    if (batch.isFull) throw expired(limit)
    return batch
  }

  async #prepare(): Promise<void> {
    // Without the states, changes are described less precisely.
    const logFailure = (err: unknown): void => this.#parts.log.warn({ err, database: this.#database }, unprepared)
    await this.#parts.reader.prepare().catch(logFailure)
  }

  async #handle(changes: Change[] | undefined, to: string): Promise<void> {
    if (!changes) {
      const isDropped = to === startOfFeed && this.#position !== startOfFeed
      this.#position = to
      if (isDropped) this.#emit(undefined)
      return
    }
    const described = await this.#describeUntilSuccess(changes)
    const from = this.#position
    this.#position = to
    this.#emit({ from, to, changes: described })
  }

  async #describeUntilSuccess(changes: Change[]): Promise<DocumentChange[]> {
    const { reader, log, signal } = this.#parts
    while (!signal.aborted) {
      try {
        return await this.#describe(changes, (change, document) => reader.describeNext(change, document), {
          isNew: true,
        })
      } catch (err) {
        log.error({ err, database: this.#database }, 'changed documents could not be read')
        await sleep(retryPause, undefined, { signal, ref: false }).catch(() => undefined)
      }
    }
    return []
  }

  async #describe(
    changes: Change[],
    describe: ChangeReader['describe'],
    { isNew = false, signal }: { isNew?: boolean; signal?: AbortSignal | undefined },
  ): Promise<DocumentChange[]> {
    const found = await this.#documentsOf(changes, signal)
    const described = changes.flatMap((change): DocumentChange[] => {
      const document = found.get(change.id)
      // The document has changed again meanwhile. Its newest state is in a later batch.
      if (change.deleted ? document : document?._rev !== change.revision) return []
      const description = describe(change, document)
      if (!description) return []
      const result = { ...description, key: keyOf(change, document) }
      if (isNew) this.#recent.set(`${change.id} ${change.revision}`, result)
      return [result]
    })
    return described.sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  async #documentsOf(changes: Change[], signal?: AbortSignal): Promise<Map<string, StoredDocument>> {
    const ids = changes.filter(({ deleted }) => !deleted).map(({ id }) => id)
    const found = new Map<string, StoredDocument>()
    for (let start = 0; start < ids.length; start += documentsPerQuery) {
      signal?.throwIfAborted()
      const page = ids.slice(start, start + documentsPerQuery)
      const documents = await treatMissingDatabaseAs([], () => this.#parts.documents.getMany(this.#database, page))
      for (const document of documents) if (document) found.set(document._id, document)
    }
    return found
  }

  #emit(batch: DescribedBatch | undefined): void {
    for (const listener of this.#listeners) listener(batch)
  }
}

const unprepared = 'the documents for subscriptions could not be loaded'

/** The changes of a batch, each with the cursor behind it. */
export function withCursors({ from, to, changes }: DescribedBatch): ReplayedChange[] {
  return changes.map((change, i) => ({
    change,
    cursor: i === changes.length - 1 ? to : { from, to, key: change.key },
  }))
}

// CouchDB has no order of the changes of different documents. The dates of publications and withdrawals give one. Removed
// documents have no date, and come last.
function keyOf({ id, sequence }: Change, document: StoredDocument | undefined): string {
  const time = document ? timeOf(document.withdrawn_at ?? document.created_at) : Number.MAX_SAFE_INTEGER
  const order = sequence ?? time
  return `${String(order).padStart(digitsOfOrder, '0')} ${id}`
}
