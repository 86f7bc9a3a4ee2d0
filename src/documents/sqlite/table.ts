import { randomBytes } from 'node:crypto'
import { isJsonObject, parseJson, type Json } from '../../json.js'
import { ConflictError, type Draft, type Index, type Query, type StoredDocument } from '../documents.js'
import type { Connection, SqlValue, Statement } from './driver.js'
import { createIndexSql, fieldValue, findFieldsSql, findSql, indexName } from './find.js'

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
}

type FieldsRow = Record<string, SqlValue>

const changesPerBatch = 1000

/**
 * The SQL that creates the table of a database. The row of a removed document stays as a tombstone, without a body. Thus the
 * change feed has the removal, and a new document with this id continues the count of revisions.
 */
export function createTableSql(number: number): string {
  return `
    CREATE TABLE ${tableName(number)} (
      id TEXT NOT NULL PRIMARY KEY,
      revision TEXT NOT NULL,
      sequence INTEGER NOT NULL UNIQUE,
      body TEXT
    )`
}

/** The SQL name of a database's table. */
export function tableName(number: number): string {
  return `documents_${number}`
}

/** The documents of one database. The caller runs every method within a transaction. */
export class DocumentTable {
  readonly number: number
  readonly #connection: Connection
  readonly #database: string
  readonly #name: string
  readonly #get: Statement<DocumentRow>
  readonly #getMany: Statement<DocumentRow>
  readonly #pageFrom: Statement<DocumentRow>
  readonly #pageAfter: Statement<DocumentRow>
  readonly #ids: Statement<{ id: string }>
  readonly #indexNamed: Statement<{ name: string }>
  readonly #current: Statement<{ revision: string; deleted: number }>
  readonly #write: Statement<never>
  readonly #sequence: Statement<{ sequence: number }>
  readonly #changes: Statement<ChangeRow>
  readonly #finds = new Map<string, Statement<DocumentRow>>()
  readonly #findsOfFields = new Map<string, Statement<FieldsRow>>()

  constructor(connection: Connection, database: string, number: number) {
    this.#connection = connection
    this.#database = database
    this.number = number
    this.#name = tableName(number)
    const select = `SELECT id, revision, body FROM ${this.#name} WHERE body IS NOT NULL`
    const last = `SELECT ifnull(max(sequence), 0) AS sequence FROM ${this.#name}`
    this.#get = connection.prepare(`${select} AND id = ?`)
    this.#getMany = connection.prepare(`${select} AND id IN (SELECT value FROM json_each(?))`)
    this.#pageFrom = connection.prepare(`${select} AND id >= ? ORDER BY id LIMIT ?`)
    this.#pageAfter = connection.prepare(`${select} AND id > ? ORDER BY id LIMIT ?`)
    this.#ids = connection.prepare(`SELECT id FROM ${this.#name} WHERE body IS NOT NULL ORDER BY id`)
    this.#indexNamed = connection.prepare(`SELECT name FROM sqlite_master WHERE type = 'index' AND name = ?`)
    this.#current = connection.prepare(`SELECT revision, body IS NULL AS deleted FROM ${this.#name} WHERE id = ?`)
    this.#write = connection.prepare(`
      INSERT INTO ${this.#name} (id, revision, body, sequence) VALUES (?, ?, ?, (${last}) + 1)
      ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, body = excluded.body, sequence = excluded.sequence`)
    this.#sequence = connection.prepare(last)
    this.#changes = connection.prepare(`
      SELECT id, sequence, body IS NULL AS deleted FROM ${this.#name}
      WHERE sequence > ? ORDER BY sequence LIMIT ${changesPerBatch}`)
  }

  get(id: string): StoredDocument | undefined {
    const row = this.#get.get(id)
    return row && documentOf(row)
  }

  getMany(ids: string[]): (StoredDocument | undefined)[] {
    const rows = new Map(this.#getMany.all(JSON.stringify(ids)).map((row) => [row.id, row]))
    return ids.map((id) => {
      const row = rows.get(id)
      return row && documentOf(row)
    })
  }

  put(draft: Draft): string {
    const { _id: id, _rev: replaced, ...body } = draft
    const current = this.#current.get(id)
    if (replaced !== (current?.deleted ? undefined : current?.revision)) throw new ConflictError(this.#database, id)
    const revision = revisionAfter(current?.revision)
    this.#write.run(id, revision, JSON.stringify(body))
    return revision
  }

  remove(id: string, revision: string): void {
    const current = this.#current.get(id)
    if (!current || current.deleted || current.revision !== revision) throw new ConflictError(this.#database, id)
    this.#write.run(id, revisionAfter(revision), null)
  }

  /** Whether a draft is no larger than the document that it replaces. */
  fitsInPlace({ _id: id, _rev, ...body }: Draft): boolean {
    const current = this.#get.get(id)
    return current !== undefined && JSON.stringify(body).length <= current.body.length
  }

  hasIndex(index: Index): boolean {
    return this.#indexNamed.get(indexName(this.#name, index)) !== undefined
  }

  createIndex(index: Index): void {
    this.#connection.exec(createIndexSql(this.#name, index))
  }

  find(query: Query): StoredDocument[] {
    const { sql, parameters } = findSql(this.#name, query)
    return this.#prepared(this.#finds, sql, query)
      .all(...parameters)
      .map(documentOf)
  }

  findFields(query: Query, fields: string[]): Record<string, Json | undefined>[] {
    const { sql, parameters } = findFieldsSql(this.#name, query, fields)
    const rows = this.#prepared(this.#findsOfFields, sql, query).all(...parameters)
    return rows.map((row) => Object.fromEntries(fields.map((field, i) => [field, fieldValue(row[`f${i}`])])))
  }

  /** The first documents with an id of at least `startId`. Empty if there are none. */
  pageFrom(startId: string, size: number): StoredDocument[] {
    return this.#pageFrom.all(startId, size).map(documentOf)
  }

  /** The next documents after an id. Empty if there are no more. */
  pageAfter(id: string, size: number): StoredDocument[] {
    return this.#pageAfter.all(id, size).map(documentOf)
  }

  ids(): string[] {
    return this.#ids.all().map(({ id }) => id)
  }

  /** The sequence number of the newest write. Before the first write: 0. */
  get sequence(): number {
    return this.#sequence.get()?.sequence ?? 0
  }

  /** The next changes after a sequence number, oldest first. Empty if there are no more. */
  changesAfter(sequence: number): ChangeRow[] {
    return this.#changes.all(sequence)
  }

  #prepared<Row>(known: Map<string, Statement<Row>>, sql: string, { index }: Query): Statement<Row> {
    const statement = known.get(sql) ?? this.#prepareFind<Row>(sql, index)
    known.set(sql, statement)
    return statement
  }

  #prepareFind<Row>(sql: string, index: Index): Statement<Row> {
    try {
      return this.#connection.prepare<Row>(sql)
    } catch (error) {
      const description = `"${index.name}" over ${index.fields.join(', ')}`
      throw new Error(`Database "${this.#database}" can't use an index ${description}: declare it with ensure`, {
        cause: error,
      })
    }
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
