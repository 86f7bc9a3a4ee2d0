import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { buffer, text } from 'node:stream/consumers'
import { ConflictError, type Documents, type StoredDocument } from '../documents/documents.js'
import { treatMissingDatabaseAs } from '../documents/treat-missing-database-as.js'
import { isJsonObject, jsonOf } from '../json.js'
import type { Outgoing } from '../outgoing/client.js'
import { TooLargeError } from '../outgoing/errors.js'
import type { CachedGet } from './cached-get.js'
import { definitionText, isDoctypeFolder, type Definitions } from './definitions.js'
import { isRemoteDoctype } from './doctype.js'
import { noDefinition, RemoteError, tooLarge } from './errors.js'
import type { RemoteLimits } from './limits.js'

/** The dependencies and settings of `PublishedDefinitions`. */
export interface PublishedParts {
  documents: Documents
  /** The database with the copies of downloaded definitions. Applications must not be able to write to it. */
  database: string
  outgoing: Outgoing
  cachedGet: CachedGet
  /** The base URL: a definition is at `<address>/<doctype>/request`. */
  address: string
  /** The URL of a list of the folders, in the format of GitHub's API. */
  listAddress: string
  userAgent: string
  limits: Pick<RemoteLimits, 'definition' | 'definitionList' | 'timeout'>
  /** Returns the time in milliseconds since 1970. */
  clock: () => number
  log: Logger
}

/** The URLs of the definitions that the project Cozy publishes. */
export const publishedByCozy = {
  address: 'https://raw.githubusercontent.com/cozy/cozy-doctypes/master',
  listAddress: 'https://api.github.com/repos/cozy/cozy-doctypes/contents/',
}

/** The stored copy of a downloaded definition. */
interface Copy {
  text: string
  /** The time of the download, in milliseconds since 1970. */
  updatedAt: number
  document: StoredDocument
}

const hour = 3_600_000
const maxAge = 24 * hour
// In milliseconds. A failed download is not repeated before this time has passed.
const retryPause = 60_000

/** Downloads definitions. A copy of each definition is stored, and used for a day, or longer while downloads fail. */
export class PublishedDefinitions implements Definitions {
  readonly #parts: PublishedParts
  readonly #downloads = new Map<string, Promise<string>>()
  readonly #failures: LRUCache<string, true>

  constructor(parts: PublishedParts) {
    this.#parts = parts
    this.#failures = new LRUCache({ max: 10_000, ttl: retryPause, ttlResolution: 0, perf: { now: parts.clock } })
  }

  async textOf(doctype: string): Promise<string> {
    if (!isRemoteDoctype(doctype)) throw noDefinition('this can not be the name of a remote doctype')
    const copy = await this.#copyOf(doctype)
    const age = this.#parts.clock() - (copy?.updatedAt ?? -Infinity)
    if (copy && age < maxAge) return copy.text
    if (this.#failures.has(doctype)) {
      if (copy) return copy.text
      throw noDefinition('its definition could not be downloaded a moment ago')
    }
    return this.#refresh(doctype, copy)
  }

  async doctypes(): Promise<string[]> {
    const { cachedGet, listAddress, limits } = this.#parts
    try {
      const { status, body } = await cachedGet.get(listAddress, {
        maxBytes: limits.definitionList,
        timeout: limits.timeout,
      })
      const entries = jsonOf(await text(body))
      if (status !== 200 || !Array.isArray(entries)) throw new Error(`The list was answered with ${String(status)}`)
      return entries
        .flatMap((entry) => (isJsonObject(entry) && entry.type === 'dir' ? [entry.name] : []))
        .filter((name) => typeof name === 'string')
        .filter(isDoctypeFolder)
    } catch (cause) {
      const isTooLarge = cause instanceof TooLargeError
      const detail = `the list of doctypes is not available${isTooLarge ? ': it is too large (limits.remote.definition_list)' : ''}`
      throw new RemoteError('UNREACHABLE', "can't connect to the remote host", detail, { cause })
    }
  }

  // Downloads a definition. Concurrent calls for the same doctype share one download.
  #refresh(doctype: string, copy: Copy | undefined): Promise<string> {
    const running = this.#downloads.get(doctype)
    if (running) return running
    const download = this.#downloadOrUseCopy(doctype, copy).finally(() => this.#downloads.delete(doctype))
    this.#downloads.set(doctype, download)
    return download
  }

  async #downloadOrUseCopy(doctype: string, copy: Copy | undefined): Promise<string> {
    try {
      const downloaded = await this.#download(doctype)
      await this.#store(doctype, downloaded, copy)
      return downloaded
    } catch (err) {
      this.#failures.set(doctype, true)
      const isWithdrawn = err instanceof RemoteError && err.code === 'NO_DEFINITION'
      if (copy && isWithdrawn) await this.#remove(copy)
      if (err instanceof RemoteError && (isWithdrawn || !copy)) throw err
      this.#parts.log.warn({ err, doctype, usesOldCopy: !!copy }, 'A definition could not be downloaded')
      if (!copy) throw noDefinition('its definition could not be downloaded', err)
      return copy.text
    }
  }

  /** @throws RemoteError if no usable definition is published; any other error if the download fails */
  async #download(doctype: string): Promise<string> {
    const { outgoing, address, userAgent, limits } = this.#parts
    const url = `${address.replace(/\/+$/, '')}/${doctype}/request`
    const headers = [['User-Agent', userAgent]] as const
    try {
      const bounds = { maxBytes: limits.definition, timeout: limits.timeout }
      const answer = await outgoing.open({ method: 'GET', url, headers }, bounds)
      if (answer.status === 200) return definitionText(await buffer(answer.body))
      answer.close()
      if (answer.status === 404 || answer.status === 410) throw noDefinition('there is no published definition')
      throw new Error(`The download was answered with ${String(answer.status)}`)
    } catch (error) {
      throw error instanceof TooLargeError ? tooLarge('a definition', limits.definition, 'definition') : error
    }
  }

  async #copyOf(doctype: string): Promise<Copy | undefined> {
    const { documents, database } = this.#parts
    const document = await treatMissingDatabaseAs(undefined, () => documents.get(database, idOf(doctype)))
    if (typeof document?.request !== 'string' || typeof document.updated_at !== 'string') return undefined
    return { text: document.request, updatedAt: Date.parse(document.updated_at), document }
  }

  // Stores the copy of a definition. If this fails, the definition is used all the same. The conflict with another gateway that
  // has stored a copy in the meantime is not logged.
  async #store(doctype: string, request: string, copy: Copy | undefined): Promise<void> {
    const { documents, database, clock, log } = this.#parts
    const updated_at = new Date(clock()).toISOString()
    try {
      await documents.ensure(database, [])
      await documents.put(database, { ...(copy?.document ?? { _id: idOf(doctype) }), request, updated_at })
    } catch (err) {
      if (!(err instanceof ConflictError)) log.warn({ err, doctype }, 'The copy of a definition could not be stored')
    }
  }

  async #remove({ document }: Copy): Promise<void> {
    const { documents, database } = this.#parts
    try {
      await documents.remove(database, document._id, document._rev)
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error
    }
  }
}

function idOf(doctype: string): string {
  return `io.cozy.doctypes/${doctype}`
}
