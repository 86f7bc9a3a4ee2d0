import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Cache } from './cache/cache.js'
import { createMemoryCache } from './cache/memory/memory.js'
import { createRedisCache } from './cache/redis/redis.js'
import type { Config } from './config/config.js'
import { openCouchDocuments } from './documents/couchdb/couchdb.js'
import type { Documents } from './documents/documents.js'
import { openSqliteDocuments } from './documents/sqlite/sqlite.js'
import { openDirectoryObjects } from './objects/directory/directory.js'
import type { Objects } from './objects/objects.js'
import { openS3Objects } from './objects/s3/s3.js'
import { openSwiftObjects } from './objects/swift/swift.js'
import { reasonOf } from './http-client.js'
import type { RegistryParts } from './registry/registry.js'
import { openEngine, type StartupTimeout } from './startup.js'

/** The open engines for documents, files and the cache. */
export type Engines = Pick<RegistryParts, 'documents' | 'objects' | 'cache'>

/**
 * Opens the configured engines concurrently. Waits up to `timeout` for the database and the object store, but not for the
 * cache. If an engine can't be opened, closes the other engines and throws.
 * @throws Error with a message for operators
 */
export async function openEngines(config: Config, log: Logger, timeout: StartupTimeout): Promise<Engines> {
  const aborting = new AbortController()
  const abortable = { ...timeout, signal: AbortSignal.any([timeout.signal, aborting.signal]) }
  const opening = [openDocuments(config, abortable), openObjects(config, abortable)] as const
  try {
    const [documents, objects] = await Promise.all(opening)
    return { documents, objects, cache: createCache(config, log) }
  } catch (error) {
    aborting.abort(error)
    await Promise.allSettled(opening.map(async (engine) => (await engine).close()))
    throw error
  }
}

/**
 * Closes all engines, even if one of them can't be closed.
 * @throws the first error
 */
export async function closeEngines({ documents, objects, cache }: Engines): Promise<void> {
  const closing = await Promise.allSettled([documents, objects, cache].map(async (engine) => engine.close()))
  for (const end of closing) if (end.status === 'rejected') throw end.reason
}

function openDocuments({ documents: settings }: Config, timeout: StartupTimeout): Promise<Documents> {
  if (settings.engine === 'embedded') {
    const opening = openSqliteDocuments(settings.folder, undefined, { signal: timeout.signal })
    return explainFailure(opening, (reason) => `${reason} (set by data)`)
  }
  return openEngine(
    {
      open: (signal) => openCouchDocuments(settings, signal),
      failure: 'Cannot configure CouchDB',
      address: 'couchdb.url',
      identity: ['couchdb.user', 'couchdb.password'],
    },
    timeout,
  )
}

async function openObjects({ objects: settings, documents }: Config, timeout: StartupTimeout): Promise<Objects> {
  switch (settings.engine) {
    case 'directory':
      return explainFailure(openDirectoryObjects(settings.folder), (reason) => {
        const isInData = documents.engine === 'embedded' && settings.folder === join(documents.folder, 'objects')
        return `Cannot use the folder of files, ${settings.folder}: ${reason} (set by ${isInData ? 'data' : 'fs'})`
      })
    case 's3':
      return openEngine(
        {
          open: (signal) => openS3Objects(settings, signal),
          failure: 'Cannot access to S3',
          address: 's3.endpoint',
          identity: ['s3.access_key', 's3.secret_key', 's3.bucket'],
        },
        timeout,
      )
    case 'swift':
      return openEngine(
        {
          open: (signal) => openSwiftObjects(settings, signal),
          failure: 'Cannot access to swift',
          address: 'swift.auth_url',
          identity: ['swift.username', 'swift.api_key', 'swift.tenant'],
        },
        timeout,
      )
  }
}

/** Awaits `opening`. If it fails, throws an error with the message that `explain` makes from the reason. */
async function explainFailure<T>(opening: Promise<T>, explain: (reason: string) => string): Promise<T> {
  try {
    return await opening
  } catch (cause) {
    throw new Error(explain(reasonOf(cause)), { cause })
  }
}

function createCache({ cache: settings, prefix }: Config, log: Logger): Cache {
  const memory = createMemoryCache()
  return settings.engine === 'memory' ? memory : createRedisCache(settings, { prefix, log, counters: memory })
}
