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

/** Asks all engines whether they answer. */
export async function statusOf(engines: {
  documents: Documents
  objects: Objects
  cache: Cache
  log: Logger
}): Promise<RegistryStatus> {
  const check = async (name: 'documents' | 'objects' | 'cache'): Promise<EngineStatus> => {
    try {
      await engines[name].ping()
      return { ok: true, reason: null }
    } catch (err) {
      engines.log.error({ err, engine: name }, 'an engine does not answer')
      return { ok: false, reason: 'unreachable' }
    }
  }
  const [documents, objects, cache] = await Promise.all([check('documents'), check('objects'), check('cache')])
  return { ok: documents.ok && objects.ok && cache.ok, documents, objects, cache }
}
