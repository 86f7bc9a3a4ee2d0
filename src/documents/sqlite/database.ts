import { randomBytes } from 'node:crypto'
import { isJsonObject, parseJson, type Json } from '../../json.js'
import {
  ConflictError,
  IndexMissingError,
  type Draft,
  type Index,
  type Query,
  type StoredDocument,
} from '../documents.js'
import type { Connection, SqlValue, Statement } from './driver.js'
import { createIndexSql, fieldValue, findFieldsSql, findSql } from './find.js'

interface DocumentRow {
  id: string
  revision: string
  body: string
}

/** One row of a change feed; `deleted` is 0 or 1. */
export interface ChangeRow {
  id: string
  sequence: number
  deleted: number
  revision: string
}

type FieldsRow = Record<string, SqlValue>

const changesPerBatch = 1000

/** The statements that read and write the table of documents. They are prepared once for each connection. */
export class DocumentStatements {
  readonly get: Statement<DocumentRow>
  readonly getMany: Statement<DocumentRow>
  readonly pageFrom: Statement<DocumentRow>
  readonly pageAfter: Statement<DocumentRow>
  readonly ids: Statement<{ id: string }>
  readonly current: Statement<{ revision: string; deleted: number }>
  readonly write: Statement<never>
  readonly sequence: Statement<{ sequence: number }>
  readonly changes: Statement<ChangeRow>
  readonly declaredIndex: Statement<{ fields: string }>
  readonly declareIndex: Statement<never>
  readonly #connection: Connection
  readonly #finds = new Map<string, Statement<DocumentRow>>()
  readonly #findsOfFields = new Map<string, Statement<FieldsRow>>()

  constructor(connection: Connection) {
    this.#connection = connection
    const select = `SELECT id, revision, body FROM documents WHERE database = ? AND body IS NOT NULL`
    const last = `SELECT ifnull(max(sequence), 0) AS sequence FROM documents WHERE database = ?1`
    this.get = connection.prepare(`${select} AND id = ?`)
    this.getMany = connection.prepare(`${select} AND id IN (SELECT value FROM json_each(?))`)
    this.pageFrom = connection.prepare(`${select} AND id >= ? ORDER BY id LIMIT ?`)
    this.pageAfter = connection.prepare(`${select} AND id > ? ORDER BY id LIMIT ?`)
    this.ids = connection.prepare(`SELECT id FROM documents WHERE database = ? AND body IS NOT NULL ORDER BY id`)
    this.current = connection.prepare(
      `SELECT revision, body IS NULL AS deleted FROM documents WHERE database = ? AND id = ?`,
    )
    this.write = connection.prepare(`
      INSERT INTO documents (database, id, revision, body, sequence) VALUES (?1, ?2, ?3, ?4, (${last}) + 1)
      ON CONFLICT (database, id)
      DO UPDATE SET revision = excluded.revision, body = excluded.body, sequence = excluded.sequence`)
    this.sequence = connection.prepare(last)
    this.changes = connection.prepare(`
      SELECT id, sequence, body IS NULL AS deleted, revision FROM documents
      WHERE database = ? AND sequence > ? ORDER BY sequence LIMIT ?`)
    this.declaredIndex = connection.prepare('SELECT fields FROM declared_indexes WHERE database = ? AND fields = ?')
    this.declareIndex = connection.prepare('INSERT OR IGNORE INTO declared_indexes (database, fields) VALUES (?, ?)')
  }

  createIndex(index: Index): void {
    this.#connection.exec(createIndexSql(index.fields))
  }

  find(sql: string): Statement<DocumentRow> {
    return this.#prepared(this.#finds, sql)
  }

  findFields(sql: string): Statement<FieldsRow> {
    return this.#prepared(this.#findsOfFields, sql)
  }

  #prepared<Row>(known: Map<string, Statement<Row>>, sql: string): Statement<Row> {
    const statement = known.get(sql) ?? this.#connection.prepare<Row>(sql)
    known.set(sql, statement)
    return statement
  }
}

/** The documents of one database. The caller runs every method within a transaction. */
export class SqliteDatabase {
  readonly number: number
  readonly #statements: DocumentStatements
  readonly #database: string

  /** @param number identifies the database in the file */
  constructor(statements: DocumentStatements, database: string, number: number) {
    this.#statements = statements
    this.#database = database
    this.number = number
  }

