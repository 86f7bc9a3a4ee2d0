import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseMissingError, startOfFeed, UnknownPositionError, type ChangeBatch } from '../documents.js'
import type { ChangeRow } from './database.js'

/** Milliseconds after a failure of the engine until the feed reads again. */
const retryPause = 1000

/** A position in a change feed: the number of a database, and the sequence number of the last write that was read. */
export interface Position {
  number: number
  sequence: number
}

/** The text of a position, `<number>-<sequence>`. */
export function formatPosition({ number, sequence }: Position): string {
  return `${number}-${sequence}`
}

/**
 * Reads the text of a position.
 * @throws UnknownPositionError if the text is not a position
 */
export function parsePosition(text: string): Position {
  // The numbers of databases begin with 1.
  if (text === startOfFeed) return { number: 0, sequence: 0 }
  const match = /^(\d+)-(\d+)$/.exec(text)
  if (!match) throw new UnknownPositionError(text)
  return { number: Number(match[1]), sequence: Number(match[2]) }
}

/** Wakes waiting change feeds after a write. */
export class Wakeups {
  /** With the database that each waits for. */
  readonly #sleepers = new Map<() => void, string>()
  #count = 0

  /** How often `wake` was called, for any database. */
  get count(): number {
    return this.#count
  }

  /**
   * Resolves at the next call of `wake` for the database, or when `signal` aborts. If `wake` has been called more than `count`
   * times for any databases, resolves at once.
   */
  sleep(database: string, count: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#sleepers.set(wake, database)
      signal.addEventListener('abort', wake)
      if (signal.aborted || this.#count > count) wake()
    })
  }

  /** Resolves the pending calls of `sleep` for one database, or for all of them. */
  wake(written?: string): void {
    this.#count++
    for (const [wake, database] of [...this.#sleepers]) if (written === undefined || database === written) wake()
  }
}

/**
 * Yields all changes after `start`, and waits for more. Ends when `stop` aborts, or when the database was dropped.
 * @param changesAfter reads the next changes of the database; empty if there are no more, `undefined` if the database was dropped
 */
export async function* streamChanges(
  start: Position & { database: string },
  changesAfter: (sequence: number) => Promise<ChangeRow[] | undefined>,
  wakeups: Wakeups,
  stop: AbortSignal,
): AsyncGenerator<ChangeBatch, void> {
  let { sequence } = start
  while (!stop.aborted) {
    const { count } = wakeups
    const rows = await readWithRetries(() => changesAfter(sequence), stop)
    if (!rows) return
    const last = rows.at(-1)
    if (last) {
      sequence = last.sequence
      yield batchOf(rows, { number: start.number, sequence })
    } else {
      await wakeups.sleep(start.database, count, stop)
    }
  }
}

/** The changes in rows of the feed, and the position after them. */
export function batchOf(rows: readonly ChangeRow[], position: Position): ChangeBatch {
  const changes = rows.map(({ deleted, ...change }) => ({ ...change, deleted: deleted === 1 }))
  return { changes, position: formatPosition(position) }
}

/**
 * The position in a database from which a feed starts. If `position` has another number, the database was dropped and created
 * again since. The feed then starts anew.
 */
export function startIn({ number }: { number: number }, position: Position): Position {
  return position.number === number ? position : { number, sequence: 0 }
}

// Retries until a read succeeds. Thus a feed survives failures of the engine, such as a full disk. Returns `undefined` if the
// database was dropped, or when `stop` aborts.
async function readWithRetries<T>(read: () => Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  while (!stop.aborted) {
    try {
      return await read()
    } catch (error) {
      if (error instanceof DatabaseMissingError) return undefined
      await sleep(retryPause, undefined, { signal: stop, ref: false }).catch(() => {})
    }
  }
  return undefined
}
