import type { Json } from '../../json.js'
import {
  ConflictError,
  DatabaseMissingError,
  type ChangeBatch,
  type Documents,
  type Draft,
  type Index,
  type Query,
  type StoredDocument,
  type WriteOptions,
} from '../documents.js'
import { checkDocumentId } from '../ids.js'
import { nodeDriver, packagedDriver, type Driver, type Statement } from './driver.js'
import { batchOf, formatPosition, parsePosition, startIn, streamChanges, Wakeups } from './feed.js'
import { openSqliteFile, type SqliteFile, type SqliteFileOptions } from './file.js'
import { DocumentStatements, SqliteDatabase } from './database.js'

const documentsPerPage = 100

/** Milliseconds between two checks for writes of other processes. */
const pollInterval = 20
const lastCharacter = '\u{10ffff}'

/** How many documents of a dropped database one transaction deletes: so few that the deletion fits into the reserved space. */
const deletionsPerTransaction = 40

/**
 * Opens the SQLite file `<folder>/documents.sqlite` as `Documents`. The file contains all databases. Several processes may use
 * it at the same time. If the folder or the file is missing, it is created.
 * @param driver the implementation of SQLite; default: Node's own, or the packaged one before Node 22.13
 * @throws Error with the path and the reason if the file can't be opened, or if a newer version wrote it
 */
export async function openSqliteDocuments(
  folder: string,
  driver?: Driver,
  options?: SqliteFileOptions,
): Promise<Documents> {
  const file = await openSqliteFile(folder, driver ?? nodeDriver() ?? (await packagedDriver()), options)
  const documents = new SqliteDocuments(file)
  // The deletion may fail, for example because another process has the lock. The next drop or opening repeats the deletion.
  void documents.deleteDropped().catch(() => undefined)
  return documents
}

class SqliteDocuments implements Documents {
  readonly #file: SqliteFile
  readonly #statements: DocumentStatements
  readonly #numberOf: Statement<{ number: number }>
  readonly #names: Statement<{ name: string }>
  readonly #dropped: Statement<{ number: number }>
  readonly #dataVersion: Statement<{ data_version: number }>
  readonly #wakeups = new Wakeups()
  readonly #closing = new AbortController()
  readonly #timer: NodeJS.Timeout
  #seenVersion: number | undefined

  constructor(file: SqliteFile) {
    this.#file = file
    this.#statements = new DocumentStatements(file.connection)
    this.#numberOf = file.connection.prepare('SELECT number FROM database_names WHERE name = ?')
    this.#names = file.connection.prepare('SELECT name FROM database_names WHERE name >= ? AND name < ? ORDER BY name')
    this.#dropped = file.connection.prepare('SELECT number FROM dropped_databases')
    this.#dataVersion = file.connection.prepare('PRAGMA data_version')
    this.#timer = setInterval(() => this.#checkOtherProcesses(), pollInterval).unref()
  }

  async get(database: string, id: string): Promise<StoredDocument | undefined> {
    return this.#read(database, (db) => db.get(id))
  }

