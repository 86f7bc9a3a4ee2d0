import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import type { Json, JsonObject } from '../../json.js'
import * as answers from './answers.js'
import { CouchConnection, type CouchRequest, type CouchSettings } from './connection.js'
import { CouchError } from './error.js'
import { batchOf, streamChanges } from './feed.js'
import { findBody, indexBody } from './find.js'
import {
  ConflictError,
  DatabaseMissingError,
  IndexMissingError,
  UnknownPositionError,
  type ChangeBatch,
  type Documents,
  type Draft,
  type CozyAppsRegistryIndexes,
  type Index,
  type Query,
  type StoredDocument,
} from '../documents.js'
import { checkDocumentId, isDocumentId } from '../ids.js'

// CouchDB may report for a moment that a new index does not exist. The query is repeated after `newIndexPause` milliseconds.
// After `newIndexTimeout` milliseconds, the report counts as an error.
const newIndexTimeout = 30_000
const newIndexPause = 200
const documentsPerPage = 500
const changesPerBatch = 1000
// Milliseconds between two heartbeats of a change feed: a third of the body timeout of `CouchConnection`.
const heartbeat = 5_000
// Milliseconds between two checks whether a database has been created. The pauses grow, because some databases are never created.
const firstPollPause = 500
const pollGrowth = 1.5
const longestPollPause = 5_000

/**
 * Opens a CouchDB server (3.2 or later) as `Documents`.
 * @param signal aborts the opening
 * @throws Error with the address and the reason if CouchDB does not answer, or refuses the credentials
 */
