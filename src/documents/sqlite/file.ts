import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection, Driver, Statement } from './driver.js'

const format = 1
const busyTimeout = 10_000
const retryPause = 20

const schema = `
  CREATE TABLE databases (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
  PRAGMA user_version = ${format};
`

/** A connection to the file that holds all databases, and its transactions. */
export class SqliteFile {
  readonly connection: Connection
  readonly #beginRead: Statement<never>
  readonly #beginWrite: Statement<never>
  readonly #commit: Statement<never>
  readonly #rollback: Statement<never>

  constructor(connection: Connection) {
    this.connection = connection
    this.#beginRead = connection.prepare('BEGIN')
    // Takes the write lock first: a transaction that reads and then writes would fail when another process wrote between.
    this.#beginWrite = connection.prepare('BEGIN IMMEDIATE')
    this.#commit = connection.prepare('COMMIT')
    this.#rollback = connection.prepare('ROLLBACK')
  }

  /** Runs `work` on one consistent state of the file. */
  read<T>(work: () => T): T {
    return this.#transaction(this.#beginRead, work)
  }

  /** Runs `work` alone among all writers; durable when it returns, undone when it throws. */
  write<T>(work: () => T): T {
    return this.#transaction(this.#beginWrite, work)
  }

  /** Closes the connection; the file alone holds everything then, unless other processes use it. */
  close(): void {
    // The packaged SQLite does this, and removes the other files, only when its statements have been collected as garbage.
    this.connection.exec('PRAGMA wal_checkpoint(PASSIVE)')
    this.connection.close()
  }

  #transaction<T>(begin: Statement<never>, work: () => T): T {
    begin.run()
    try {
      const result = work()
      this.#commit.run()
      return result
    } catch (error) {
      this.#undo()
      throw error
    }
  }

  #undo(): void {
    try {
      this.#rollback.run()
    } catch {
      // After a full disk or a failed read SQLite has rolled back by itself; the error that led here is the one to tell.
    }
  }
}

/**
 * Opens `<folder>/documents.sqlite`, and creates it if it is missing.
 * @throws Error with the path and the reason when that is impossible, or when a newer program wrote the file
 */
export async function openSqliteFile(folder: string, driver: Driver): Promise<SqliteFile> {
  const path = join(folder, 'documents.sqlite')
  try {
    await mkdir(folder, { recursive: true })
    return await openPatiently(path, driver)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Cannot open the documents in ${path}: ${reason}`, { cause: error })
  }
}

// SQLite's own timeout does not cover the change to WAL, which two processes may attempt on a new file at once.
async function openPatiently(path: string, driver: Driver): Promise<SqliteFile> {
  const deadline = Date.now() + busyTimeout
  for (;;) {
    try {
      return openOnce(path, driver)
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error
      await sleep(retryPause)
    }
  }
}

function openOnce(path: string, driver: Driver): SqliteFile {
  const connection = new driver.DatabaseSync(path)
  try {
    connection.exec(`PRAGMA busy_timeout = ${busyTimeout}`)
    checkFormat(connection)
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    const file = new SqliteFile(connection)
    file.write(() => {
      if (formatOf(connection) === 0) connection.exec(schema)
    })
    return file
  } catch (error) {
    connection.close()
    throw error
  }
}

function formatOf(connection: Connection): number {
  return connection.prepare<{ user_version: number }>('PRAGMA user_version').get()?.user_version ?? 0
}

function checkFormat(connection: Connection): void {
  const found = formatOf(connection)
  if (found > format) {
    throw new Error(
      `they are in format ${found}, written by a newer version; this version knows format ${format}. ` +
        'Start the newer version, or restore a copy from before its first start',
    )
  }
}

// The low byte of an extended result code is SQLite's SQLITE_BUSY (5).
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}
