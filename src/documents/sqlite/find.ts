import { parseJson, type Json } from '../../json.js'
import type { Condition, Index, Query } from '../documents.js'
import type { SqlValue } from './driver.js'

/** A SQL query, and the values of its parameters in order. */
export interface SqlQuery {
  sql: string
  parameters: SqlValue[]
}

// Selects the values of a JSON array, converted like the keys of an index (see `keyOf`).
const valuesOfParameter = `SELECT iif(type IN ('true', 'false'), CAST(type AS BLOB), value) FROM json_each(?)`

/**
 * The SQL that creates an index over the documents that have all fields of the index. All databases share it. So the number of
 * indexes does not grow with the number of databases.
 */
export function createIndexSql(fields: readonly string[]): string {
  const keys = fields.map(keyOf)
  const columns = ['database', ...keys, 'id'].join(', ')
  return `CREATE INDEX IF NOT EXISTS ${indexName(fields)} ON documents (${columns}) WHERE ${arePresent(keys)}`
}

/** The SQL of a query for whole documents of a database. */
export function findSql(database: number, query: Query): SqlQuery {
  return searchSql('id, revision, body', database, query)
}

/**
 * The SQL of a query for some fields. The columns are `f0`, `f1` …, in the order of `fields`. `fieldValue` converts their
 * values.
 */
export function findFieldsSql(database: number, query: Query, fields: readonly string[]): SqlQuery {
  const columns = fields.map((field, i) => `${columnOf(field, query.index)} AS f${i}`)
  return searchSql(columns.join(', '), database, query)
}

/** The value of a column of `findFieldsSql`; `undefined` if the document lacks the field. */
export function fieldValue(column: SqlValue | undefined): Json | undefined {
  if (column === null || column === undefined) return undefined
  return column instanceof Uint8Array ? parseJson(new TextDecoder().decode(column)) : column
}

function searchSql(columns: string, database: number, query: Query): SqlQuery {
  const { index, where, order, limit, skip } = query
  const keys = index.fields.map(keyOf)
  const direction = order === 'descending' ? 'DESC' : 'ASC'
  const conditions = Object.entries(where).flatMap(([field, condition]) => conditionsOn(field, condition, index))
  const sql = `
    SELECT ${columns} FROM documents INDEXED BY ${indexName(index.fields)}
    WHERE ${['database = ?', arePresent(keys), ...conditions.map(({ sql }) => sql)].join(' AND ')}
    ORDER BY ${[...keys, 'id'].map((key) => `${key} ${direction}`).join(', ')}
    LIMIT ? OFFSET ?`
  const values = conditions.map(({ values }) => JSON.stringify(values))
  return { sql, parameters: [database, ...values, limit ?? -1, skip ?? 0] }
}

function conditionsOn(field: string, condition: Condition, index: Index): { sql: string; values: Json[] }[] {
  if (!index.fields.includes(field)) {
    throw new TypeError(`Field "${field}" is not in index "${index.name}" (${index.fields.join(', ')})`)
  }
  const { equals, in: choices, from, to } = condition
  const compare = (operator: string, values: Json[]) => ({
    sql: `${keyOf(field)} ${operator} (${valuesOfParameter})`,
    values,
  })
  // Equality is written as IN, too. For IN on an expression, SQLite reads the index in order. For `=`, it would sort the
  // result.
  return [
    ...(equals === undefined ? [] : [compare('IN', [equals])]),
    ...(choices === undefined ? [] : [compare('IN', choices)]),
    ...(from === undefined ? [] : [compare('>=', [from])]),
    ...(to === undefined ? [] : [compare('<=', [to])]),
  ]
}

function arePresent(keys: string[]): string {
  return keys.map((key) => `${key} IS NOT NULL`).join(' AND ')
}

// The SQL expression to compare and sort by a field. Strings and numbers stay as they are. Every other value becomes the bytes
// of its JSON. Thus `true` does not equal 1, and the array `["a"]` does not equal the string `["a"]`. NULL means that the
// document lacks the field. With `iif`, SQLite reads the value from the index. With CASE, it would not.
function keyOf(field: string): string {
  const path = pathTo(field)
  const isPlain = `json_type(body, ${path}) IN ('text', 'integer', 'real')`
  return `iif(${isPlain}, json_extract(body, ${path}), CAST(body -> ${path} AS BLOB))`
}

// The SQL expression that selects a field. Strings stay as they are. Every other value becomes the bytes of its JSON. Strings
// are read from the index, without the document. Numbers are read from the document: only the document has all their digits.
function columnOf(field: string, index: Index): string {
  if (field === '_id') return 'id'
  if (field === '_rev') return 'revision'
  const fromBody = `CAST(body -> ${pathTo(field)} AS BLOB)`
  if (!index.fields.includes(field)) return fromBody
  const key = keyOf(field)
  return `CASE WHEN typeof(${key}) IN ('text', 'blob') THEN ${key} ELSE ${fromBody} END`
}

// The SQLite JSON path of a top-level member, as a SQL literal.
function pathTo(field: string): string {
  if (/^_|["\\\p{Cc}]/u.test(field)) {
    throw new TypeError(
      `Field "${field}" can't be queried: it must not start with "_", or contain a quote, backslash or control character`,
    )
  }
  return `'$."${field.replaceAll("'", "''")}"'`
}

// The SQL name of the index over some fields, in hexadecimal. SQLite identifiers ignore case, but fields may have any characters.
function indexName(fields: readonly string[]): string {
  return `documents_${Buffer.from(JSON.stringify(fields)).toString('hex')}`
}
