import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { DatabaseMissingError, type Change, type Documents } from '../documents/documents.js'

/** Milliseconds until a feed that ended is begun again; doubled each time that it ends without having told anything. */
const firstPause = 50
const longestPause = 10_000

/** How long to follow a database, and where to tell of troubles. */
export interface FeedOptions {
  signal: AbortSignal
  log: Logger
}

/**
 * Calls `onChanges` for everything that changes in a database from now on, by any process, until `signal` aborts. The
 * database may be missing, and come at any time.
 * Resolves as soon as nothing later can be missed: load after that.
 * @param onChanges gets `undefined` when the feed begins late, or broke off and goes on: anything may have changed
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
  const tell = (changes: Change[] | undefined): void => {
    pause = firstPause
    if (isBroken) log.info({ database }, 'the change feed of a database goes on')
    isBroken = false
    onChanges(changes)
  }
  const run = async (): Promise<void> => {
    if (position === undefined) {
      await documents.whenCreated(database, signal)
      if (signal.aborted) return
      position = await documents.position(database)
      tell(undefined)
    }
    for await (const batch of documents.changes(database, position, signal)) {
      tell(batch.changes)
      position = batch.position
    }
  }
  const runUntilEnd = async (): Promise<void> => {
    try {
      // It ends by itself when the database is dropped, which was perhaps created again already.
      await run()
    } catch (err) {
      if (err instanceof DatabaseMissingError) {
        position = undefined
        return
      }
      if (!isBroken) log.error({ err, database }, 'the change feed of a database broke off')
      isBroken = true
    }
  }
  const runForEver = async (): Promise<void> => {
    for (;;) {
      await runUntilEnd()
      if (signal.aborted) return
      onChanges(undefined)
      // A feed that ends is asked again only after a pause.
      const isStopped = await sleep(pause, false, { signal, ref: false }).catch(() => true)
      if (isStopped) return
      pause = Math.min(2 * pause, longestPause)
    }
  }
  void runForEver()
}

async function positionIn(documents: Documents, database: string): Promise<string | undefined> {
  try {
    return await documents.position(database)
  } catch (error) {
    if (error instanceof DatabaseMissingError) return undefined
    throw error
  }
}
