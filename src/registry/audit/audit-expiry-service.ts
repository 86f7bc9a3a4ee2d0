import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Cache, Lock } from '../../cache/cache.js'
import type { AuditEntries } from './audit-entries.js'

const day = 86_400_000
// Two intervals. If the leader is killed, another gateway takes over after this time.
const leadershipLifetime = 7_200_000

/** The dependencies and settings of the service. */
export interface AuditExpiryParts {
  entries: Pick<AuditEntries, 'removeBefore'>
  /** Grants the lock of the leader. */
  cache: Pick<Cache, 'lock'>
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
  /** How many days an entry is kept. */
  days: number
  /** How often to look for old entries. */
  timing?: ExpiryTiming
}

/** Milliseconds before the first pass, between two passes, and between two passes while old entries remain. */
export interface ExpiryTiming {
  first: number
  interval: number
  whileMore: number
  /** How many entries a pass removes at most. */
  batch: number
}

// Gateways that start together begin at different times.
const usualTiming = (): ExpiryTiming => ({
  first: 60_000 * (1 + Math.random()),
  interval: 3_600_000,
  whileMore: 5_000,
  batch: 500,
})

/**
 * Removes old entries of the audit log in the background. Of the gateways with the same Redis, one is the leader, and does this.
 * Without Redis, every gateway does it: removing an entry twice does no harm.
 */
export class AuditExpiryService {
  readonly #parts: AuditExpiryParts
  readonly #closing = new AbortController()
  readonly #running: Promise<void>
  #leadership: Lock | undefined

  constructor(parts: AuditExpiryParts) {
    this.#parts = parts
    this.#running = this.#run()
  }

  /** Stops. Resolves when the current removal has ended. Another gateway may then become the leader. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.#running
    await this.#leadership?.release()
  }

  async #run(): Promise<void> {
    const { log, timing = usualTiming() } = this.#parts
    const { signal } = this.#closing
    let pause = timing.first
    for (;;) {
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
      if (signal.aborted) return
      const hasMore = await this.#removeOldAsLeader(timing).catch((err: unknown) => {
        log.warn({ err }, 'old entries of the audit log could not be removed')
        return false
      })
      pause = hasMore ? timing.whileMore : timing.interval
    }
  }

  async #removeOldAsLeader({ batch }: ExpiryTiming): Promise<boolean> {
    // The lock is lost when it expires, for example while the process is suspended, or when Redis loses its data.
    if (!(await this.#leadership?.renew(leadershipLifetime))) {
      this.#leadership = await this.#parts.cache.lock('audit-expiry', leadershipLifetime)
    }
    return this.#leadership !== undefined && this.#removeOld(batch)
  }

  async #removeOld(batch: number): Promise<boolean> {
    const { entries, clock, days } = this.#parts
    const found = await entries.removeBefore(new Date(clock() - days * day), batch, this.#closing.signal)
    return found === batch
  }
}
