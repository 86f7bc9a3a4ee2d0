import type { Json, JsonObject } from '../json.js'

export { isDocumentId } from './ids.js'

/**
 * A document to write: any JSON object with an `_id`. `_rev` is the revision that the document replaces.
 * Subnormal numbers (nearer to 0 than 2.2e-308) may come back as 0.
 */
export interface Draft extends JsonObject {
  _id: string
  _rev?: string
}

/** A document that was read. `_rev` is opaque and changes with every write. */
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

/** An index over those documents of a database that have all `fields` at top level. Its name is unique in the database. */
export interface Index {
  name: string
  fields: [string, ...string[]]
}

/** Indexes and views that other programs, such as the reference registry, query in CouchDB. The embedded engine ignores them. */
export interface ForeignIndexes {
  indexes?: Index[]
  /** `name` is the id of a design document without `_design/`; `maps` has the map function of each view, in ECMAScript 5. */
  views?: { name: string; maps: Record<string, string> }[]
}

/** A query over one declared index. */
export interface Query {
  index: Index
  /** Conditions by field, joined by AND. Only fields of the index; a field without a condition matches any value. */
  where: Record<string, Condition>
  /**
   * Order by the fields of the index, then by id. Engines order strings differently, so the registry itself sorts lists that
   * people see.
   */
  order?: 'ascending' | 'descending'
  limit?: number
  skip?: number
}

/** One entry of a change feed: the newest state of one document. */
export interface Change {
  id: string
  deleted: boolean
}

/** Changes of one database, and the position after them. Only changes of the same document have a guaranteed order. */
export interface ChangeBatch {
  changes: Change[]
  /** Opaque position in the feed. A feed that gets this position as `since` continues after this batch. */
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

/** The engine was locked by another process for too long. Nothing was written; a retry may succeed. */
export class BusyError extends Error {
  override name = 'BusyError'
  constructor(options?: ErrorOptions) {
    super('Another process has locked the documents: try again in a while', options)
  }
}

/**
 * The interface to document databases with revisions (CouchDB's model). Its engines are CouchDB, and SQLite within this process
 * (the embedded engine).
 * Every write is durable when its promise resolves. All methods reject with `DatabaseMissingError` when the database is
 * missing, unless they say otherwise, and with `BusyError` when the engine is locked for long. Design documents (`_design/…`)
 * are never returned. Methods that write reject with a TypeError for an id that no document can have (empty, `.`, `..`, with a
 * leading `_`, a NUL or a lone surrogate).
 */
export interface Documents {
  /** The document, or `undefined`. */
  get(database: string, id: string): Promise<StoredDocument | undefined>

  /** The documents with these ids, in the order of `ids`, with `undefined` for each missing document. Sends one query. */
  getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]>

  /**
   * Creates (no `_rev`) or replaces (`_rev` = current revision) a document.
   * @returns the new revision
   * @throws ConflictError when the document exists and `_rev` is absent or stale, or when it does not exist and `_rev` is given
   */
  put(database: string, document: Draft): Promise<string>

  /**
   * Creates or replaces documents with different ids as `put` does, in one request. Not a transaction: some documents may be
   * written, and others not.
   * @returns for each document, in the same order, the new revision, or the conflict that prevented the write
   */
  putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]>

  /**
   * Removes a document.
   * @throws ConflictError when `revision` is not the current one, or the document is gone
   */
  remove(database: string, id: string, revision: string): Promise<void>

  /** The documents that match a query, in the order of its index. */
  find(database: string, query: Query): Promise<StoredDocument[]>

  /** As `find`, but returns only these top-level members of each document. Engines avoid reading the others if they can. */
  findFields(database: string, query: Query, fields: string[]): Promise<Record<string, Json | undefined>[]>

  /** All documents with an id of at least `startId` (default: all), in byte order of ids, read page by page. */
  list(database: string, startId?: string): AsyncIterable<StoredDocument>

  /** All ids of the database in byte order. */
  ids(database: string): Promise<string[]>

  /** The current position of the database's change feed: `changes` since this position yields every later write. */
  position(database: string): Promise<string>

  /**
   * The change feed of the database after `since`, with the writes of all processes. It waits for further changes, continues
   * after failures of the engine, and ends when `signal` aborts or the database is dropped.
   */
  changes(database: string, since: string, signal: AbortSignal): AsyncIterable<ChangeBatch>

  /** Resolves when the database exists, created by any process, or when `signal` aborts. */
  whenCreated(database: string, signal: AbortSignal): Promise<void>

  /** Names of all databases, sorted. */
  databases(): Promise<string[]>

  /**
   * Creates the database, its indexes, and the `foreign` indexes and views, unless they exist. Never changes existing ones. May
   * be called concurrently.
   */
  ensure(database: string, indexes: Index[], foreign?: ForeignIndexes): Promise<void>

  /** Removes the views that another program created in a design document with this name; does nothing when it is missing. */
  removeViews(database: string, name: string): Promise<void>

  /** Removes the database and its documents; does nothing when it is missing. */
  drop(database: string): Promise<void>

  /** Resolves when the engine answers. */
  ping(): Promise<void>

  /** Ends all feeds and frees all resources, such as connections; running operations may fail. */
  close(): Promise<void>
}
