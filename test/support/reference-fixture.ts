import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { createMemoryCache } from '../../src/cache/memory/memory.js'
import { openCouchDocuments } from '../../src/documents/couchdb/couchdb.js'
import type { CouchSettings } from '../../src/documents/couchdb/connection.js'
import type { Documents } from '../../src/documents/documents.js'
import { openSqliteDocuments } from '../../src/documents/sqlite/sqlite.js'
import type { Engines } from '../../src/engines.js'
import type { Objects } from '../../src/objects/objects.js'
import { couchdbSettings } from './couchdb.js'
import { RawCouchdb } from './raw-couchdb.js'
import { referenceData, type ReferenceData } from './reference-data.js'
import { referenceStores, type ReferenceStore } from './reference-stores.js'
import { temporaryFolder } from './temporary-folder.js'

/**
 * A database and an object store with the data of a reference registry (cozy-apps-registry). They exist until the end of
 * the test.
 */
export interface ReferenceFixture {
  /** The prefix of the names of databases. */
  prefix: string
  data: ReferenceData
  /** Opens engines on the data. The caller must close them. */
  open: () => Promise<Engines>
  /** Lists the revisions and keys of all stored data, so that a test can find changes. */
  stored: () => Promise<Stored>
}

/** The stored data of a registry. */
export interface Stored {
  /** The revision of each document, by database and id. */
  revisions: Record<string, Record<string, string>>
  /** The keys of the objects, by container. */
  objects: Record<string, string[]>
}

type OpenReference = () => Promise<ReferenceFixture>

/** A name and a fixture for each available combination of a document store and an object store. */
export function referenceFixtures(): [string, OpenReference][] {
  const couchdb = couchdbSettings()
  const documentStores: [string, typeof putEmbedded][] = [
    ['embedded documents', putEmbedded],
    ...(couchdb ? [couchdbDocuments(couchdb)] : []),
  ]
  return documentStores.flatMap(([name, put]) =>
    referenceStores().map((store): [string, OpenReference] => [
      `${name} and ${store.name}`,
      () => openReference(put, store),
    ]),
  )
}

/** The fixture with CouchDB (and so with design documents) and a directory; `undefined` when no CouchDB is available. */
export function couchdbFixture(): OpenReference | undefined {
  const couchdb = couchdbSettings()
  const [directory] = referenceStores()
  return couchdb && directory && (() => openReference(couchdbDocuments(couchdb)[1], directory))
}

/** The documents of a fixture. */
interface StoredDocuments {
  prefix: string
  data: ReferenceData
  open: () => Promise<Documents>
  revisions: () => Promise<Stored['revisions']>
}

function couchdbDocuments(couchdb: CouchSettings): [string, typeof putEmbedded] {
  return ['CouchDB', () => putOnCouchdb(couchdb)]
}

async function openReference(putDocuments: typeof putEmbedded, store: ReferenceStore): Promise<ReferenceFixture> {
  const folder = await temporaryFolder()
  const { prefix, data, open, revisions } = await putDocuments(folder)
  const scope = `reference-${randomUUID()}`
  const objects = await store.open(folder, scope)
  onTestFinished(() => objects.close())
  const containers = await putObjects(data, objects)
  onTestFinished(async () => {
    for (const container of (await store.containers(folder, scope)) ?? containers) await objects.drop(container)
  })
  return {
    prefix,
    data,
    open: async () => ({
      documents: await open(),
      objects: await store.open(folder, scope),
      cache: createMemoryCache(),
    }),
    async stored() {
      const names = (await store.containers(folder, scope)) ?? containers
      return { revisions: await revisions(), objects: await keysIn(objects, names) }
    },
  }
}

// Stores the documents in SQLite, which has neither design documents nor attachments.
async function putEmbedded(folder: string): Promise<StoredDocuments> {
  const prefix = 'cozyregistry'
  const data = await referenceData(prefix)
  const documents = await openSqliteDocuments(folder)
  onTestFinished(() => documents.close())
  for (const [database, contents] of Object.entries(data.databases)) {
    await documents.ensure(database, [])
    for (const { _attachments, ...document } of contents) {
      if (!document._id.startsWith('_')) await documents.put(database, document)
    }
  }
  return { prefix, data, open: () => openSqliteDocuments(folder), revisions: () => revisionsIn(documents) }
}

async function putOnCouchdb(couchdb: CouchSettings): Promise<StoredDocuments> {
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
  return { prefix, data, open: () => openCouchDocuments(couchdb), revisions: () => server.revisions(prefix) }
}

async function revisionsIn(documents: Documents): Promise<Stored['revisions']> {
  const revisions: Stored['revisions'] = {}
  for (const database of await documents.databases()) {
    const found: Record<string, string> = {}
    for await (const { _id, _rev } of documents.list(database)) found[_id] = _rev
    revisions[database] = found
  }
  return revisions
}

// Stores the objects, and returns the names of their containers.
async function putObjects(data: ReferenceData, objects: Objects): Promise<string[]> {
  for (const { container, key, contentType, content } of data.objects) {
    await objects.put(container, key, Readable.from([content]), { contentType, size: content.length })
  }
  return [...new Set(data.objects.map(({ container }) => container))]
}

async function keysIn(objects: Objects, containers: readonly string[]): Promise<Stored['objects']> {
  const found: Stored['objects'] = {}
  for (const container of [...containers].sort()) {
    const keys: string[] = []
    for await (const key of objects.list(container)) keys.push(key)
    found[container] = keys
  }
  return found
}
