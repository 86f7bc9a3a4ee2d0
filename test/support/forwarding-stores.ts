import type { Readable } from 'node:stream'
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
  WriteOptions,
} from '../../src/documents/documents.js'
import type {
  ByteRange,
  ContainerPlan,
  ObjectInfo,
  Objects,
  OpenObject,
  PutOptions,
} from '../../src/objects/objects.js'

/** Forwards all calls to another document store. Tests override the methods that they observe, delay or make fail. */
export class ForwardingDocuments implements Documents {
  readonly inner: Documents

  constructor(inner: Documents) {
    this.inner = inner
  }

  get(database: string, id: string): Promise<StoredDocument | undefined> {
    return this.inner.get(database, id)
  }
  getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]> {
    return this.inner.getMany(database, ids)
  }
  put(database: string, document: Draft, options?: WriteOptions): Promise<string> {
    return this.inner.put(database, document, options)
  }
  putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]> {
    return this.inner.putMany(database, documents)
  }
  remove(database: string, id: string, revision: string): Promise<void> {
    return this.inner.remove(database, id, revision)
  }
  find(database: string, query: Query): Promise<StoredDocument[]> {
    return this.inner.find(database, query)
  }
  findFields(database: string, query: Query, fields: string[]): Promise<Record<string, Json | undefined>[]> {
    return this.inner.findFields(database, query, fields)
  }
  list(database: string, startId?: string, pageSize?: number): AsyncIterable<StoredDocument> {
    return this.inner.list(database, startId, pageSize)
  }
  ids(database: string): Promise<string[]> {
    return this.inner.ids(database)
  }
  currentFeedPosition(database: string): Promise<string> {
    return this.inner.currentFeedPosition(database)
  }
  changes(database: string, since: string, signal: AbortSignal): AsyncIterable<ChangeBatch> {
    return this.inner.changes(database, since, signal)
  }
  changesUntilNow(database: string, since: string, limit: number): Promise<ChangeBatch & { isFull: boolean }> {
    return this.inner.changesUntilNow(database, since, limit)
  }
  whenCreated(database: string, signal: AbortSignal): Promise<void> {
    return this.inner.whenCreated(database, signal)
  }
  databases(prefix?: string): Promise<string[]> {
    return this.inner.databases(prefix)
  }
  ensure(database: string, indexes: Index[], cozyAppsRegistryIndexes?: CozyAppsRegistryIndexes): Promise<void> {
    return this.inner.ensure(database, indexes, cozyAppsRegistryIndexes)
  }
  removeViews(database: string, name: string): Promise<void> {
    return this.inner.removeViews(database, name)
  }
  drop(database: string): Promise<void> {
    return this.inner.drop(database)
  }
  ping(): Promise<void> {
    return this.inner.ping()
  }
  close(): Promise<void> {
    return this.inner.close()
  }
}

/** Forwards all calls to another object store. Tests override the methods that they observe, delay or make fail. */
export class ForwardingObjects implements Objects {
  readonly inner: Objects

  constructor(inner: Objects) {
    this.inner = inner
  }

  put(container: string, key: string, body: Readable, options: PutOptions): Promise<void> {
    return this.inner.put(container, key, body, options)
  }
  whyUnstorable(container: string, key: string, future: ContainerPlan): Promise<string | undefined> {
    return this.inner.whyUnstorable(container, key, future)
  }
  open(container: string, key: string, range?: ByteRange): Promise<OpenObject | undefined> {
    return this.inner.open(container, key, range)
  }
  stat(container: string, key: string): Promise<ObjectInfo | undefined> {
    return this.inner.stat(container, key)
  }
  remove(container: string, key: string): Promise<void> {
    return this.inner.remove(container, key)
  }
  list(container: string, prefix?: string): AsyncIterable<string> {
    return this.inner.list(container, prefix)
  }
  ensure(container: string): Promise<void> {
    return this.inner.ensure(container)
  }
  drop(container: string): Promise<void> {
    return this.inner.drop(container)
  }
  ping(): Promise<void> {
    return this.inner.ping()
  }
  close(): Promise<void> {
    return this.inner.close()
  }
}
