import type { Logger } from 'pino'
import type { Cache } from '../cache/cache.js'
import type { Documents } from '../documents/documents.js'
import type { Access, Viewer } from './access.js'
import { AuditEntries } from './audit/audit-entries.js'
import { AuditExpiryService } from './audit/audit-expiry-service.js'
import type { Actor, Change, Origin, Outcome } from './audit/change.js'
import { ChangeRecord, type RecordParts } from './audit/change-record.js'
import { RefusalQuota } from './audit/refusal-quota.js'
import { RefusedAttempts, type FurtherKinds } from './audit/refused-attempts.js'
import { readTargetState } from './audit/target-state.js'
import { ClientLeftError, RegistryError } from './errors.js'
import type { Spaces } from './spaces.js'

/** A client of an instance, by its token: an application, or the command line. */
export interface InstanceActor {
  kind: 'app' | 'konnector' | 'cli' | 'anonymous' | 'unknown token'
  app?: string | undefined
}

/** The dependencies of `AuditLog`. */
export interface AuditLogParts {
  access: Access
  cache: Pick<Cache, 'lock'>
  documents: Documents
  spaces: Spaces
  /** Milliseconds since 1970. */
  clock: () => number
  log: Logger
}

// What the audit log has about further kinds of refused attempts, see `RefusedAttempts`.
const withoutToken: FurtherKinds = {
  by: { kind: 'unknown token' },
  reason: 'Several changes were refused because of their tokens',
}
const withToken: FurtherKinds = { by: { kind: 'editor' }, reason: 'Several changes with valid tokens were refused' }

/**
 * The audit log has each change that is requested through any interface, even if the change fails. It is a line in the log, and a
 * stored entry. Both have names and the address of the client. They have neither the token nor other parts of the request.
 */
export class AuditLog {
  readonly entries: AuditEntries
  readonly #access: Access
  readonly #log: Logger
  readonly #counted: readonly RefusedAttempts[]
  readonly #recordParts: RecordParts
  readonly #cache: Pick<Cache, 'lock'>
  readonly #clock: () => number
  #expiry: AuditExpiryService | undefined

  constructor({ access, cache, documents, spaces, clock, log }: AuditLogParts) {
    this.#access = access
    this.#cache = cache
    this.#log = log
    this.#clock = clock
    const entries = new AuditEntries(documents, spaces.shared.audit, clock)
    const onFailure = (err: unknown, operation?: string): void =>
      log.error({ err, operation }, 'an entry of the audit log could not be completed')
    const attempts = new RefusedAttempts({ entries, clock, onFailure, furtherKinds: withoutToken })
    const repetitions = new RefusedAttempts({ entries, clock, onFailure, furtherKinds: withToken })
    this.#counted = [attempts, repetitions]
    this.entries = entries
    const stateOf = (change: Change) => readTargetState(documents, spaces, change)
    this.#recordParts = { entries, attempts, quota: new RefusalQuota(clock), repetitions, stateOf, onFailure }
  }

  /** The audit trail of one request, or of one run of a command. */
  trailOf(viewer: Viewer, origin: Origin): AuditTrail {
    return this.#trail(() => this.#actorOf(viewer), origin)
  }

  /** The audit trail of the removals of old versions in the background. */
  trailOfRetention(): AuditTrail {
    return this.#trail(() => Promise.resolve({ kind: 'retention' }), { door: 'background', from: 'background' })
  }

