import type { StoredDocument } from '../../documents/documents.js'
import type { JsonObject } from '../../json.js'
import type { AuditEntries } from './audit-entries.js'
import type { AuditActorKind } from './audit-entry.js'

/** Milliseconds for which attempts of one kind share an entry. */
const windowTime = 3_600_000
/** How many kinds of attempts get an entry of their own in one window. All others share one entry. */
const maxKinds = 100
/** Milliseconds between two writes of the counts. */
const writeInterval = 60_000

const severalKinds = { operation: 'several', from: 'several addresses', on: {} }

/** The members of the entry that all further kinds share. */
export interface FurtherKinds {
  by: { kind: AuditActorKind }
  reason: string
}

/** The dependencies and settings of `RefusedAttempts`. */
export interface RefusedAttemptsParts {
  entries: AuditEntries
  /** Milliseconds since 1970. */
  clock: () => number
  /** Called when a count can't be written. */
  onFailure: (error: unknown) => void
  furtherKinds: FurtherKinds
}

/** The attempts of one kind in the current window. */
interface Counted {
  count: number
  lastAt: string
  stored: Promise<StoredDocument>
  storedCount: number
}

/**
 * Records refused changes of which a client can cause any number, such as those without a valid token. So equal attempts of one
 * client share one entry for an hour, and the number of entries in an hour is limited. An entry is written at the first attempt. Its count
 * is written later. After a crash, the count may lack the attempts of the last minute.
 */
export class RefusedAttempts {
  readonly #parts: RefusedAttemptsParts
  #counted = new Map<string, Counted>()
  #windowStart = 0
  #writing = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  constructor(parts: RefusedAttemptsParts) {
    this.#parts = parts
  }

  /**
   * Records one attempt. Resolves when an entry for it is stored.
   * @param entry the members of the entry, without dates
   * @param kind attempts with the same value are equal
   */
  async record(entry: JsonObject, kind: string): Promise<void> {
    this.#startWindow()
    const hasOwnEntry = this.#counted.has(kind) || this.#counted.size < maxKinds
    const key = hasOwnEntry ? kind : ''
    const { entries, furtherKinds } = this.#parts
    const members = hasOwnEntry ? entry : { ...entry, ...severalKinds, ...furtherKinds }
    const at = entries.now()
    const known = this.#counted.get(key)
    if (known) {
      known.count++
      known.lastAt = at
      await known.stored
      this.#writeLater()
      return
    }
    const stored = entries.add({ ended_at: at, ...members, count: 1 })
    this.#counted.set(key, { count: 1, lastAt: at, stored, storedCount: 1 })
    // The next attempt tries again.
    await stored.catch((error: unknown) => {
      this.#counted.delete(key)
      throw error
    })
  }

  /** Writes the counts that have changed. */
  async writeCounts(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const counted = [...this.#counted.values()]
    this.#writing = this.#writing.then(() => this.#write(counted))
    await this.#writing
  }

  async #write(counted: readonly Counted[]): Promise<void> {
    for (const each of counted) {
      const { count, lastAt } = each
      if (count === each.storedCount) continue
      try {
        const document = { ...(await each.stored), count, ended_at: lastAt }
        each.stored = Promise.resolve(await this.#parts.entries.replace(document))
        each.storedCount = count
      } catch (error) {
        this.#parts.onFailure(error)
      }
    }
  }

  #startWindow(): void {
    const now = this.#parts.clock()
    if (now >= this.#windowStart && now - this.#windowStart < windowTime) return
    void this.writeCounts()
    this.#counted = new Map()
    this.#windowStart = now
  }

  #writeLater(): void {
    this.#timer ??= setTimeout(() => void this.writeCounts(), writeInterval).unref()
  }
}
