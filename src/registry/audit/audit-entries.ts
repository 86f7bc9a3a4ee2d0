import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import {
  ConflictError,
  DatabaseMissingError,
  type Documents,
  type StoredDocument,
  type WriteOptions,
} from '../../documents/documents.js'
import type { JsonObject } from '../../json.js'
import { decodeCursor, encodeCursor, maxPageSize, type PageRequest } from '../cursors.js'
import { RegistryError } from '../errors.js'
import { readAuditEntry, type AuditEntry } from './audit-entry.js'
import { matchesFilter, type AuditFilter } from './audit-filter.js'

/** A page of the audit log, the newest entry first. */
export interface AuditPage {
  edges: { readonly cursor: string; readonly node: AuditEntry }[]
  hasNextPage: boolean
  hasPreviousPage: boolean
  /** The position of the last entry that was read, even if it does not match. `undefined` if none was read. */
  endCursor: string | undefined
}

/** The maximum number of entries that one page reads to find entries that match. */
export const maxReadEntries = 2000
const batchSize = 200

/**
 * The stored audit log. The id of an entry has the time of the entry, so that ids sort by time, the newest first. It also has
 * random digits, so that gateways never write the same id.
 */
export class AuditEntries {
  readonly #documents: Documents
  readonly #database: string
  readonly #clock: () => number
  #lastTime = 0

  /** @param clock milliseconds since 1970 */
  constructor(documents: Documents, database: string, clock: () => number) {
    this.#documents = documents
    this.#database = database
    this.#clock = clock
  }

  /** The present time, as an entry has it. */
  now(): string {
    return new Date(this.#clock()).toISOString()
  }

  /**
   * Adds an entry, with the present time as `at`.
   * @returns the stored document, for `replace`
   */
  async add(members: JsonObject, options?: WriteOptions): Promise<StoredDocument> {
    // Entries of the same millisecond keep their order.
    this.#lastTime = Math.max(this.#clock() * 1000, this.#lastTime + 1)
    const at = new Date(Math.floor(this.#lastTime / 1000)).toISOString()
    const document = { at, ...members, _id: `${idAt(this.#lastTime)}-${randomBytes(6).toString('hex')}` }
    const put = () => this.#documents.put(this.#database, document, options)
    // A command that only reads creates no databases, but some of these commands make tokens.
    const _rev = await put().catch(async (error: unknown) => {
      if (!(error instanceof DatabaseMissingError)) throw error
      await this.#documents.ensure(this.#database, [])
      return put()
    })
    return { ...document, _rev }
  }

  /** Replaces an entry. Returns the stored document. */
  async replace(document: StoredDocument, options?: WriteOptions): Promise<StoredDocument> {
    return { ...document, _rev: await this.#documents.put(this.#database, document, options) }
  }

  /** Removes an entry that no longer says anything. */
  async remove({ _id, _rev }: StoredDocument): Promise<void> {
    await this.#documents.remove(this.#database, _id, _rev)
  }

  /**
   * A page of the log, the newest entry first. Reads at most `maxReadEntries` entries. So a page may have fewer entries than
   * requested, although another page follows.
   * @throws RegistryError INVALID_INPUT if `first` is negative, or if `after` is not a cursor of this list
   */
  async page(filter: AuditFilter, { first, after }: PageRequest): Promise<AuditPage> {
    const size = Math.min(checkFirst(first), maxPageSize)
    const previous = after === undefined || after === null ? undefined : idOf(after)
    const end = filter.since ? lastIdAt(filter.since) : undefined
    const latest = filter.until ? firstIdAt(filter.until) : ''
    const start = previous !== undefined && previous > latest ? previous : latest
    const edges: AuditPage['edges'] = []
    let read = 0
    let endCursor: string | undefined
    const pageUntil = (hasNextPage: boolean): AuditPage => ({
      edges,
      hasNextPage,
      hasPreviousPage: previous !== undefined,
      endCursor,
    })
    for await (const document of this.#from(start)) {
      if (document._id === previous) continue
      if (end !== undefined && document._id > end) break
      if (read === maxReadEntries) return pageUntil(true)
      const node = readAuditEntry(document)
      const isMatch = matchesFilter(node, filter)
      if (isMatch && edges.length === size) return pageUntil(true)
      const cursor = encodeCursor({ key: document._id })
      if (isMatch) edges.push({ cursor, node })
      endCursor = cursor
      read++
      // SQLite reads without a pause, so other requests get their turn here.
      if (read % batchSize === 0) await nextTurn()
    }
    return pageUntil(false)
  }

  /**
   * Removes entries before a time, the newest of them first. Removes at most `limit` entries. Several gateways may do this at
   * the same time.
   * @returns how many entries were found
   */
  async removeBefore(time: Date, limit: number, signal?: AbortSignal): Promise<number> {
    let found = 0
    for await (const { _id, _rev } of this.#from(lastIdAt(time))) {
      if (found === limit || signal?.aborted) break
      found++
      await this.#documents.remove(this.#database, _id, _rev).catch((error: unknown) => {
        // Another gateway has removed the entry.
        if (!(error instanceof ConflictError)) throw error
      })
    }
    return found
  }

  async *#from(startId: string): AsyncGenerator<StoredDocument, void> {
    try {
      yield* this.#documents.list(this.#database, startId, batchSize)
    } catch (error) {
      if (!(error instanceof DatabaseMissingError)) throw error
    }
  }
}

const digits = 16
// Larger than the microseconds since 1970 of any date until the year 2255, and exact as a number.
const latestTime = 9_000_000_000_000_000

/** @param time microseconds since 1970 */
function idAt(time: number): string {
  return String(Math.max(0, latestTime - time)).padStart(digits, '0')
}

// Ids before the first id, or after the last id, of the entries of a millisecond.
function firstIdAt(time: Date): string {
  return idAt(time.getTime() * 1000 + 999)
}

function lastIdAt(time: Date): string {
  return `${idAt(time.getTime() * 1000)}-~`
}

const idShape = z.string().regex(/^\d{16}-[0-9a-f]{12}$/)

function idOf(cursor: string): string {
  const position = decodeCursor(cursor, idShape)
  if ('key' in position) return position.key
  throw new RegistryError('INVALID_INPUT', `"${cursor}" is no cursor of this list: give the endCursor of a page of it`)
}

function checkFirst(first: number): number {
  if (first >= 0) return first
  throw new RegistryError('INVALID_INPUT', `A page can't have ${String(first)} entries: "first" must not be negative`)
}
