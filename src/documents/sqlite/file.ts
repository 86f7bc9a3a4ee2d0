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
  /** Aborts the opening. */
  signal?: AbortSignal | undefined
}

/**
 * A connection to the file that holds all databases, and its transactions. SQLite's calls are synchronous, so this class polls
 * for a lock of another process instead of blocking the event loop.
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
   * @param mayUseReserve whether the work may use the reserved space when the disk is full; it must not increase the space in use
   * @throws BusyError, NoSpaceError
   */
  async write<T>(work: () => T, mayUseReserve: () => boolean = () => false): Promise<T> {
    const write = () => this.#transaction(this.#beginWrite, work)
    const result = await whenUnlocked(write, this.#lockTimeout).catch(async (error: unknown) => {
      if (!(error instanceof NoSpaceError) || !(await this.read(mayUseReserve))) throw error
      await this.reserve.release()
      await this.#truncateLog()
      return whenUnlocked(write, this.#lockTimeout)
    })
    if (!this.reserve.isFilled) void this.reserve.fill()
    return result
  }

  /**
   * Checks that the file still exists and is writable: writes to a deleted file would succeed, and be lost.
   * @throws UnusableFileError, NoSpaceError
   */
  async check(): Promise<void> {
    // SQLite creates the write-ahead log in this folder.
    for (const path of [this.#folder, pathIn(this.#folder)]) {
      await access(path, constants.R_OK | constants.W_OK).catch((error: unknown) => {
        throw new UnusableFileError(pathIn(this.#folder), error)
      })
    }
    await this.reserve.check()
  }

  /** Closes the connection, and moves the write-ahead log into the file, unless other processes use it. */
  close(): void {
    try {
      // The packaged SQLite does this only when its statements have been garbage-collected.
      this.connection.exec('PRAGMA wal_checkpoint(PASSIVE)')
    } catch {
      // Locked, or without space: the write-ahead log stays, and is read at the next opening.
    }
    this.connection.close()
  }

  // The write-ahead log may grow to several megabytes, and would soon fill the released space.
  async #truncateLog(): Promise<void> {
    await whenUnlocked(() => this.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)'), 0).catch(() => undefined)
  }

  #transaction<T>(begin: Statement<never>, work: () => T): T {
    try {
      begin.run()
    } catch (error) {
      throw this.#translated(error)
    }
    try {
      const result = work()
      this.#commit.run()
      return result
    } catch (error) {
      this.#rollBack()
      throw this.#translated(error)
    }
  }

  #translated(error: unknown): unknown {
    if (isDiskFull(error)) return new NoSpaceError(this.#folder, error)
    return isFileUnusable(error) ? new UnusableFileError(pathIn(this.#folder), error) : error
  }

  #rollBack(): void {
    try {
      this.#rollback.run()
    } catch {
      // After a full disk or a failed read SQLite has rolled back by itself; the caller reports the original error.
    }
  }
}

/** Runs `work`, and retries while another process holds a lock. */
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
    // Opening takes a little space, too, and removals must be possible on a full disk.
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
    // Waiting within a call would block the event loop.
    connection.exec('PRAGMA busy_timeout = 0')
    checkFormat(connection)
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    // Takes the write lock only for a new file, so that an existing one can be opened while another process writes.
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
    // Another process may have created the schema meanwhile.
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
