import type { Json, JsonObject } from '../json.js'

export { isDocumentId } from './ids.js'

/**
 * A document to write: a JSON object with an `_id`. `_rev` is the revision that the document replaces. A subnormal number
 * (nearer to 0 than 2.2e-308) may be stored as 0.
 */
export interface Draft extends JsonObject {
  _id: string
  _rev?: string
}

/** A stored document. `_rev` is opaque, and changes with every write. */
export interface StoredDocument extends JsonObject {
  _id: string
  _rev: string
}

/** A value in a condition. */
export type Scalar = string | number | boolean

/** Conditions on one field, joined by AND. */
export interface Condition {
  equals?: Scalar
  in?: Scalar[]
  /** Greater than or equal. */
  from?: Scalar
  /** Less than or equal. */
  to?: Scalar
}

/** An index over the documents of a database that have all `fields` at top level. Its name is unique in the database. */
export interface Index {
  name: string
  fields: [string, ...string[]]
}

/** Indexes and views that the reference registry queries in CouchDB. This program does not use them. SQLite ignores them. */
export interface CozyAppsRegistryIndexes {
  indexes?: Index[]
  /** `name` is the id of a design document without `_design/`. `maps` has the map function of each view, in ECMAScript 5. */
  views?: { name: string; maps: Record<string, string> }[]
}

/** A query over one declared index. */
export interface Query {
  index: Index
  /**
   * Conditions by field. A document must meet all of them. Only fields of the index are allowed. A field without a condition
   * matches any value.
   */
  where: Record<string, Condition>
  /**
   * Order by the fields of the index, then by id. Engines order strings differently. So the registry itself sorts the lists
   * that it shows.
   */
  order?: 'ascending' | 'descending'
  limit?: number
  skip?: number
}

/** One entry of a change feed: the newest state of one document. */
export interface Change {
  id: string
  deleted: boolean
  /** The revision of this state. Of a removed document: the revision of the removal. */
  revision: string
  /** Larger than those of all earlier changes of the database. Absent if the engine does not order its changes. */
  sequence?: number
}

/** The position before the first change of every database. */
export const startOfFeed = '0'

/** Changes of one database, and the position after them. Only changes of the same document have a guaranteed order. */
export interface ChangeBatch {
  changes: Change[]
  /** Opaque position in the feed. A feed with this position as `since` continues after this batch. */
  position: string
}

/** A write whose revision is not the current revision of the document (CouchDB's 409). Nothing was written. */
export class ConflictError extends Error {
  override name = 'ConflictError'
  readonly database: string
  readonly id: string
  constructor(database: string, id: string) {
    super(`Document update conflict: "${id}" in database "${database}"`)
    this.database = database
    this.id = id
  }
}

/** An operation on a database that does not exist (CouchDB's 404 `no_db_file`). */
export class DatabaseMissingError extends Error {
  override name = 'DatabaseMissingError'
  readonly database: string
  constructor(database: string) {
    super(`Database "${database}" does not exist`)
    this.database = database
  }
}

/** A text that is no position in the change feeds of this engine, such as a position of another server. */
export class UnknownPositionError extends TypeError {
  override name = 'UnknownPositionError'
  constructor(position: string, options?: ErrorOptions) {
    super(`"${position}" is no position in a change feed of this server`, options)
  }
}

/** A query over an index that the database does not have. */
export class IndexMissingError extends Error {
  override name = 'IndexMissingError'
  constructor(database: string, { name, fields }: Index) {
    super(`Database "${database}" can't use an index "${name}" over ${fields.join(', ')}: declare it with ensure`)
  }
}

/** Options of a write. */
export interface WriteOptions {
  /** Whether a removal needs this write. On a full disk, such a write may use space that the engine reserves for removals. */
  isForRemoval?: boolean
}

/** Another process locked the engine for too long. Nothing was written. A retry may succeed. */
export class BusyError extends Error {
  override name = 'BusyError'
  constructor(options?: ErrorOptions) {
    super('Another process has locked the documents: try again in a while', options)
  }
}

