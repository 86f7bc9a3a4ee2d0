import type { Connection } from './driver.js'
import { createIndexSql } from './find.js'

/** The version of the format of the file. */
const format = 2

// The tables:
// - `database_names`: the number of each database. A number is never reused.
// - `documents`: the documents of all databases. SQLite reads the whole schema when it opens the file, and 10 000 instances have
//   50 000 databases. One table per database would make opening slow. The row of a removed document stays as a tombstone, without a
//   body. Thus the change feed has the removal, and a new document with the same id continues the count of revisions.
// - `declared_indexes`: the fields of the indexes of each database, as JSON.
// - `dropped_databases`: the databases whose documents are still to be deleted.
const documentsSchema = `
  CREATE TABLE documents (
    database INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    body TEXT,
    PRIMARY KEY (database, id),
    UNIQUE (database, sequence)
  );
  CREATE TABLE declared_indexes (
    database INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (database, fields)
  ) WITHOUT ROWID;
  CREATE TABLE dropped_databases (number INTEGER PRIMARY KEY);
`
const schema = `
  CREATE TABLE database_names (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
  ${documentsSchema}
`

/** Whether a file has the present format. A new file has none. */
export function hasPresentFormat(connection: Connection): boolean {
  return formatOf(connection) === format
}

/**
 * Refuses a file that a newer version of this program wrote.
 * @throws Error whose message continues `Cannot open the documents in <path>: `
 */
export function checkFormat(connection: Connection): void {
  const found = formatOf(connection)
  if (found > format) {
    throw new Error(
      `they have format ${found} of a newer version, but this version supports only format ${format}. ` +
        'Start the newer version, or restore a copy from before its first start',
    )
  }
}

/**
 * Gives a new or older file the present format. When this fails, the file is unchanged.
 * @throws Error if a newer version of this program wrote the file meanwhile
 */
export function writeFormat(connection: Connection): void {
  connection.exec('BEGIN IMMEDIATE')
  try {
    checkFormat(connection)
    const found = formatOf(connection)
    if (found === 0) connection.exec(schema)
    if (found === 1) convertFormat1(connection)
    connection.exec(`PRAGMA user_version = ${format}; COMMIT`)
  } catch (error) {
    rollBack(connection)
    throw error
  }
}

function rollBack(connection: Connection): void {
  try {
    connection.exec('ROLLBACK')
  } catch {
    // After some errors, such as a full disk, SQLite itself has already rolled back.
  }
}

function formatOf(connection: Connection): number {
  return connection.prepare<{ user_version: number }>('PRAGMA user_version').get()?.user_version ?? 0
}

// Format 1 had a table for each database. A process of the older version may still use the file. The new name of the table
// `databases` makes that process fail, so that it can't store documents that this version would not find.
function convertFormat1(connection: Connection): void {
  connection.exec(`ALTER TABLE databases RENAME TO database_names; ${documentsSchema}`)
  const databases = connection.prepare<{ number: number }>('SELECT number FROM database_names').all()
  for (const { number } of databases) {
    declareIndexes(connection, number)
    connection.exec(`
      INSERT INTO documents (database, id, revision, sequence, body)
        SELECT ${number}, id, revision, sequence, body FROM documents_${number};
      DROP TABLE documents_${number}`)
  }
}

// Declares the indexes of a database of format 1.
function declareIndexes(connection: Connection, number: number): void {
  const declare = connection.prepare('INSERT OR IGNORE INTO declared_indexes (database, fields) VALUES (?, ?)')
  const indexes = connection
    .prepare<{ sql: string }>(`SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = 'index' AND sql IS NOT NULL`)
    .all(`documents_${number}`)
  for (const { sql } of indexes) {
    const fields = fieldsOf(sql)
    connection.exec(createIndexSql(fields))
    declare.run(number, JSON.stringify(fields))
  }
}

// The fields of an index of format 1. They are JSON paths in its SQL.
function fieldsOf(sql: string): string[] {
  const paths = sql.matchAll(/'\$\."((?:[^']|'')*)"'/g)
  return [...new Set(Array.from(paths, ([, field = '']) => field.replaceAll("''", "'")))]
}
