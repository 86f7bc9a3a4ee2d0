import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { DatabaseMissingError, startOfFeed, type Change, type Documents } from '../documents/documents.js'

/** Milliseconds until an ended feed is restarted. The pause doubles when the restarted feed ends without a reported change. */
const firstPause = 50
const longestPause = 10_000

/** The signal that stops a change feed, and the logger for its failures. */
export interface FeedOptions {
  signal: AbortSignal
  log: Logger
}

/**
 * Gets the changes of a database, and the position after them. `undefined` instead of changes means that data that was loaded
 * before may be stale: the database was created or dropped, or the feed was interrupted. The position of a missing database is
 * `startOfFeed`. No change is left out: the next changes are those after the position.
 */
export type OnChanges = (changes: Change[] | undefined, position: string) => void

/**
 * Calls `onChanges` for every change in a database, by any process, until `signal` aborts. The database need not exist yet. The
 * promise resolves when no later change can be missed. Load the data after that.
 * @param onStart gets the position where the feed starts, before the first call of `onChanges`
 */
export async function followChanges(
  documents: Documents,
  database: string,
  { signal, log }: FeedOptions,
  onChanges: OnChanges,
  onStart?: (position: string) => void,
): Promise<void> {
  let position = await positionIn(documents, database)
  onStart?.(position ?? startOfFeed)
  let pause = firstPause
  let isBroken = false
  const notify: OnChanges = (changes, newPosition) => {
    pause = firstPause
    if (isBroken) log.info({ database }, 'the change feed of a database works again')
    isBroken = false
    onChanges(changes, newPosition)
  }
  const run = async (): Promise<void> => {
    if (position === undefined) {
      await documents.whenCreated(database, signal)
      if (signal.aborted) return
      position = startOfFeed
      notify(undefined, position)
    }
    for await (const batch of documents.changes(database, position, signal)) {
      position = batch.position
      notify(batch.changes, position)
    }
  }
  const runUntilEnd = async (): Promise<void> => {
    try {
      // Returns when the feed ends, for example because the database was dropped.
      await run()
    } catch (err) {
      if (err instanceof DatabaseMissingError) {
        position = undefined
        return
      }
      if (!isBroken) log.error({ err, database }, 'the change feed of a database was interrupted')
      isBroken = true
    }
  }
  const runForEver = async (): Promise<void> => {
    for (;;) {
      await runUntilEnd()
      if (signal.aborted) return
      onChanges(undefined, position ?? startOfFeed)
      // Without this pause, feeds that end at once would be restarted in a busy loop.
      const isStopped = await sleep(pause, false, { signal, ref: false }).catch(() => true)
      if (isStopped) return
      pause = Math.min(2 * pause, longestPause)
    }
  }
  void runForEver()
}

async function positionIn(documents: Documents, database: string): Promise<string | undefined> {
  try {
    return await documents.currentFeedPosition(database)
  } catch (error) {
    if (error instanceof DatabaseMissingError) return undefined
    throw error
  }
}
