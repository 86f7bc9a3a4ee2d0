import type { Logger } from 'pino'
import type { Cache } from './cache/cache.js'
import { createMemoryCache } from './cache/memory.js'
import { openRedisCache } from './cache/redis.js'
import type { Config } from './config/config.js'
import { openCouchDocuments } from './documents/couchdb.js'
import type { Documents } from './documents/documents.js'
import { openSqliteDocuments } from './documents/sqlite.js'
import { openDirectoryObjects } from './objects/directory.js'
import type { Objects } from './objects/objects.js'
import { openS3Objects } from './objects/s3.js'
import { openSwiftObjects } from './objects/swift.js'
import type { RegistryParts } from './registry/registry.js'
import { openEngine, type Patience } from './startup.js'

/** Adapters of the three ports. */
export type Engines = Pick<RegistryParts, 'documents' | 'objects' | 'cache'>

/**
 * Opens the engines that are configured, all at once. Those on other machines are waited for, with `patience`.
 * @throws Error a sentence for operators
 */
export async function openEngines(config: Config, log: Logger, patience?: Patience): Promise<Engines> {
  const opening = [
    openDocuments(config, patience),
    openObjects(config, patience),
    openCache(config, log, patience),
  ] as const
  try {
    const [documents, objects, cache] = await Promise.all(opening)
    return { documents, objects, cache }
  } catch (error) {
    for (const engine of opening) void engine.then((opened) => opened.close()).catch(() => undefined)
    throw error
  }
}

function openDocuments({ documents: settings }: Config, patience?: Patience): Promise<Documents> {
  if (settings.engine === 'embedded') return openSqliteDocuments(settings.folder)
  return openEngine(
    {
      open: () => openCouchDocuments(settings),
      failure: 'Cannot configure CouchDB',
      ...{ address: 'couchdb.url', identity: ['couchdb.user', 'couchdb.password'] },
    },
    patience,
  )
}

async function openObjects({ objects: settings }: Config, patience?: Patience): Promise<Objects> {
  switch (settings.engine) {
    case 'directory':
      return openDirectoryObjects(settings.folder)
    case 's3':
      return openEngine(
        {
          open: () => openS3Objects(settings),
          failure: 'Cannot access to S3',
          ...{ address: 's3.endpoint', identity: ['s3.access_key', 's3.secret_key', 's3.bucket'] },
        },
        patience,
      )
    case 'swift':
      return openEngine(
        {
          open: () => openSwiftObjects(settings),
          failure: 'Cannot access to swift',
          ...{ address: 'swift.auth_url', identity: ['swift.username', 'swift.api_key', 'swift.tenant'] },
        },
        patience,
      )
  }
}

async function openCache({ cache: settings, prefix }: Config, log: Logger, patience?: Patience): Promise<Cache> {
  if (settings.engine === 'memory') return createMemoryCache()
  return openEngine(
    {
      open: () => openRedisCache(settings, { prefix, log }),
      failure: 'Cannot configure the cache',
      ...{ address: 'redis.addrs', identity: ['redis.master', 'redis.password'] },
    },
    patience,
  )
}
