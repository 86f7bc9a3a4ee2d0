import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFolder } from '../../make-folder.js'
import { BusyError } from '../documents.js'
import type { Connection, Driver, Statement } from './driver.js'
import { Reserve } from './reserve.js'
import { isBusy, isDiskFull, isFileUnusable, NoSpaceError, UnusableFileError } from './result-codes.js'

const format = 1
/** Milliseconds that work waits for a lock that another process holds. */
const usualLockTimeout = 10_000
const firstPause = 5
const longestPause = 100

const schema = `
  CREATE TABLE databases (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
  PRAGMA user_version = ${format};
`

/** How to open the file. */
export interface SqliteFileOptions {
  /** Milliseconds that work waits for a lock that another process holds. */
  lockTimeout?: number | undefined
  /** Ends the opening. */
  signal?: AbortSignal | undefined
}

/**
 * A connection to the file that holds all databases, and its transactions. SQLite's calls are synchronous: a lock of another
 * process is therefore waited for between calls, while this process goes on with everything else.
 */
export class SqliteFile {
  readonly connection: Connection
  readonly reserve: Reserve
  readonly #folder: string
  readonly #lockTimeout: number
  readonly #beginRead: Statement<never>
  readonly #beginWrite: Statement<never>
  readonly #commit: Statement<never>
  readonly #rollback: Statement<never>

  constructor(connection: Connection, folder: string, lockTimeout: number) {
    this.connection = connection
    this.#folder = folder
    this.reserve = new Reserve(folder)
    this.#lockTimeout = lockTimeout
    this.#beginRead = connection.prepare('BEGIN')
    // Takes the write lock first: a transaction that reads and then writes would fail when another process wrote between.
    this.#beginWrite = connection.prepare('BEGIN IMMEDIATE')
    this.#commit = connection.prepare('COMMIT')
    this.#rollback = connection.prepare('ROLLBACK')
  }

  /**
   * Runs `work` on one consistent state of the file.
   * @throws BusyError
   */
  read<T>(work: () => T): Promise<T> {
    return whenUnlocked(() => this.#transaction(this.#beginRead, work), this.#lockTimeout)
  }

  /**
   * Runs `work` alone among all writers; durable when it resolves, undone when it rejects.
   * @param mayUseReserve whether it is to be done on a full disk, too, since it takes no more space than there was
   * @throws BusyError, NoSpaceError
   */
  async write<T>(work: () => T, mayUseReserve: () => boolean = () => false): Promise<T> {
    const write = () => this.#transaction(this.#beginWrite, work)
    const result = await whenUnlocked(write, this.#lockTimeout).catch(async (error: unknown) => {
      if (!(error instanceof NoSpaceError) || !(await this.read(mayUseReserve))) throw error
      await this.reserve.release()
      await this.#emptyLog()
      return whenUnlocked(write, this.#lockTimeout)
    })
    if (!this.reserve.isFilled) void this.reserve.fill()
    return result
  }

  /**
   * Makes sure that the file is still there and can be written to: an open one that was removed would take everything in vain.
   * @throws UnusableFileError, NoSpaceError
   */
  async check(): Promise<void> {
    // The log of writes is made beside the file.
    for (const path of [this.#folder, pathIn(this.#folder)]) {
      await access(path, constants.R_OK | constants.W_OK).catch((error: unknown) => {
        throw new UnusableFileError(pathIn(this.#folder), error)
      })
    }
    await this.reserve.check()
  }

  /** Closes the connection; the file alone holds everything then, unless other processes use it. */
  close(): void {
    try {
      // The packaged SQLite does this, and removes the other files, only when its statements have been collected as garbage.
      this.connection.exec('PRAGMA wal_checkpoint(PASSIVE)')
    } catch {
      // Locked, or without space: the log of writes stays beside the file, and is read at the next opening.
    }
    this.connection.close()
  }

  // In the reserve alone the log of writes, which may grow to several megabytes, would soon be full again.
  async #emptyLog(): Promise<void> {
    await whenUnlocked(() => this.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)'), 0).catch(() => undefined)
  }

  #transaction<T>(begin: Statement<never>, work: () => T): T {
    try {
      begin.run()
    } catch (error) {
      throw this.#told(error)
    }
    try {
      const result = work()
      this.#commit.run()
      return result
    } catch (error) {
      this.#undo()
      throw this.#told(error)
    }
  }

  #told(error: unknown): unknown {
    if (isDiskFull(error)) return new NoSpaceError(this.#folder, error)
    return isFileUnusable(error) ? new UnusableFileError(pathIn(this.#folder), error) : error
  }

  #undo(): void {
    try {
      this.#rollback.run()
    } catch {
      // After a full disk or a failed read SQLite has rolled back by itself; the error that led here is the one to tell.
    }
  }
}

/** Runs `work`, again and again while a lock of another process forbids it. */
async function whenUnlocked<T>(work: () => T, timeout: number, signal?: AbortSignal): Promise<T> {
  const end = performance.now() + timeout
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (performance.now() >= end) throw new BusyError({ cause: error })
    }
    await sleep(pause, undefined, { signal })
  }
}

/**
 * Opens `<folder>/documents.sqlite`, and creates it if it is missing.
 * @throws Error with the path and the reason when that is impossible, or when a newer program wrote the file
 */
export async function openSqliteFile(
  folder: string,
  driver: Driver,
  options: SqliteFileOptions = {},
): Promise<SqliteFile> {
  const { lockTimeout = usualLockTimeout, signal } = options
  const path = pathIn(folder)
  const open = () => whenUnlocked(() => openOnce(folder, path, driver, lockTimeout), lockTimeout, signal)
  try {
    await makeFolder(folder)
    // Opening takes a little space, too; removals must be possible on a full disk.
    const file = await open().catch(async (error: unknown) => {
      if (!(await new Reserve(folder).release())) throw error
      return open()
    })
    await file.reserve.fill()
    return file
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Cannot open the documents in ${path}: ${reason}`, { cause: error })
  }
}

function pathIn(folder: string): string {
  return join(folder, 'documents.sqlite')
}

function openOnce(folder: string, path: string, driver: Driver, lockTimeout: number): SqliteFile {
  const connection = new driver.DatabaseSync(path)
  try {
    // Waiting within a call would hold up the whole process.
    connection.exec('PRAGMA busy_timeout = 0')
    checkFormat(connection)
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    // A file that is complete can be opened while another process writes.
    if (formatOf(connection) === 0) createSchema(connection)
    return new SqliteFile(connection, folder, lockTimeout)
  } catch (error) {
    connection.close()
    throw error
  }
}

function createSchema(connection: Connection): void {
  connection.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been quicker.
    if (formatOf(connection) === 0) connection.exec(schema)
    connection.exec('COMMIT')
  } catch (error) {
    connection.exec('ROLLBACK')
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
