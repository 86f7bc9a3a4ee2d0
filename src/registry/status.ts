import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Cache } from '../cache/cache.js'
import type { Documents } from '../documents/documents.js'
import type { Objects } from '../objects/objects.js'

/** Whether one engine answers. */
export interface EngineStatus {
  ok: boolean
  /** A word for everybody; the log has the cause. */
  reason: string | null
}

/** Whether the engines of the registry answer. */
export interface RegistryStatus {
  ok: boolean
  documents: EngineStatus
  objects: EngineStatus
  cache: EngineStatus
}

/** Milliseconds after which an engine that keeps silent counts as unreachable: who asks does not wait for long. */
const patience = 5_000

/** Asks all engines whether they answer. */
export async function statusOf(engines: {
  documents: Documents
  objects: Objects
  cache: Cache
  log: Logger
}): Promise<RegistryStatus> {
  const check = async (name: 'documents' | 'objects' | 'cache'): Promise<EngineStatus> => {
    try {
      await inTime(engines[name].ping())
      return { ok: true, reason: null }
    } catch (err) {
      engines.log.error({ err, engine: name }, 'an engine does not answer')
      return { ok: false, reason: 'unreachable' }
    }
  }
  const [documents, objects, cache] = await Promise.all([check('documents'), check('objects'), check('cache')])
  return { ok: documents.ok && objects.ok && cache.ok, documents, objects, cache }
}

async function inTime(answer: Promise<void>): Promise<void> {
  const answered = new AbortController()
  const late = sleep(patience, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${String(patience / 1_000)} s`)
  })
  try {
    await Promise.race([answer, late])
  } finally {
    answered.abort()
  }
}