/**
 * The interface to document databases with revisions (CouchDB's model). Its engines are CouchDB, and SQLite within this process
 * (the embedded engine). A write is durable when its promise resolves. Design documents (`_design/…`) are never returned.
 *
 * Errors of all methods, unless a method says otherwise:
 * - `DatabaseMissingError`: the database is missing.
 * - `BusyError`: another process locks the engine for too long.
 *
 * Methods that write reject with a TypeError for an id that no document can have:
 * - an empty id, `.` and `..`
 * - an id with a leading `_`
 * - an id that contains a NUL or a lone surrogate
 */
export interface Documents {
  /** The document; `undefined` if it is missing. */
  get(database: string, id: string): Promise<StoredDocument | undefined>

  /** The documents with these ids, in the order of `ids`. For a missing document, the entry is `undefined`. Sends one query. */
  getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]>

  /**
   * Creates a document (no `_rev`), or replaces it (`_rev` is its current revision).
   * @returns the new revision
   * @throws ConflictError if the document exists and `_rev` is absent or stale, or if it does not exist and `_rev` is given
   */
  put(database: string, document: Draft, options?: WriteOptions): Promise<string>

  /**
   * Creates or replaces documents with different ids in one request. For each document, the rules of `put` apply. This is not a
   * transaction: some documents may be written, and others not.
   * @returns for each document, in the same order: the new revision, or the conflict that prevented the write
   */
  putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]>

  /**
   * Removes a document.
   * @throws ConflictError if `revision` is not the current one, or if the document is gone
   */
  remove(database: string, id: string, revision: string): Promise<void>

  /**
   * The documents that match a query, in the order of its index.
   * @throws IndexMissingError if the database lacks the index
   */
  find(database: string, query: Query): Promise<StoredDocument[]>

  /**
   * Like `find`, but returns only these top-level members of each document. If possible, engines don't read the other members.
   */
  findFields(database: string, query: Query, fields: string[]): Promise<Record<string, Json | undefined>[]>

  /**
   * All documents with an id of at least `startId` (default: all). They are in the byte order of their ids, and read in pages.
   * @param pageSize how many documents are read at once; each engine has its own default
   */
  list(database: string, startId?: string, pageSize?: number): AsyncIterable<StoredDocument>

  /** All ids of the database in byte order. */
  ids(database: string): Promise<string[]>

  /** The current position of the database's change feed. After this position, `changes` yields every later write. */
  currentFeedPosition(database: string): Promise<string>

  /**
   * The change feed of the database after `since`, with the writes of all processes. The feed waits for further changes. After
   * failures of the engine, it continues. It ends when `signal` aborts, or when the database is dropped.
   */
  changes(database: string, since: string, signal: AbortSignal): AsyncIterable<ChangeBatch>

  /**
   * The changes after `since` until now, at most `limit`. There may be fewer, although more follow: changes of design documents
   * are left out. `isFull` says whether more may follow.
   * @throws UnknownPositionError if `since` is no position
   */
  changesUntilNow(database: string, since: string, limit: number): Promise<ChangeBatch & { isFull: boolean }>

  /** Resolves when the database exists, or when `signal` aborts. Any process may create the database. */
  whenCreated(database: string, signal: AbortSignal): Promise<void>

  /**
   * Names of databases, sorted.
   * @param prefix the beginning of the names; default: all databases
   */
  databases(prefix?: string): Promise<string[]>

  /**
   * Creates the database, its indexes, and the `cozyAppsRegistryIndexes`, unless they exist. Never changes existing ones.
   * Concurrent calls are allowed.
   */
  ensure(database: string, indexes: Index[], cozyAppsRegistryIndexes?: CozyAppsRegistryIndexes): Promise<void>

  /** Removes the design document with this name and its views. If the design document is missing, does nothing. */
  removeViews(database: string, name: string): Promise<void>

  /** Removes the database and its documents. If the database is missing, does nothing. */
  drop(database: string): Promise<void>

  /** Resolves when the engine answers. */
  ping(): Promise<void>

  /** Ends all feeds, and frees all resources, such as connections. Running operations may fail. */
  close(): Promise<void>
}
