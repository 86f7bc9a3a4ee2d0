import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { ConflictError, DatabaseMissingError, type Change, type Documents } from '../../documents/documents.js'
import { treatMissingDatabaseAs } from '../../documents/treat-missing-database-as.js'
import { followChanges, type FeedOptions } from '../change-feed.js'
import { retryOnConflict } from '../retry-on-conflict.js'
import {
  readTokenRecord,
  recordIdPrefix,
  tokenDocument,
  type TokenRecord,
  type TokenRecordDraft,
} from './token-record.js'

/** The dependencies of `TokenRecords`. */
export interface TokenRecordParts {
  documents: Documents
  /** The name of the database. */
  database: string
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
}

const mostCached = 10_000
const pageSize = 200
/** How often the last use of a token is written at most, in milliseconds. */
export const useInterval = 300_000

/**
 * The records of the tokens that have an id. Such a token is valid only as long as its record is stored: removing the record
 * revokes the token. Records that were looked up are cached until they change.
 */
export class TokenRecords {
  readonly #documents: Documents
  readonly #database: string
  readonly #clock: () => number
  readonly #log: Logger
  readonly #cached = new LRUCache<string, Promise<TokenRecord | undefined>>({ max: mostCached })
  // When the last use of a token was written, or could not be written, by this gateway.
  readonly #useTimes = new LRUCache<string, number>({ max: mostCached })
  readonly #writing = new Set<Promise<void>>()

  constructor({ documents, database, clock, log }: TokenRecordParts) {
    this.#documents = documents
    this.#database = database
    this.#clock = clock
    this.#log = log
  }

  /** Starts following the changes of the database. Call it before reading anything. */
  async open(options: FeedOptions): Promise<void> {
    await followChanges(this.#documents, this.#database, options, (changes) => this.#forget(changes))
  }

  /** Waits until the last uses are written. */
  async close(): Promise<void> {
    await Promise.all(this.#writing)
  }

  /** The record of a token. `undefined` when the token was revoked. */
  async find(editor: string, id: string): Promise<TokenRecord | undefined> {
    const key = recordIdPrefix(editor) + id
    const cached = this.#cached.get(key)
    if (cached) return cached
    const reading = this.#read(key)
    this.#cached.set(key, reading)
    try {
      return await reading
    } catch (error) {
      if (this.#cached.peek(key) === reading) this.#cached.delete(key)
      throw error
    }
  }

  /** Like `find`, for a token that a client uses now. Records the use in the background. */
  async use(editor: string, id: string): Promise<TokenRecord | undefined> {
    const record = await this.find(editor, id)
    if (record) this.#recordUse(record)
    return record
  }

  /** The records of an editor's tokens, in no particular order. Some may have expired, or may have been revoked together. */
  async of(editor: string): Promise<TokenRecord[]> {
    const prefix = recordIdPrefix(editor)
    return treatMissingDatabaseAs([], async () => {
      const records: TokenRecord[] = []
      for await (const document of this.#documents.list(this.#database, prefix, pageSize)) {
        if (!document._id.startsWith(prefix)) break
        records.push(readTokenRecord(document))
      }
      return records
    })
  }

  /** Stores the record of a new token. */
  async add(draft: TokenRecordDraft): Promise<void> {
    const document = tokenDocument(draft)
    const put = () => this.#documents.put(this.#database, document)
    // A command that only reads creates no databases, but some of these commands make tokens.
    await put().catch(async (error: unknown) => {
      if (!(error instanceof DatabaseMissingError)) throw error
      await this.#documents.ensure(this.#database, [])
      await put()
    })
    this.#cached.delete(document._id)
  }

  /**
   * Removes a record, and so revokes its token. Works on a full disk.
   * @returns the removed record. `undefined` when there was none
   */
  async remove(editor: string, id: string): Promise<TokenRecord | undefined> {
    const key = recordIdPrefix(editor) + id
    const removed = await treatMissingDatabaseAs(undefined, () =>
      // A gateway may write the last use at the same time.
      retryOnConflict(async () => {
        const document = await this.#documents.get(this.#database, key)
        if (document) await this.#documents.remove(this.#database, key, document._rev)
        return document
      }),
    )
    this.#cached.delete(key)
    return removed && readTokenRecord(removed)
  }

  async #read(key: string): Promise<TokenRecord | undefined> {
    const document = await treatMissingDatabaseAs(undefined, () => this.#documents.get(this.#database, key))
    return document && readTokenRecord(document)
  }

  #recordUse({ document, lastUsedAt }: TokenRecord): void {
    const now = this.#clock()
    const last = Math.max(lastUsedAt?.getTime() ?? 0, this.#useTimes.get(document._id) ?? 0)
    if (now < last + useInterval) return
    this.#useTimes.set(document._id, now)
    const writing = this.#writeUse({ ...document, last_used_at: now }).finally(() => this.#writing.delete(writing))
    this.#writing.add(writing)
  }

  // Never rejects. A token stays valid if its last use can't be written.
  async #writeUse(document: TokenRecord['document']): Promise<void> {
    try {
      await this.#documents.put(this.#database, document)
    } catch (err) {
      // After a conflict, another gateway has written the last use, or the token was revoked.
      if (!(err instanceof ConflictError)) this.#log.warn({ err }, 'the last use of a token could not be written')
    }
  }

  #forget(changes: readonly Change[] | undefined): void {
    if (!changes) this.#cached.clear()
    for (const { id } of changes ?? []) this.#cached.delete(id)
  }
}
