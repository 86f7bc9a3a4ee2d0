import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { DatabaseMissingError, type Change, type Documents } from '../documents/documents.js'

/** Milliseconds until a feed that broke off is begun again. */
const retryPause = 1000

/** How long to follow a database, and where to tell of troubles. */
export interface Following {
  signal: AbortSignal
  log: Logger
}

/**
 * Calls `onChanges` for everything that changes in a database from now on, whoever writes it, until `signal` aborts. The
 * database may be missing, and come at any time.
 * Resolves as soon as nothing later can be missed: load after that.
 * @param onChanges gets `undefined` when the feed begins late, or broke off and goes on: anything may have changed
 */
export async function follow(
  documents: Documents,
  database: string,
  { signal, log }: Following,
  onChanges: (changes: Change[] | undefined) => void,
): Promise<void> {
  let position = await positionIn(documents, database)
  const run = async (): Promise<void> => {
    if (position === undefined) {
      await documents.whenCreated(database, signal)
      if (signal.aborted) return
      position = await documents.position(database)
      onChanges(undefined)
    }
    for await (const batch of documents.changes(database, position, signal)) {
      onChanges(batch.changes)
      position = batch.position
    }
  }
  const runUntilBroken = async (): Promise<void> => {
    try {
      // It ends by itself when the database is dropped, which was perhaps created again already.
      await run()
    } catch (err) {
      if (err instanceof DatabaseMissingError) {
        position = undefined
        return
      }
      log.error({ err, database }, 'the change feed of a database broke off')
      await sleep(retryPause, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const runForEver = async (): Promise<void> => {
    for (;;) {
      await runUntilBroken()
      if (signal.aborted) return
      onChanges(undefined)
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
