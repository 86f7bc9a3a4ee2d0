import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createMemoryCache } from '../../src/cache/memory/memory.js'
import { openCouchDocuments } from '../../src/documents/couchdb/couchdb.js'
import type { Documents } from '../../src/documents/documents.js'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import type { Engines } from '../../src/engines.js'
import { openDirectoryObjects } from '../../src/objects/directory/directory.js'
import type { Objects } from '../../src/objects/objects.js'
import { openS3Objects } from '../../src/objects/s3/s3.js'
import { openSwiftObjects } from '../../src/objects/swift/swift.js'
import { openCache } from './redis-caches.js'
import { couchdbSettings } from './couchdb.js'
import { s3FromEnvironment, swiftFromEnvironment } from './object-stores.js'
import { ScopedDocuments } from './scoped-documents.js'
import { ScopedObjects } from './scoped-objects.js'

const requestedEngines = new Set(process.env.TEST_ENGINES?.split('+'))

/**
 * Opens the engines of a registry. Those in `TEST_ENGINES` (see `engine-names.ts`) are on servers, and the others are embedded.
 * Data on servers are removed at the end of the test.
 * @param folder contains the data of embedded engines, and identifies the data on servers
 */
export async function openTestEngines(folder: string): Promise<Engines> {
  const engines = await openEnginesOf(folder)
  clearAfterwards(folder, engines)
  return engines
}

/** Opens engines like `openTestEngines`, but does not remove data. For processes that a test starts. */
export async function openEnginesOf(folder: string): Promise<Engines> {
  const [scope, redis] = [scopeOf(folder), process.env.REDIS_URL]
  const [documents, objects] = [await openServerDocuments(), await openServerObjects()]
  return {
    documents: documents ? new ScopedDocuments(documents, scope) : await openSqliteDocuments(folder),
    objects: objects ? new ScopedObjects(objects, scope) : await openDirectoryObjects(join(folder, 'objects')),
    cache:
      requestedEngines.has('redis') && redis
        ? await openCache([new URL(redis).host], { prefix: scope })
        : createMemoryCache(),
  }
}

function scopeOf(folder: string): string {
  return `t${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
}

// Removes the data on servers at the end of the test. Opens new connections, because the test may have closed the engines.
function clearAfterwards(folder: string, { objects }: Engines): void {
  onTestFinished(async () => {
    const [documents, store] = [await openServerDocuments(), await openServerObjects()]
    if (documents) await new ScopedDocuments(documents, scopeOf(folder)).clear()
    if (store && objects instanceof ScopedObjects) await objects.clear(store)
    await documents?.close()
    await store?.close()
  })
}

async function openServerDocuments(): Promise<Documents | undefined> {
  const couchdb = couchdbSettings()
  return requestedEngines.has('couchdb') && couchdb ? openCouchDocuments(couchdb) : undefined
}

async function openServerObjects(): Promise<Objects | undefined> {
  const [s3, swift] = [s3FromEnvironment(), swiftFromEnvironment()]
  if (requestedEngines.has('s3') && s3) return openS3Objects(s3)
  if (requestedEngines.has('swift') && swift) return openSwiftObjects(swift)
  return undefined
}
