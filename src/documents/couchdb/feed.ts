import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { DatabaseMissingError, type ChangeBatch } from '../documents.js'
import type { changes } from './answers.js'
import { CouchError } from './error.js'

// Milliseconds between two attempts after failures: at first, and at most.
const firstPause = 100
const longestPause = 5_000

/** The response to one request for changes. */
export type Answer = z.infer<typeof changes>
type Ask = (signal: AbortSignal) => Promise<Answer>

/**
 * Yields all changes after `since`, and waits for more. Ends when `stop` aborts, or when the database is dropped.
 * @param ask waits for changes after a position, or until its signal aborts. A response without changes means that the database
 * was dropped
 * @throws DatabaseMissingError if the database is missing at the start; CouchError if CouchDB refuses
 */
export async function* streamChanges(
  ask: (since: string, signal: AbortSignal) => Promise<Answer>,
  since: string,
  stop: AbortSignal,
): AsyncGenerator<ChangeBatch, void> {
  let position = since
  for (let answers = 0; !stop.aborted; answers++) {
    const answer = await askUntilAnswered((signal) => ask(position, signal), stop).catch((error: unknown) => {
      if (error instanceof DatabaseMissingError && answers > 0) return undefined
      throw error
    })
    if (!answer || answer.results.length === 0) return
    position = answer.last_seq
    const batch = batchOf(answer)
    if (batch.changes.length > 0) yield batch
  }
}

/** The changes of documents in a response. Leaves out design documents. */
export function batchOf({ results, last_seq: position }: Answer): ChangeBatch {
  const documentChanges = results.filter(({ id }) => !id.startsWith('_'))
  return {
    changes: documentChanges.map(({ id, deleted = false, changes: [{ rev }] }) => ({ id, deleted, revision: rev })),
    position,
  }
}

// Retries with exponential back-off if the engine or the connection fails. Returns `undefined` when `stop` aborts.
async function askUntilAnswered(ask: Ask, stop: AbortSignal): Promise<Answer | undefined> {
  for (let pause = firstPause; !stop.aborted; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await withOwnSignal(stop, ask)
    } catch (error) {
      if (error instanceof DatabaseMissingError || isRefusal(error)) throw error
      await sleep(pause, undefined, { signal: stop, ref: false }).catch(() => {})
    }
  }
  return undefined
}

// Whether CouchDB refuses the request itself, so that a retry would not help.
function isRefusal(error: unknown): boolean {
  return error instanceof CouchError && [400, 401, 403].includes(error.status ?? 0)
}

// Gives each request a new signal, because a request adds listeners to its signal. If all requests shared `stop`, their listeners
// would pile up until the feed ends.
async function withOwnSignal(stop: AbortSignal, ask: Ask): Promise<Answer> {
  const own = new AbortController()
  const abort = (): void => own.abort()
  stop.addEventListener('abort', abort)
  try {
    return await ask(own.signal)
  } finally {
    stop.removeEventListener('abort', abort)
  }
}