export async function openCouchDocuments(settings: CouchSettings, signal?: AbortSignal): Promise<Documents> {
  const documents = new CouchDocuments(new CouchConnection(settings))
  const stop = (): void => void documents.close()
  signal?.addEventListener('abort', stop)
  try {
    await documents.databases()
    return documents
  } catch (error) {
    await documents.close()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

type AllDocsRow = z.infer<typeof answers.allDocs>['rows'][number]

class CouchDocuments implements Documents {
  readonly #connection: CouchConnection
  readonly #closing = new AbortController()

  constructor(connection: CouchConnection) {
    this.#connection = connection
  }

  async get(database: string, id: string): Promise<StoredDocument | undefined> {
    if (!isDocumentId(id)) return undefined
    try {
      return await this.#read({ database, path: encodeURIComponent(id) }, answers.storedDocument)
    } catch (error) {
      if (isMissingDocument(error)) return undefined
      throw error
    }
  }

  async getMany(database: string, ids: string[]): Promise<(StoredDocument | undefined)[]> {
    const keys = [...new Set(ids)].filter(isDocumentId)
    const request: CouchRequest = { method: 'post', database, path: '_all_docs', parameters: { include_docs: true } }
    const { rows } = await this.#read({ ...request, body: { keys } }, answers.allDocs)
    const found = new Map(rows.map(({ doc }) => [doc?._id, doc ?? undefined]))
    return ids.map((id) => found.get(id))
  }

  async put(database: string, document: Draft): Promise<string> {
    return (await this.#write(database, document._id, { method: 'put', body: document })).rev
  }

  async putMany(database: string, documents: Draft[]): Promise<(string | ConflictError)[]> {
    for (const { _id } of documents) checkDocumentId(_id)
    if (documents.length === 0) return []
    const request: CouchRequest = { method: 'post', database, path: '_bulk_docs', body: { docs: documents } }
    const results = await this.#connection.send(request, answers.writtenMany)
    return documents.map(({ _id }, i) => {
      const result = results[i]
      if (result && 'rev' in result) return result.rev
      if (result?.error === 'conflict') return new ConflictError(database, _id)
      throw new Error(`CouchDB did not write "${_id}": ${result?.reason ?? 'it gave no reason'}`)
    })
  }

  async remove(database: string, id: string, revision: string): Promise<void> {
    await this.#write(database, id, { method: 'delete', parameters: { rev: revision } })
  }

  async find(database: string, query: Query): Promise<StoredDocument[]> {
    const { docs } = await this.#find(database, query, findBody(query), answers.foundDocuments)
    return docs
  }

  async findFields(database: string, query: Query, fields: string[]): Promise<Record<string, Json | undefined>[]> {
    const { docs } = await this.#find(database, query, findBody(query, fields), answers.foundFields)
    return docs.map((document) => Object.fromEntries(fields.map((field) => [field, document[field]])))
  }

  async *list(database: string, startId = '', pageSize = documentsPerPage): AsyncGenerator<StoredDocument, void> {
    let page = await this.#page(database, startId, pageSize)
    for (let last = page.at(-1); last?.id !== undefined; last = page.at(-1)) {
      for (const { doc } of page) if (doc && isDocumentId(doc._id)) yield doc
      // The next possible id in the byte order of `_all_docs`. Ids contain no NUL.
      page = await this.#page(database, `${last.id}\0`, pageSize)
    }
  }

  async ids(database: string): Promise<string[]> {
    const { rows } = await this.#read({ database, path: '_all_docs' }, answers.allDocs)
    return rows.flatMap(({ id = '' }) => (isDocumentId(id) ? [id] : []))
  }

  async currentFeedPosition(database: string): Promise<string> {
    const request: CouchRequest = { database, path: '_changes', parameters: { since: 'now', limit: 1 } }
    return (await this.#read(request, answers.changes)).last_seq
  }

  async *changes(database: string, since: string, signal: AbortSignal): AsyncGenerator<ChangeBatch, void> {
    const stop = AbortSignal.any([signal, this.#closing.signal])
    const parameters = { feed: 'longpoll', heartbeat, limit: changesPerBatch, seq_interval: changesPerBatch }
    const ask = (position: string, signal: AbortSignal) =>
      this.#connection.send(
        { database, path: '_changes', parameters: { ...parameters, since: position } },
        answers.changes,
        signal,
      )
    yield* streamChanges(ask, since, stop)
  }

  async changesUntilNow(database: string, since: string, limit: number): Promise<ChangeBatch & { isFull: boolean }> {
    const parameters = { since, limit, seq_interval: changesPerBatch }
    try {
      const answer = await this.#read({ database, path: '_changes', parameters }, answers.changes)
      return { ...batchOf(answer), isFull: answer.results.length === limit }
    } catch (error) {
      // CouchDB refuses a text that is no position, and may fail on one of another cluster.
      if (error instanceof CouchError && error.status === 400) throw new UnknownPositionError(since, { cause: error })
      throw error
    }
  }

  // Polls, because the feed of CouchDB about new databases (`_db_updates`) is for administrators only, and a command that only
  // reads may use another account.
  async whenCreated(database: string, signal: AbortSignal): Promise<void> {
    const stop = AbortSignal.any([signal, this.#closing.signal])
    let pause = firstPollPause
    while (!stop.aborted && !(await this.#exists(database))) {
      await sleep(pause, undefined, { signal: stop, ref: false }).catch(() => undefined)
      pause = Math.min(pause * pollGrowth, longestPollPause)
    }
  }

  async databases(prefix?: string): Promise<string[]> {
    // Database names are ASCII, so `\ufff0` sorts after every character in them.
    const range = prefix === undefined ? {} : { parameters: { start_key: prefix, end_key: `${prefix}\ufff0` } }
    const names = await this.#read({ path: '_all_dbs', ...range }, answers.names)
    return names.filter((name) => !name.startsWith('_')).sort()
  }

  async ensure(
    database: string,
    indexes: Index[],
    cozyAppsRegistryIndexes: CozyAppsRegistryIndexes = {},
  ): Promise<void> {
    await this.#create({ method: 'put', database })
    const existing = await this.#designNames(database)
    const missing = <T extends { name: string }>(declared: T[] = []) =>
      declared.filter(({ name }) => !existing.has(name))
    for (const { name, maps } of missing(cozyAppsRegistryIndexes.views)) {
      await this.#create({
        method: 'put',
        database,
        path: `_design/${encodeURIComponent(name)}`,
        body: viewsBody(maps),
      })
    }
    for (const index of missing(cozyAppsRegistryIndexes.indexes)) await this.#createIndex(database, index)
    for (const index of missing(indexes)) {
      await this.#createIndex(database, index)
      await this.#build(database, index)
    }
  }

  async removeViews(database: string, name: string): Promise<void> {
    const path = `_design/${encodeURIComponent(name)}`
    try {
      const { _rev: rev } = await this.#read({ database, path }, answers.storedDocument)
      await this.#read({ method: 'delete', database, path, parameters: { rev } }, answers.written)
    } catch (error) {
      // If another process changed the design document meanwhile, the design document stays.
      const isConflict = error instanceof CouchError && error.status === 409
      if (!isConflict && !isMissingDocument(error)) throw error
    }
  }

  async drop(database: string): Promise<void> {
    try {
      await this.#read({ method: 'delete', database }, answers.anyAnswer)
    } catch (error) {
      if (!(error instanceof DatabaseMissingError)) throw error
    }
  }

  async ping(): Promise<void> {
    await this.#connection.send({}, answers.welcome)
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#closing.abort()
    await this.#connection.close()
  }

  // The caller polls, so a failed request counts as a missing database.
  async #exists(database: string): Promise<boolean> {
    try {
      await this.#connection.send({ database }, answers.anyAnswer)
      return true
    } catch {
      return false
    }
  }

  async #page(database: string, startId: string, limit: number): Promise<AllDocsRow[]> {
    const parameters = { include_docs: true, limit, start_key: startId }
    return (await this.#read({ database, path: '_all_docs', parameters }, answers.allDocs)).rows
  }

  async #find<T>(database: string, { index }: Query, body: JsonObject, shape: z.ZodType<T>): Promise<T> {
    try {
      return await this.#read(findRequest(database, body), shape)
    } catch (error) {
      const isUnknown = error instanceof CouchError && error.code === 'no_usable_index'
      // CouchDB may report for a moment that a new index does not exist.
      if (isUnknown && !(await this.#designNames(database)).has(index.name))
        throw new IndexMissingError(database, index)
      throw error
    }
  }

  #read<T>(request: CouchRequest, shape: z.ZodType<T>): Promise<T> {
    return this.#connection.sendIdempotent(request, shape)
  }

  async #write(database: string, id: string, request: CouchRequest): Promise<z.infer<typeof answers.written>> {
    checkDocumentId(id)
    try {
      return await this.#connection.send({ ...request, database, path: encodeURIComponent(id) }, answers.written)
    } catch (error) {
      const isConflict = error instanceof CouchError && error.status === 409
      if (isConflict || isMissingDocument(error)) throw new ConflictError(database, id)
      throw error
    }
  }

  // Creates a database, a design document or an index. If it exists already (409, 412), does nothing.
  async #create(request: CouchRequest): Promise<void> {
    try {
      await this.#connection.sendIdempotent(request, answers.anyAnswer)
    } catch (error) {
      if (!(error instanceof CouchError) || (error.status !== 409 && error.status !== 412)) throw error
    }
  }

  async #designNames(database: string): Promise<Set<string>> {
    // All ids that begin with `_design/`: `0` is the character after `/`.
    const parameters = { start_key: '_design/', end_key: '_design0' }
    const { rows } = await this.#read({ database, path: '_all_docs', parameters }, answers.allDocs)
    return new Set(rows.map(({ id = '' }) => id.slice('_design/'.length)))
  }

  #createIndex(database: string, index: Index): Promise<void> {
    return this.#create({ method: 'post', database, path: '_index', body: indexBody(index) })
  }

  // Waits until an index is built. The first query that uses an index makes CouchDB build it. CouchDB continues even after the
  // request has timed out. Under load, CouchDB may not know a new index for a moment.
  async #build(database: string, index: Index, unknownUntil = Date.now() + newIndexTimeout): Promise<void> {
    try {
      const body = findBody({ index, where: {}, limit: 1 })
      await this.#read(findRequest(database, body), answers.foundDocuments)
    } catch (error) {
      if (!(error instanceof CouchError)) throw error
      const isUnknown = error.code === 'no_usable_index' && Date.now() < unknownUntil
      if (!error.timedOut && !isUnknown) throw error
      if (isUnknown) await sleep(newIndexPause)
      await this.#build(database, index, unknownUntil)
    }
  }
}

function findRequest(database: string, body: JsonObject): CouchRequest {
  return { method: 'post', database, path: '_find', body }
}

function viewsBody(maps: Record<string, string>): JsonObject {
  const views = Object.fromEntries(Object.entries(maps).map(([name, map]) => [name, { map }]))
  return { language: 'javascript', views }
}

// Also checks CouchDB's error code: a 404 from a reverse proxy does not mean that the document is missing.
function isMissingDocument(error: unknown): boolean {
  return error instanceof CouchError && error.status === 404 && error.code === 'not_found'
}
