import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createMemoryCache } from '../../src/cache/memory.js'
import { openCouchDocuments } from '../../src/documents/couchdb.js'
import type { Documents } from '../../src/documents/documents.js'
import { openSqliteDocuments } from '../../src/documents/sqlite.js'
import type { Engines } from '../../src/engines.js'
import { openDirectoryObjects } from '../../src/objects/directory.js'
import { couchdbSettings } from './couchdb.js'
import { ScopedDocuments } from './scoped-documents.js'

/**
 * Engines for a registry: those that `TEST_ENGINES` names, embedded ones by default (see `vitest.config.ts`).
 * @param folder holds what is embedded, and stands for the data on servers too: the same folder, the same data
 */
export async function openTestEngines(folder: string): Promise<Engines> {
  return {
    documents: await openTestDocuments(folder),
    objects: await openDirectoryObjects(join(folder, 'objects')),
    cache: createMemoryCache(),
  }
}

async function openTestDocuments(folder: string): Promise<Documents> {
  const couchdb = process.env.TEST_ENGINES === 'couchdb' ? couchdbSettings() : undefined
  if (!couchdb) return openSqliteDocuments(join(folder, 'documents'))
  const scope = `t${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  onTestFinished(async () => {
    const documents = new ScopedDocuments(await openCouchDocuments(couchdb), scope)
    await documents.clear()
    await documents.close()
  })
  return new ScopedDocuments(await openCouchDocuments(couchdb), scope)
}
