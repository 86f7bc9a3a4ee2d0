import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Change, Documents } from '../documents/documents.js'

/** Milliseconds until a feed that broke off is begun again. */
const retryPause = 1000

/** How long to follow a database, and where to tell of troubles. */
export interface Following {
  signal: AbortSignal
  log: Logger
}

/**
 * Calls `onChanges` for everything that changes in a database from now on, whoever writes it, until `signal` aborts.
 * Resolves as soon as nothing later can be missed: load after that.
 * @param onChanges gets `undefined` when the feed broke off and goes on: anything may have changed
 */
export async function follow(
  documents: Documents,
  database: string,
  { signal, log }: Following,
  onChanges: (changes: Change[] | undefined) => void,
): Promise<void> {
  let position = await documents.position(database)
  const run = async (): Promise<void> => {
    for await (const batch of documents.changes(database, position, signal)) {
      onChanges(batch.changes)
      position = batch.position
    }
  }
  const runForEver = async (): Promise<void> => {
    for (;;) {
      try {
        // It ends by itself when the database is dropped, which was perhaps created again already.
        await run()
      } catch (err) {
        log.error({ err, database }, 'the change feed of a database broke off')
        await sleep(retryPause, undefined, { signal, ref: false }).catch(() => undefined)
      }
      if (signal.aborted) return
      onChanges(undefined)
    }
  }
  void runForEver()
}