  async getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]> {
    return this.#read(database, (db) => db.getMany(ids))
  }

  async put(database: string, document: Draft, { isForRemoval = false }: WriteOptions = {}): Promise<string> {
    checkDocumentId(document._id)
    // If the document does not grow, the write may use the reserved space, too: the removal of a version also changes the documents
    // of the version's files.
    return this.#write(
      database,
      (db) => db.put(document),
      (db) => isForRemoval || db.fitsInPlace(document),
    )
  }

  async putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]> {
    for (const { _id } of documents) checkDocumentId(_id)
    return this.#write(
      database,
      (db) => documents.map((document) => putUnlessConflict(db, document)),
      (db) => documents.every((document) => db.fitsInPlace(document)),
    )
  }

  async remove(database: string, id: string, revision: string): Promise<void> {
    await this.#write(
      database,
      (db) => db.remove(id, revision),
      () => true,
    )
  }

  async find(database: string, query: Query): Promise<StoredDocument[]> {
    return this.#read(database, (db) => db.find(query))
  }

  async findFields(database: string, query: Query, fields: string[]): Promise<Record<string, Json | undefined>[]> {
    return this.#read(database, (db) => db.findFields(query, fields))
  }

  async *list(database: string, startId = '', pageSize = documentsPerPage): AsyncGenerator<StoredDocument, void> {
    let page = await this.#read(database, (db) => db.pageFrom(startId, pageSize))
    for (let last = page.at(-1); last; last = page.at(-1)) {
      yield* page
      const { _id: id } = last
      page = await this.#read(database, (db) => db.pageAfter(id, pageSize))
    }
  }

  async ids(database: string): Promise<string[]> {
    return this.#read(database, (db) => db.ids())
  }

  async currentFeedPosition(database: string): Promise<string> {
    return this.#read(database, (db) => formatPosition(db))
  }

  async *changes(database: string, since: string, signal: AbortSignal): AsyncGenerator<ChangeBatch, void> {
    const stop = AbortSignal.any([signal, this.#closing.signal])
    const start = await this.#read(database, (db) => startIn(db, parsePosition(since)))
    const { number } = start
    const changesAfter = (sequence: number) =>
      this.#read(database, (db) => (db.number === number ? db.changesAfter(sequence) : undefined))
    yield* streamChanges({ ...start, database }, changesAfter, this.#wakeups, stop)
  }

  async changesUntilNow(database: string, since: string, limit: number): Promise<ChangeBatch & { isFull: boolean }> {
    const position = parsePosition(since)
    return this.#read(database, (db) => {
      const start = startIn(db, position)
      const rows = db.changesAfter(start.sequence, limit)
      const batch = batchOf(rows, { ...start, sequence: rows.at(-1)?.sequence ?? start.sequence })
      return { ...batch, isFull: rows.length === limit }
    })
  }

  async whenCreated(database: string, signal: AbortSignal): Promise<void> {
    const stop = AbortSignal.any([signal, this.#closing.signal])
    while (!stop.aborted) {
      const { count } = this.#wakeups
      if (await this.#exists(database)) return
      await this.#wakeups.sleep(database, count, stop)
    }
  }

  async databases(prefix = ''): Promise<string[]> {
    const rows = await this.#file.read(() => this.#names.all(prefix, prefix + lastCharacter))
    return rows.map(({ name }) => name)
  }

  async ensure(database: string, indexes: Index[]): Promise<void> {
    // Acquires the write lock only if something is missing, because another process may hold the lock.
    const isComplete = await this.#file.read(
      () =>
        this.#numberOf.get(database) !== undefined && indexes.every((index) => this.#open(database).hasIndex(index)),
    )
    if (isComplete) return
    await this.#file.write(() => {
      if (!this.#numberOf.get(database)) this.#create(database)
      const db = this.#open(database)
      for (const index of indexes) db.createIndex(index)
    })
    this.#wakeups.wake(database)
  }

  // No other program creates views in this file.
  removeViews(): Promise<void> {
    return Promise.resolve()
  }

  // The database disappears at once, and its documents are deleted afterwards. If the deletion is interrupted, the next opening
  // of the file continues it.
  async drop(database: string): Promise<void> {
    await this.#file.write(
      () => {
        const number = this.#numberOf.get(database)?.number
        if (number === undefined) return
        const { connection } = this.#file
        connection.prepare('DELETE FROM database_names WHERE number = ?').run(number)
        connection.prepare('INSERT INTO dropped_databases (number) VALUES (?)').run(number)
      },
      () => true,
    )
    this.#wakeups.wake(database)
    await this.deleteDropped()
  }

  /** Deletes the documents of dropped databases. */
  async deleteDropped(): Promise<void> {
    const deleteSome = (): void => this.#deleteSomeDropped()
    while (await this.#file.read(() => this.#dropped.get())) await this.#file.write(deleteSome, () => true)
  }

  async ping(): Promise<void> {
    await this.#file.read(() => this.#names.get('', lastCharacter))
    await this.#file.check()
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    clearInterval(this.#timer)
    this.#closing.abort()
    this.#file.close()
  }

  #exists(database: string): Promise<boolean> {
    return this.#file.read(() => this.#numberOf.get(database) !== undefined)
  }

  #read<T>(database: string, work: (db: SqliteDatabase) => T): Promise<T> {
    return this.#file.read(() => work(this.#open(database)))
  }

  async #write<T>(
    database: string,
    work: (db: SqliteDatabase) => T,
    mayUseReserve: (db: SqliteDatabase) => boolean,
  ): Promise<T> {
    const result = await this.#file.write(
      () => work(this.#open(database)),
      () => mayUseReserve(this.#open(database)),
    )
    this.#wakeups.wake(database)
    return result
  }

  // Queries the number each time, because another process may have dropped the database and created it again. A number is never
  // reused.
  #open(database: string): SqliteDatabase {
    const number = this.#numberOf.get(database)?.number
    if (number === undefined) throw new DatabaseMissingError(database)
    return new SqliteDatabase(this.#statements, database, number)
  }

  #create(database: string): void {
    this.#file.connection.prepare('INSERT INTO database_names (name) VALUES (?)').run(database)
  }

  #deleteSomeDropped(): void {
    const { connection } = this.#file
    const number = this.#dropped.get()?.number
    if (number === undefined) return
    const some = `SELECT rowid FROM documents WHERE database = ? LIMIT ${deletionsPerTransaction}`
    const deleted = connection.prepare(`DELETE FROM documents WHERE rowid IN (${some}) RETURNING id`).all(number)
    if (deleted.length === deletionsPerTransaction) return
    connection.prepare('DELETE FROM declared_indexes WHERE database = ?').run(number)
    connection.prepare('DELETE FROM dropped_databases WHERE number = ?').run(number)
  }

  #checkOtherProcesses(): void {
    try {
      const version = this.#dataVersion.get()?.data_version
      if (version !== this.#seenVersion) this.#wakeups.wake()
      this.#seenVersion = version
    } catch {
      // The next check tries again.
    }
  }
}

function putUnlessConflict(db: SqliteDatabase, document: Draft): string | ConflictError {
  try {
    return db.put(document)
  } catch (error) {
    if (error instanceof ConflictError) return error
    throw error
  }
}
