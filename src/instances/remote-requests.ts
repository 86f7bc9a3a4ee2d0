import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { ConflictError, type Draft, type Query, type StoredDocument } from '../documents/documents.js'
import { isJsonObject } from '../json.js'
import { decodeCursor, encodeCursor, maxPageSize } from '../registry/cursors.js'
import { RegistryError } from '../registry/errors.js'
import { remoteRequestsByDate, type InstanceDocuments } from './instance-documents.js'
import type { Instance } from './instance.js'

/** The doctype of the log of remote requests. */
export const remoteRequestsDoctype = 'io.cozy.remote.requests'

/** One entry of the log: a request to a remote host, and its answer. */
export interface RemoteRequest {
  id: string
  doctype: string
  verb: string
  /** The URL of the request. Secrets are masked. */
  url: string
  responseCode: number
  /** The media type of the answer, without parameters. */
  contentType: string
  variables: Record<string, string>
  /** A date-time (RFC 3339). */
  createdAt: string
  /** The slug of the calling application. */
  app: string | undefined
}

/** The conditions for entries of the log. An absent condition matches all entries. */
export interface RemoteRequestFilter {
  app?: string | undefined
  doctype?: string | undefined
  since?: Date | undefined
}

/** A page of the log, the newest entry first. */
export interface RemoteRequestPage {
  edges: { readonly cursor: string; readonly node: RemoteRequest }[]
  hasNextPage: boolean
  hasPreviousPage: boolean
}

const positionShape = z.object({ createdAt: z.string(), id: z.string() })
type Position = z.infer<typeof positionShape>

const requestShape = z.object({
  doctype: z.string().catch(''),
  verb: z.string().catch(''),
  url: z.string().catch(''),
  response_code: z.number().int().catch(0),
  content_type: z.string().catch(''),
  variables: z.unknown().optional().transform(textsOf),
  created_at: z.string().catch(''),
  cozyMetadata: z.object({ createdByApp: z.string().optional() }).catch({}),
})

// The members of an entry that its removal needs.
const oldEntryShape = z.object({ _id: z.string(), _rev: z.string(), created_at: z.string().catch('') })

// The members of an entry that decide whether it is on a page.
const headShape = z.object({
  _id: z.string(),
  doctype: requestShape.shape.doctype,
  created_at: requestShape.shape.created_at,
  cozyMetadata: requestShape.shape.cozyMetadata,
})

interface Head {
  id: string
  doctype: string
  createdAt: string
  app: string | undefined
}

// The number of entries whose heads are read at once.
const batchSize = 100
// The characters after which a page ends early, because one entry may have a megabyte.
const maxPageText = 4 * 1024 * 1024

// The number of new entries after which each process removes the oldest entries.
const trimInterval = 100
// The number of entries that are removed at once. It is larger than `trimInterval`, so a log that is too long gets shorter.
const trimSize = 200
// The maximum number of instances whose new entries are counted.
const maxCounted = 10_000

/** The log of the requests that applications of an instance have sent to remote hosts. */
export class RemoteRequests {
  readonly #documents: InstanceDocuments

  // The number of new entries since the last removal of old entries, by the prefix of the databases of an instance.
  readonly #written = new LRUCache<string, number>({ max: maxCounted })

  constructor(documents: InstanceDocuments) {
    this.#documents = documents
  }

  /**
   * Adds an entry.
   * @param limit how many entries are kept; older entries are removed only after every `trimInterval` new entries
   */
  async append(instance: Instance, entry: Draft, limit: number): Promise<void> {
    await this.#documents.put(instance, remoteRequestsDoctype, entry)
    const written = this.#written.get(instance.databasePrefix) ?? 0
    this.#written.set(instance.databasePrefix, (written + 1) % trimInterval)
    if (written === 0) await this.#removeOldest(instance, limit)
  }

  /**
   * A page of the log, the newest entry first.
   * @throws RegistryError INVALID_INPUT if `first` is negative, or if `after` is not a cursor of this list
   */
  async page(
    instance: Instance,
    filter: RemoteRequestFilter,
    { first, after }: { first: number; after?: string | null | undefined },
  ): Promise<RemoteRequestPage> {
    if (first < 0)
      throw new RegistryError(
        'INVALID_INPUT',
        `A page can't have ${String(first)} entries: "first" must not be negative`,
      )
    const size = Math.min(first, maxPageSize)
    const start = after === undefined || after === null ? undefined : positionOf(after)
    const ids: string[] = []
    for await (const head of this.#newestFirst(instance, filter.since, start)) {
      if (matches(head, filter)) ids.push(head.id)
      if (ids.length > size) break
    }
    const { nodes, isComplete } = await this.#readNodes(instance, ids.slice(0, size))
    return {
      edges: nodes.map((node) => ({ node, cursor: cursorOf(node) })),
      hasNextPage: ids.length > size || !isComplete,
      hasPreviousPage: start !== undefined,
    }
  }

