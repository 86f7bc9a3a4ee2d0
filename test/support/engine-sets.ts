import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Cache } from '../../src/cache/cache.js'
import { createMemoryCache } from '../../src/cache/memory.js'
import { openRedisCache } from '../../src/cache/redis.js'
import { openCouchDocuments } from '../../src/documents/couchdb.js'
import type { Documents } from '../../src/documents/documents.js'
import { openSqliteDocuments } from '../../src/documents/sqlite.js'
import type { Engines } from '../../src/engines.js'
import { openDirectoryObjects } from '../../src/objects/directory.js'
import type { Objects } from '../../src/objects/objects.js'
import { openS3Objects } from '../../src/objects/s3.js'
import { openSwiftObjects } from '../../src/objects/swift.js'
import { couchdbSettings } from './couchdb.js'
import { s3FromEnvironment, swiftFromEnvironment } from './object-stores.js'
import { ScopedDocuments } from './scoped-documents.js'
import { ScopedObjects } from './scoped-objects.js'

/**
 * Engines for a registry: those that `TEST_ENGINES` names (see `engine-names.ts`), for the rest embedded ones.
 * @param folder holds what is embedded, and stands for the data on servers too: the same folder, the same data
 */
export async function openTestEngines(folder: string): Promise<Engines> {
  const scope = `t${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  const wanted = new Set(process.env.TEST_ENGINES?.split('+'))
  const [couchdb, redis] = [couchdbSettings(), process.env.REDIS_URL]
  return {
    documents:
      wanted.has('couchdb') && couchdb
        ? await scopedDocuments(() => openCouchDocuments(couchdb), scope)
        : await openSqliteDocuments(join(folder, 'documents')),
    objects: await openTestObjects(wanted, folder, scope),
    cache: wanted.has('redis') && redis ? await openTestRedis(redis, scope) : createMemoryCache(),
  }
}

async function scopedDocuments(open: () => Promise<Documents>, scope: string): Promise<Documents> {
  onTestFinished(async () => {
    const documents = new ScopedDocuments(await open(), scope)
    await documents.clear()
    await documents.close()
  })
  return new ScopedDocuments(await open(), scope)
}

function openTestObjects(wanted: ReadonlySet<string>, folder: string, scope: string): Promise<Objects> {
  const [s3, swift] = [s3FromEnvironment(), swiftFromEnvironment()]
  if (wanted.has('s3') && s3) return scopedObjects(() => openS3Objects(s3), scope)
  if (wanted.has('swift') && swift) return scopedObjects(() => openSwiftObjects(swift), scope)
  return openDirectoryObjects(join(folder, 'objects'))
}

async function scopedObjects(open: () => Promise<Objects>, scope: string): Promise<Objects> {
  const cleaner = await open()
  const objects = new ScopedObjects(await open(), scope)
  onTestFinished(async () => {
    await objects.clear(cleaner)
    await cleaner.close()
  })
  return objects
}

function openTestRedis(url: string, prefix: string): Promise<Cache> {
  const { host } = new URL(url)
  const patience = { maxRetries: 0, dialTimeout: 5_000, readTimeout: 3_000 }
  return openRedisCache(
    { addresses: [host], database: 0, readOnlySlave: false, ...patience },
    { prefix, log: pino({ level: 'silent' }) },
  )
}
