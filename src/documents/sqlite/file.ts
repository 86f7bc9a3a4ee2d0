import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeFolder } from '../../make-folder.js'
import { BusyError } from '../documents.js'
import type { Connection, Driver, Statement } from './driver.js'
import { checkFormat, hasPresentFormat, writeFormat } from './format.js'
import { Reserve } from './reserve.js'
import { isBusy, isDiskFull, isFileUnusable, NoSpaceError, UnusableFileError } from './result-codes.js'

/** Default of `SqliteFileOptions.lockTimeout`. */
const defaultLockTimeout = 10_000
/** Milliseconds between two attempts to acquire a lock: at first, and at most. */
const firstPause = 5
const longestPause = 100

/** How to open the file. */
export interface SqliteFileOptions {
  /** Milliseconds that a transaction waits for a lock of another process. */
  lockTimeout?: number | undefined
  /** Aborts the opening. */
  signal?: AbortSignal | undefined
}

/**
 * A connection to the file that contains all databases. It runs transactions. Calls of SQLite are synchronous. If SQLite itself
 * waited for a lock, the event loop would stop. So this class polls until another process has released the lock.
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
    // `BEGIN IMMEDIATE` acquires the write lock at once. Otherwise, a transaction that reads first would fail if another
    // process wrote meanwhile.
    this.#beginWrite = connection.prepare('BEGIN IMMEDIATE')
    this.#commit = connection.prepare('COMMIT')
    this.#rollback = connection.prepare('ROLLBACK')
  }

  /**
   * Runs `work` as a read transaction: all its reads see the same state of the file.
   * @throws BusyError
   */
  read<T>(work: () => T): Promise<T> {
    return whenUnlocked(() => this.#transaction(this.#beginRead, work), this.#lockTimeout)
  }

  /**
   * Runs `work` as a write transaction. No other writer interrupts it. When the promise resolves, the changes are durable. When
   * it rejects, the changes are undone.
   * @param mayUseReserve whether `work` may use the reserved space when the disk is full. Work that stores more data must not
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
   * Checks that the file still exists and is writable. A write to a deleted file would succeed, and be lost.
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

  /** Closes the connection. Moves the write-ahead log into the file, unless other processes use it. */
  close(): void {
    try {
      // When it closes a connection, the packaged SQLite moves the log only if all statements have been garbage-collected.
      this.connection.exec('PRAGMA wal_checkpoint(PASSIVE)')
    } catch {
      // The file is locked, or the disk is full. The write-ahead log stays, and is read at the next opening.
    }
    this.connection.close()
  }

  // Empties the write-ahead log. The log may have several megabytes, and would soon fill the released space.
  async #truncateLog(): Promise<void> {
    await whenUnlocked(() => this.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)'), 0).catch(() => undefined)
  }

  #transaction<T>(begin: Statement<never>, work: () => T): T {
    try {
      begin.run()
    } catch (error) {
      throw this.#translate(error)
    }
    try {
      const result = work()
      this.#commit.run()
      return result
    } catch (error) {
      this.#rollBack()
      throw this.#translate(error)
    }
  }

  #translate(error: unknown): unknown {
    if (isDiskFull(error)) return new NoSpaceError(this.#folder, error)
    return isFileUnusable(error) ? new UnusableFileError(pathIn(this.#folder), error) : error
  }

  #rollBack(): void {
    try {
      this.#rollback.run()
    } catch {
      // After some errors, such as a full disk, SQLite itself has already rolled back. The caller reports the original error.
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
 * Opens `<folder>/documents.sqlite`. If it is missing, creates it.
 * @throws Error with the path and the reason if the file can't be opened, or if a newer version of this program wrote it
 */
export async function openSqliteFile(
  folder: string,
  driver: Driver,
  options: SqliteFileOptions = {},
): Promise<SqliteFile> {
  const { lockTimeout = defaultLockTimeout, signal } = options
  const path = pathIn(folder)
  const open = () => whenUnlocked(() => openOnce(folder, path, driver, lockTimeout), lockTimeout, signal)
  try {
    await makeFolder(folder)
    const reserve = new Reserve(folder)
    await reserve.removeUnfinished()
    // Opening needs a little space on the disk. On a full disk, it uses the reserve. Thus documents can still be removed.
    const file = await open().catch(async (error: unknown) => {
      if (!(await reserve.release())) throw error
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
    // SQLite's own waiting would block the event loop.
    connection.exec('PRAGMA busy_timeout = 0')
    checkFormat(connection)
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    // An existing file of this format can be opened while another process writes.
    if (!hasPresentFormat(connection)) writeFormat(connection)
    return new SqliteFile(connection, folder, lockTimeout)
  } catch (error) {
    connection.close()
    throw error
  }
}
