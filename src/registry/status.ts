import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Cache } from '../cache/cache.js'
import type { Documents } from '../documents/documents.js'
import type { Objects } from '../objects/objects.js'
import { isFull, isUnusable } from './storage-failures.js'
import { checkTemporaryFolder } from './temporary-folder.js'

/** Whether one engine answers. */
export interface EngineStatus {
  ok: boolean
  /** A short reason without details; the log has the details. */
  reason: string | null
}

/** Whether the registry and its engines work. */
export interface RegistryStatus {
  /** Whether all engines except the cache work: the registry does not need the cache. */
  ok: boolean
  documents: EngineStatus
  objects: EngineStatus
  cache: EngineStatus
  /** The folder in which publications are unpacked. */
  temporaryFolder: EngineStatus
}

/** Milliseconds without an answer after which an engine counts as unreachable. */
const pingTimeout = 5_000

/** Checks whether all engines answer. */
export async function statusOf(engines: {
  documents: Documents
  objects: Objects
  cache: Cache
  log: Logger
}): Promise<RegistryStatus> {
  const check = async (engine: keyof RegistryStatus, ping: Promise<void>): Promise<EngineStatus> => {
    try {
      await withinPingTimeout(ping)
      return { ok: true, reason: null }
    } catch (err) {
      engines.log[engine === 'cache' ? 'debug' : 'error']({ err, engine }, 'an engine does not answer')
      const isLocal = engine === 'temporaryFolder' || isUnusable(err)
      return { ok: false, reason: isFull(err) ? 'full' : isLocal ? 'not writable' : 'unreachable' }
    }
  }
  const [documents, objects, cache, temporaryFolder] = await Promise.all([
    check('documents', engines.documents.ping()),
    check('objects', engines.objects.ping()),
    check('cache', engines.cache.ping()),
    check('temporaryFolder', checkTemporaryFolder()),
  ])
  return { ok: documents.ok && objects.ok && temporaryFolder.ok, documents, objects, cache, temporaryFolder }
}

async function withinPingTimeout(answer: Promise<void>): Promise<void> {
  const answered = new AbortController()
  const late = sleep(pingTimeout, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${String(pingTimeout / 1_000)} s`)
  })
  try {
    await Promise.race([answer, late])
  } finally {
    answered.abort()
  }
}