  get(id: string): StoredDocument | undefined {
    const row = this.#statements.get.get(this.number, id)
    return row && documentOf(row)
  }

  getMany(ids: string[]): (StoredDocument | undefined)[] {
    const found = this.#statements.getMany.all(this.number, JSON.stringify(ids))
    const rows = new Map(found.map((row) => [row.id, row]))
    return ids.map((id) => {
      const row = rows.get(id)
      return row && documentOf(row)
    })
  }

  put(draft: Draft): string {
    const { _id: id, _rev: replaced, ...body } = draft
    const current = this.#current(id)
    if (replaced !== (current?.deleted ? undefined : current?.revision)) throw new ConflictError(this.#database, id)
    const revision = revisionAfter(current?.revision)
    this.#write(id, revision, JSON.stringify(body))
    return revision
  }

  remove(id: string, revision: string): void {
    const current = this.#current(id)
    if (!current || current.deleted || current.revision !== revision) throw new ConflictError(this.#database, id)
    this.#write(id, revisionAfter(revision), null)
  }

  /** Whether a draft is no larger than the document that it replaces. */
  fitsInPlace({ _id: id, _rev, ...body }: Draft): boolean {
    const current = this.#statements.get.get(this.number, id)
    return current !== undefined && JSON.stringify(body).length <= current.body.length
  }

  hasIndex({ fields }: Index): boolean {
    return this.#statements.declaredIndex.get(this.number, JSON.stringify(fields)) !== undefined
  }

  createIndex(index: Index): void {
    this.#statements.createIndex(index)
    this.#statements.declareIndex.run(this.number, JSON.stringify(index.fields))
  }

  find(query: Query): StoredDocument[] {
    this.#requireIndex(query.index)
    const { sql, parameters } = findSql(this.number, query)
    return this.#statements
      .find(sql)
      .all(...parameters)
      .map(documentOf)
  }

  findFields(query: Query, fields: string[]): Record<string, Json | undefined>[] {
    this.#requireIndex(query.index)
    const { sql, parameters } = findFieldsSql(this.number, query, fields)
    const rows = this.#statements.findFields(sql).all(...parameters)
    return rows.map((row) => Object.fromEntries(fields.map((field, i) => [field, fieldValue(row[`f${i}`])])))
  }

  /** The first documents with an id of at least `startId`. Empty if there are none. */
  pageFrom(startId: string, size: number): StoredDocument[] {
    return this.#statements.pageFrom.all(this.number, startId, size).map(documentOf)
  }

  /** The next documents after an id. Empty if there are no more. */
  pageAfter(id: string, size: number): StoredDocument[] {
    return this.#statements.pageAfter.all(this.number, id, size).map(documentOf)
  }

  ids(): string[] {
    return this.#statements.ids.all(this.number).map(({ id }) => id)
  }

  /** The sequence number of the newest write. Before the first write: 0. */
  get sequence(): number {
    return this.#statements.sequence.get(this.number)?.sequence ?? 0
  }

  /** The next changes after a sequence number, oldest first. Empty if there are no more. */
  changesAfter(sequence: number, limit = changesPerBatch): ChangeRow[] {
    return this.#statements.changes.all(this.number, sequence, limit)
  }

  #current(id: string): { revision: string; deleted: number } | undefined {
    return this.#statements.current.get(this.number, id)
  }

  #write(id: string, revision: string, body: string | null): void {
    this.#statements.write.run(this.number, id, revision, body)
  }

  // An index covers all databases of the file, but a database can use only the indexes that it has declared itself.
  #requireIndex(index: Index): void {
    if (!this.hasIndex(index)) throw new IndexMissingError(this.#database, index)
  }
}

function documentOf({ id, revision, body }: DocumentRow): StoredDocument {
  const members = parseJson(body)
  if (!isJsonObject(members)) throw new Error(`Document "${id}" is damaged: its body is not a JSON object`)
  return { _id: id, _rev: revision, ...members }
}

// Revisions have CouchDB's form: the number of writes, a dash, and 32 random hexadecimal digits.
function revisionAfter(revision = '0'): string {
  return `${Number.parseInt(revision, 10) + 1}-${randomBytes(16).toString('hex')}`
}
