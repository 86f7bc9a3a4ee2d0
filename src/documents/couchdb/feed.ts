import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { DatabaseMissingError, type ChangeBatch } from '../documents.js'
import type { changes } from './answers.js'
import { CouchError } from './error.js'

const firstPause = 100
const longestPause = 5_000

/** What one question for changes brought. */
type Answer = z.infer<typeof changes>

/**
 * Gives everything behind `since`, and waits for more, until `stop` aborts or the database is dropped.
 * @param ask waits for changes behind a position: an answer without any means that the database was dropped
 * @throws DatabaseMissingError when there is no database to begin with; CouchError when CouchDB refuses the position
 */
export async function* follow(
  ask: (since: string) => Promise<Answer>,
  since: string,
  stop: AbortSignal,
): AsyncGenerator<ChangeBatch, void> {
  let position = since
  for (let answers = 0; !stop.aborted; answers++) {
    const answer = await patiently(() => ask(position), stop).catch((error: unknown) => {
      if (error instanceof DatabaseMissingError && answers > 0) return undefined
      throw error
    })
    if (!answer || answer.results.length === 0) return
    position = answer.last_seq
    const told = answer.results.filter(({ id }) => !id.startsWith('_'))
    if (told.length > 0) yield { changes: told.map(({ id, deleted = false }) => ({ id, deleted })), position }
  }
}

// A feed outlives failures of the engine and of the way to it; it asks at longer and longer intervals.
async function patiently(ask: () => Promise<Answer>, stop: AbortSignal): Promise<Answer | undefined> {
  for (let pause = firstPause; !stop.aborted; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof DatabaseMissingError || (error instanceof CouchError && error.status === 400)) throw error
      await sleep(pause, undefined, { signal: stop, ref: false }).catch(() => {})
    }
  }
  return undefined
}
