import type { Json } from '../../src/json.js'
import type {
  ChangeBatch,
  ConflictError,
  Documents,
  Draft,
  CozyAppsRegistryIndexes,
  Index,
  Query,
  StoredDocument,
} from '../../src/documents/documents.js'

/**
 * A document store on a server that other tests use, too. Each database name gets a prefix (the scope). Callers do not see
 * the prefix.
 */
export class ScopedDocuments implements Documents {
  readonly #server: Documents
  readonly #scope: string

  /** @param scope must be valid at the beginning of the name of a database */
  constructor(server: Documents, scope: string) {
    this.#server = server
    this.#scope = `${scope}-`
  }

  /** Removes all databases of the scope. */
  async clear(): Promise<void> {
    for (const database of await this.databases()) await this.drop(database)
  }

  get(database: string, id: string): Promise<StoredDocument | undefined> {
    return this.#server.get(this.#scope + database, id)
  }
  getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]> {
    return this.#server.getMany(this.#scope + database, ids)
  }
  put(database: string, document: Draft): Promise<string> {
    return this.#server.put(this.#scope + database, document)
  }
  putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]> {
    return this.#server.putMany(this.#scope + database, documents)
  }
  remove(database: string, id: string, revision: string): Promise<void> {
    return this.#server.remove(this.#scope + database, id, revision)
  }
  find(database: string, query: Query): Promise<StoredDocument[]> {
    return this.#server.find(this.#scope + database, query)
  }
  findFields(database: string, query: Query, fields: string[]): Promise<Record<string, Json | undefined>[]> {
    return this.#server.findFields(this.#scope + database, query, fields)
  }
  list(database: string, startId?: string, pageSize?: number): AsyncIterable<StoredDocument> {
    return this.#server.list(this.#scope + database, startId, pageSize)
  }
  ids(database: string): Promise<string[]> {
    return this.#server.ids(this.#scope + database)
  }
  currentFeedPosition(database: string): Promise<string> {
    return this.#server.currentFeedPosition(this.#scope + database)
  }
  changes(database: string, since: string, signal: AbortSignal): AsyncIterable<ChangeBatch> {
    return this.#server.changes(this.#scope + database, since, signal)
  }
  changesUntilNow(database: string, since: string, limit: number): Promise<ChangeBatch & { isFull: boolean }> {
    return this.#server.changesUntilNow(this.#scope + database, since, limit)
  }
  whenCreated(database: string, signal: AbortSignal): Promise<void> {
    return this.#server.whenCreated(this.#scope + database, signal)
  }
  async databases(prefix = ''): Promise<string[]> {
    const names = await this.#server.databases(this.#scope + prefix)
    return names.map((name) => name.slice(this.#scope.length))
  }
  ensure(database: string, indexes: Index[], cozyAppsRegistryIndexes?: CozyAppsRegistryIndexes): Promise<void> {
    return this.#server.ensure(this.#scope + database, indexes, cozyAppsRegistryIndexes)
  }
  removeViews(database: string, name: string): Promise<void> {
    return this.#server.removeViews(this.#scope + database, name)
  }
  drop(database: string): Promise<void> {
    return this.#server.drop(this.#scope + database)
  }
  ping(): Promise<void> {
    return this.#server.ping()
  }
  close(): Promise<void> {
    return this.#server.close()
  }
}
