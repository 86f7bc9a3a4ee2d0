import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { DatabaseMissingError, type Change, type Documents } from '../documents/documents.js'

/** Milliseconds until an ended feed is restarted. The pause doubles when the restarted feed ends without a reported change. */
const firstPause = 50
const longestPause = 10_000

/** The signal that stops a change feed, and the logger for its failures. */
export interface FeedOptions {
  signal: AbortSignal
  log: Logger
}

/**
 * Calls `onChanges` for every change in a database, by any process, until `signal` aborts. The database need not exist yet. The
 * promise resolves when no later change can be missed. Load the data after that.
 * @param onChanges gets `undefined` when changes may have been missed: after the database was created, or after the feed ended
 */
export async function followChanges(
  documents: Documents,
  database: string,
  { signal, log }: FeedOptions,
  onChanges: (changes: Change[] | undefined) => void,
): Promise<void> {
  let position = await positionIn(documents, database)
  let pause = firstPause
  let isBroken = false
  const notify = (changes: Change[] | undefined): void => {
    pause = firstPause
    if (isBroken) log.info({ database }, 'the change feed of a database works again')
    isBroken = false
    onChanges(changes)
  }
  const run = async (): Promise<void> => {
    if (position === undefined) {
      await documents.whenCreated(database, signal)
      if (signal.aborted) return
      position = await documents.currentFeedPosition(database)
      notify(undefined)
    }
    for await (const batch of documents.changes(database, position, signal)) {
      notify(batch.changes)
      position = batch.position
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
      onChanges(undefined)
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