  /** The audit trail of a request for an instance. It has log lines only: users change their own instances. */
  trailOfInstance(actor: InstanceActor, from: string): AuditTrail {
    return new AuditTrail((change, result) => Promise.resolve(this.#write(change, actor, from, result)))
  }

  /** Starts to remove entries that are older than this number of days, in the background. Call it once. */
  startExpiry(days: number): void {
    const [cache, clock, log] = [this.#cache, this.#clock, this.#log]
    this.#expiry = new AuditExpiryService({ entries: this.entries, cache, clock, log, days })
  }

  /** Stops the background work, and writes what is not written yet. */
  async close(): Promise<void> {
    await this.#expiry?.close()
    for (const attempts of this.#counted) await attempts.writeCounts()
  }

  #trail(actorOf: () => Promise<Actor>, origin: Origin): AuditTrail {
    return new AuditTrail(
      async (change, result) => this.#write(change, await actorOf(), origin.from, result),
      (change) => new ChangeRecord(this.#recordParts, change, actorOf(), origin),
    )
  }

  async #actorOf(viewer: Viewer): Promise<Actor> {
    if (viewer.kind === 'anonymous') return { kind: viewer.isUnreadable ? 'unknown token' : 'anonymous' }
    if (viewer.kind === 'operator') return { kind: 'operator' }
    try {
      const identity = await this.#access.identify(viewer)
      const grant = identity && 'grant' in identity ? identity.grant : undefined
      if (!identity || !grant) return { kind: 'unknown token' }
      const { kind, editor, app, id, name } = grant
      const token = identity.state === 'expired' ? 'ended' : undefined
      return {
        kind: kind === 'MASTER' ? 'master' : 'editor',
        editor: editor.name,
        app,
        token,
        tokenId: id,
        tokenName: name,
      }
    } catch {
      // The editors can't be read. The change itself failed for the same reason.
      return { kind: 'unknown token' }
    }
  }

  #write({ operation, on }: Change, by: Actor | InstanceActor, from: string, result: Outcome): void {
    const level = result.outcome === 'failed' ? 'warn' : 'info'
    this.#log[level]({ operation, on, by, from, ...result }, 'a change')
  }
}

/** A change that runs, and its record in the stored audit log. */
interface Running {
  change: Change
  record: ChangeRecord | undefined
}

/** Logs the changes of one request, and remembers whether any change was logged. */
export class AuditTrail {
  readonly #write: (change: Change, result: Outcome) => Promise<void>
  readonly #recordOf: (change: Change) => ChangeRecord | undefined
  readonly #running = new Set<Running>()
  #hasLogged = false
  #isAbandoned = false

  constructor(
    write: (change: Change, result: Outcome) => Promise<void>,
    recordOf: (change: Change) => ChangeRecord | undefined = () => undefined,
  ) {
    this.#write = write
    this.#recordOf = recordOf
  }

  /** Whether a change was logged. */
  get hasLogged(): boolean {
    return this.#hasLogged
  }

  /** Logs a change that was made. */
  async logDone(change: Change): Promise<void> {
    await this.#logEnd(change, { outcome: 'done' })
  }

  /**
   * Runs a change, and logs its outcome.
   * @param work calls `begin` before it changes anything. `begin` rejects if the change can't be recorded
   * @param detailsOf returns further names for the log, taken from the result
   */
  async runLogged<T>(
    change: Change,
    work: (begin: () => Promise<void>) => Promise<T>,
    detailsOf: (result: T) => Record<string, unknown> = () => ({}),
  ): Promise<T> {
    const record = this.#recordOf(change)
    const running = { change, record }
    this.#running.add(running)
    try {
      const result = await work(async () => record?.begin())
      await this.#logEnd({ ...change, on: { ...change.on, ...detailsOf(result) } }, { outcome: 'done' }, record)
      return result
    } catch (error) {
      await this.#logEnd(change, outcomeOf(error), record)
      throw error
    } finally {
      this.#running.delete(running)
    }
  }

  /** Logs the running changes as abandoned, before the process ends. Later outcomes of these changes are not logged. */
  async logAbandoned(reason: string): Promise<void> {
    this.#isAbandoned = true
    for (const { change, record } of this.#running) {
      const result = { outcome: 'abandoned', reason } as const
      await this.#write(change, result)
      await record?.end(change.on, result)
    }
  }

  /** Logs a change that the registry refused, or that failed. */
  async logFailure(change: Change, error: unknown): Promise<void> {
    await this.#logEnd(change, outcomeOf(error))
  }

  /** Logs a change that failed before it reached the registry. Does nothing if this request has logged a change already. */
  async logFailureUnlessLogged(change: Change, error: unknown): Promise<void> {
    if (this.#hasLogged) return
    // A command wraps the refusal in an error with its own message.
    const isWrapped = error instanceof Error && error.cause instanceof RegistryError
    await this.logFailure(change, isWrapped ? error.cause : error)
  }

  /** Logs a change that was refused before it reached the registry. */
  async logRefusal(change: Change, reason: string): Promise<void> {
    await this.#logEnd(change, { outcome: 'refused', reason })
  }

  async #logEnd(change: Change, result: Outcome, record = this.#recordOf(change)): Promise<void> {
    if (this.#isAbandoned) return
    this.#hasLogged = true
    await this.#write(change, result)
    await record?.end(change.on, result)
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof RegistryError) {
    const { code, message, details, cause } = error
    const hiddenCause = cause instanceof Error ? { cause: cause.message } : {}
    return { outcome: 'refused', code, reason: details.detail ?? message, ...hiddenCause }
  }
  if (error instanceof ClientLeftError) return { outcome: 'abandoned', reason: error.message }
  // The code that answers the request logs the error with all its causes.
  return { outcome: 'failed', ...(error instanceof Error && { reason: error.message }) }
}
