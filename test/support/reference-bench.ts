import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { createMemoryCache } from '../../src/cache/memory.js'
import { openCouchDocuments } from '../../src/documents/couchdb.js'
import type { CouchSettings } from '../../src/documents/couchdb/connection.js'
import { openSqliteDocuments } from '../../src/documents/sqlite.js'
import type { Engines } from '../../src/engines.js'
import { openDirectoryObjects } from '../../src/objects/directory.js'
import { couchdbSettings } from './couchdb.js'
import { RawCouchdb } from './raw-couchdb.js'
import { referenceData, type ReferenceData } from './reference-data.js'
import { temporaryFolder } from './temporary-folder.js'

/** Engines that hold what a reference registry has stored, until the end of the test. */
export interface ReferenceBench {
  /** Of the databases. */
  prefix: string
  data: ReferenceData
  /** Opens the engines; whoever does closes them. */
  open: () => Promise<Engines>
  /** Everything that is stored, to compare: the revision of each document by database and id, and the objects by container. */
  stored: () => Promise<Stored>
}

/** See `ReferenceBench`. */
export interface Stored {
  revisions: Record<string, Record<string, string>>
  objects: Record<string, string[]>
}

/** Engines to put the data into, by name; those that need a server only where there is one. */
export function referenceBenches(): [string, () => Promise<ReferenceBench>][] {
  const couchdb = couchdbSettings()
  return [
    ['embedded documents and a directory', embedded],
    ...(couchdb
      ? [['CouchDB and a directory', () => onCouchdb(couchdb)] satisfies [string, () => Promise<ReferenceBench>]]
      : []),
  ]
}

// Design documents and CouchDB's own attachments have no place there.
async function embedded(): Promise<ReferenceBench> {
  const folder = await temporaryFolder()
  const data = await referenceData('cozyregistry')
  const documents = await openSqliteDocuments(folder)
  onTestFinished(() => documents.close())
  for (const [database, contents] of Object.entries(data.databases)) {
    await documents.ensure(database, [])
    for (const { _attachments, ...document } of contents) {
      if (!document._id.startsWith('_')) await documents.put(database, document)
    }
  }
  const files = await putObjects(data, folder)
  return {
    ...{ prefix: 'cozyregistry', data },
    open: async () => ({ documents: await openSqliteDocuments(folder), ...(await openRest(folder)) }),
    async stored() {
      const revisions: Stored['revisions'] = {}
      for (const database of await documents.databases()) {
        const found: Record<string, string> = {}
        for await (const { _id, _rev } of documents.list(database)) found[_id] = _rev
        revisions[database] = found
      }
      return { revisions, objects: await files() }
    },
  }
}

async function onCouchdb(couchdb: CouchSettings): Promise<ReferenceBench> {
  const folder = await temporaryFolder()
  const prefix = `reference-${randomUUID()}`
  const data = await referenceData(prefix)
  const server = new RawCouchdb(couchdb)
  onTestFinished(async () => {
    for (const database of await server.databases(prefix)) await server.send('DELETE', `/${database}`)
  })
  for (const [database, contents] of Object.entries(data.databases)) {
    await server.send('PUT', `/${database}`)
    for (const document of contents) await server.send('POST', `/${database}`, document)
  }
  const files = await putObjects(data, folder)
  return {
    ...{ prefix, data },
    open: async () => ({ documents: await openCouchDocuments(couchdb), ...(await openRest(folder)) }),
    stored: async () => ({ revisions: await server.revisions(prefix), objects: await files() }),
  }
}

async function openRest(folder: string): Promise<Pick<Engines, 'objects' | 'cache'>> {
  return { objects: await openDirectoryObjects(join(folder, 'objects')), cache: createMemoryCache() }
}

// Gives what lists the objects by container, empty ones included.
async function putObjects(data: ReferenceData, folder: string): Promise<() => Promise<Stored['objects']>> {
  const place = join(folder, 'objects')
  const objects = await openDirectoryObjects(place)
  onTestFinished(() => objects.close())
  for (const { container, key, contentType, content } of data.objects) {
    await objects.put(container, key, Readable.from([content]), { contentType, size: content.length })
  }
  return async () => {
    const found: Stored['objects'] = {}
    for (const container of (await readdir(place)).filter((name) => !name.startsWith('.')).sort()) {
      const keys: string[] = []
      for await (const key of objects.list(container)) keys.push(key)
      found[container] = keys
    }
    return found
  }
}
