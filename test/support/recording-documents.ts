import type { Json } from '../../src/json.js'
import type { Query, StoredDocument } from '../../src/documents/documents.js'
import { ForwardingDocuments } from './forwarding-stores.js'

/** A document store that records its queries in order. It records no change feeds and no writes. */
export class RecordingDocuments extends ForwardingDocuments {
  queries: string[] = []

  override get(database: string, id: string): Promise<StoredDocument | undefined> {
    this.queries.push(`get ${database}`)
    return super.get(database, id)
  }
  override getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]> {
    this.queries.push(`getMany ${database}`)
    return super.getMany(database, ids)
  }
  override find(database: string, query: Query): Promise<StoredDocument[]> {
    this.queries.push(`find ${database}`)
    return super.find(database, query)
  }
  override findFields(database: string, query: Query, fields: string[]): Promise<Record<string, Json | undefined>[]> {
    this.queries.push(`findFields ${database}`)
    return super.findFields(database, query, fields)
  }
  override list(database: string, startId?: string, pageSize?: number): AsyncIterable<StoredDocument> {
    this.queries.push(`list ${database}`)
    return super.list(database, startId, pageSize)
  }
  override ids(database: string): Promise<string[]> {
    this.queries.push(`ids ${database}`)
    return super.ids(database)
  }
}
