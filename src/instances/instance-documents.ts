import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import {
  DatabaseMissingError,
  isDocumentId,
  type Documents,
  type Draft,
  type Index,
  type Query,
  type StoredDocument,
  type WriteOptions,
} from '../documents/documents.js'
import { treatMissingDatabaseAs } from '../documents/treat-missing-database-as.js'
import type { Json } from '../json.js'
import { instanceNotFound } from './not-found.js'
import type { Instance } from './instance.js'

/** The index of the log of remote requests, by date. */
export const remoteRequestsByDate: Index = { name: 'by-created-at', fields: ['created_at'] }

/** The indexes of the databases of instances, by doctype. */
const indexes: Readonly<Record<string, Index[]>> = { 'io.cozy.remote.requests': [remoteRequestsByDate] }

const maxIndexedDatabases = 10_000

// How many documents are in memory at once. One entry of the log of remote requests may have a megabyte.
const pageSize = 10
// Milliseconds of work in one turn of the event loop. Then other requests have their turn.
const turnMilliseconds = 10

/** The documents of instances. The first document of a doctype creates the database. A missing database reads as empty. */
export class InstanceDocuments {
  readonly #documents: Documents
  readonly #isRegistered: (instance: Instance) => Promise<boolean>
  // The databases whose indexes are known to exist.
  readonly #indexed = new LRUCache<string, true>({ max: maxIndexedDatabases })

  /**
   * @param isRegistered whether an instance still exists. This is checked before a database is created, because a late write must
   * not create a database for a removed instance.
   */
  constructor(documents: Documents, isRegistered: (instance: Instance) => Promise<boolean>) {
    this.#documents = documents
    this.#isRegistered = isRegistered
  }

  /** A document by its id; `undefined` if it does not exist. */
  async get(instance: Instance, doctype: string, id: string): Promise<StoredDocument | undefined> {
    // CouchDB would return one of its own resources for an id such as `_design/x` or `_all_docs`.
    if (!isDocumentId(id)) return undefined
    return treatMissingDatabaseAs(undefined, () => this.#documents.get(instance.database(doctype), id))
  }

  /** The ids of all documents, in byte order. */
  ids(instance: Instance, doctype: string): Promise<string[]> {
    return treatMissingDatabaseAs([], () => this.#documents.ids(instance.database(doctype)))
  }

  /** All documents with an id of at least `startId`, in byte order of ids, read page by page. */
  async *list(instance: Instance, doctype: string, startId?: string): AsyncIterable<StoredDocument> {
    try {
      yield* inTurns(this.#documents.list(instance.database(doctype), startId, pageSize))
    } catch (error) {
      if (!(error instanceof DatabaseMissingError)) throw error
    }
  }

  /** The documents with these ids, in the order of the ids, read page by page; `undefined` for an id without a document. */
  async *getEach(
    instance: Instance,
    doctype: string,
    ids: readonly string[],
  ): AsyncGenerator<StoredDocument | undefined, void> {
    yield* inTurns(this.#pagesOf(instance, doctype, ids))
  }

  /** The documents that match a query, in the order of its index. */
  find(instance: Instance, doctype: string, query: Query): Promise<StoredDocument[]> {
    return this.#withIndexes(instance, doctype, (database) => this.#documents.find(database, query))
  }

  /** Like `find`, but returns only these top-level members of each document. */
  findFields(
    instance: Instance,
    doctype: string,
    query: Query,
    fields: string[],
  ): Promise<Record<string, Json | undefined>[]> {
    return this.#withIndexes(instance, doctype, (database) => this.#documents.findFields(database, query, fields))
  }

  /**
   * Creates or replaces a document.
   * @returns the new revision
   * @throws ConflictError
   * @throws RegistryError INSTANCE_NOT_FOUND when the instance has been removed
   */
  async put(instance: Instance, doctype: string, document: Draft, options?: WriteOptions): Promise<string> {
    const database = instance.database(doctype)
    try {
      return await this.#documents.put(database, document, options)
    } catch (error) {
      if (!(error instanceof DatabaseMissingError)) throw error
    }
    if (!(await this.#isRegistered(instance))) throw instanceNotFound(instance.domain)
    await this.#ensure(database, doctype)
    return this.#documents.put(database, document)
  }

  /**
   * Removes a document.
   * @throws ConflictError
   */
  remove(instance: Instance, doctype: string, id: string, revision: string): Promise<void> {
    return this.#documents.remove(instance.database(doctype), id, revision)
  }

  /** Removes all databases of an instance. */
  async drop({ databasePrefix }: Instance): Promise<void> {
    for (const name of await this.#documents.databases(databasePrefix)) await this.#documents.drop(name)
  }

  #withIndexes<T>(instance: Instance, doctype: string, find: (database: string) => Promise<T[]>): Promise<T[]> {
    const database = instance.database(doctype)
    return treatMissingDatabaseAs([], async () => {
      if (!this.#indexed.has(database)) {
        // Throws DatabaseMissingError if the database does not exist. `#ensure` would create it.
        await this.#documents.currentFeedPosition(database)
        await this.#ensure(database, doctype)
      }
      return find(database)
    })
  }

  async *#pagesOf(
    instance: Instance,
    doctype: string,
    ids: readonly string[],
  ): AsyncGenerator<StoredDocument | undefined, void> {
    for (let start = 0; start < ids.length; start += pageSize) {
      const page = ids.slice(start, start + pageSize)
      const found = await treatMissingDatabaseAs([], () =>
        this.#documents.getMany(instance.database(doctype), page.filter(isDocumentId)),
      )
      const byId = new Map(found.map((document) => [document?._id, document]))
      for (const id of page) yield byId.get(id)
    }
  }

  async #ensure(database: string, doctype: string): Promise<void> {
    await this.#documents.ensure(database, indexes[doctype] ?? [])
    this.#indexed.set(database, true)
  }
}

// Reading many documents must not block the event loop.
async function* inTurns<T>(items: AsyncIterable<T>): AsyncGenerator<T, void> {
  let end = performance.now() + turnMilliseconds
  for await (const item of items) {
    yield item
    if (performance.now() < end) continue
    await nextTurn()
    end = performance.now() + turnMilliseconds
  }
}