  // Reads entries until their text is longer than `maxPageText`. Skips entries that were removed meanwhile.
  async #readNodes(instance: Instance, ids: string[]): Promise<{ nodes: RemoteRequest[]; isComplete: boolean }> {
    const nodes: RemoteRequest[] = []
    let length = 0
    for await (const document of this.#documents.getEach(instance, remoteRequestsDoctype, ids)) {
      if (length >= maxPageText) return { nodes, isComplete: false }
      if (!document) continue
      const node = read(document)
      nodes.push(node)
      length += textLengthOf(node)
    }
    return { nodes, isComplete: true }
  }

  // Removes at most `trimSize` of the entries beyond the newest `kept`, the oldest first.
  async #removeOldest(instance: Instance, kept: number): Promise<void> {
    // Reads only the needed members, because whole entries may be large.
    const find = async (query: Omit<Query, 'index'>) => {
      const indexed = { ...query, index: remoteRequestsByDate }
      const fields = ['_id', '_rev', 'created_at']
      const found = await this.#documents.findFields(instance, remoteRequestsDoctype, indexed, fields)
      return z.array(oldEntryShape).parse(found)
    }
    const [newest] = await find({ where: {}, order: 'descending', skip: kept, limit: 1 })
    if (!newest) return
    const oldest = await find({ where: { created_at: { to: newest.created_at } }, order: 'ascending', limit: trimSize })
    for (const { _id, _rev } of oldest) {
      await this.#documents.remove(instance, remoteRequestsDoctype, _id, _rev).catch((error: unknown) => {
        // Another gateway has removed the entry.
        if (!(error instanceof ConflictError)) throw error
      })
    }
  }

  // Reads the entries in batches. A batch begins with the date of the last entry of the batch before it, and skips the entries
  // of this date that have been read.
  async *#newestFirst(instance: Instance, since: Date | undefined, start: Position | undefined): AsyncIterable<Head> {
    let latestDate = start?.createdAt
    let skip = 0
    for (;;) {
      const created_at = {
        ...(since && { from: since.toISOString() }),
        ...(latestDate !== undefined && { to: latestDate }),
      }
      const query = {
        index: remoteRequestsByDate,
        where: { created_at },
        order: 'descending',
        limit: batchSize,
        skip,
      } as const
      const fields = ['_id', 'doctype', 'created_at', 'cozyMetadata']
      const found = await this.#documents.findFields(instance, remoteRequestsDoctype, query, fields)
      const batch = found.map(readHead)
      // The embedded document store reads without a pause, so other requests get their turn here.
      await nextTurn()
      for (const request of batch) if (!start || isAfter(request, start)) yield request
      const last = batch.at(-1)
      if (!last || batch.length < batchSize) return
      const readOfLastDate = batch.filter(({ createdAt }) => createdAt === last.createdAt).length
      skip = last.createdAt === latestDate ? skip + readOfLastDate : readOfLastDate
      latestDate = last.createdAt
    }
  }
}

// Whether an entry comes after a position of the list, and so is older.
function isAfter({ createdAt, id }: Head, start: Position): boolean {
  return createdAt < start.createdAt || (createdAt === start.createdAt && id < start.id)
}

function matches(request: Head, { app, doctype }: RemoteRequestFilter): boolean {
  return (app === undefined || request.app === app) && (doctype === undefined || request.doctype === doctype)
}

function cursorOf({ createdAt, id }: RemoteRequest): string {
  return encodeCursor({ key: { createdAt, id } })
}

function positionOf(cursor: string): Position {
  const position = decodeCursor(cursor, positionShape)
  if ('key' in position) return position.key
  throw new RegistryError('INVALID_INPUT', `"${cursor}" is no cursor of this list: give the endCursor of a page of it`)
}

// Not `z.record`, which drops a member called `__proto__`.
function textsOf(value: unknown): Record<string, string> {
  const isText = (member: [string, unknown]): member is [string, string] => typeof member[1] === 'string'
  return Object.fromEntries(Object.entries(isJsonObject(value) ? value : {}).filter(isText))
}

function textLengthOf({ url, variables }: RemoteRequest): number {
  return Object.entries(variables).reduce((sum, [name, value]) => sum + name.length + value.length, url.length)
}

function readHead(found: Record<string, unknown>): Head {
  const { _id: id, doctype, created_at: createdAt, cozyMetadata } = headShape.parse(found)
  return { id, doctype, createdAt, app: cozyMetadata.createdByApp }
}

function read(document: StoredDocument): RemoteRequest {
  const stored = requestShape.parse(document)
  return {
    id: document._id,
    doctype: stored.doctype,
    verb: stored.verb,
    url: stored.url,
    responseCode: stored.response_code,
    contentType: stored.content_type,
    variables: stored.variables,
    createdAt: stored.created_at,
    app: stored.cozyMetadata.createdByApp,
  }
}
