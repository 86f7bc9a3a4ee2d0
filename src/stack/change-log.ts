import type { Caller } from '../instances/caller.js'
import { InstanceError } from '../instances/errors.js'
import type { Instances } from '../instances/instances.js'
import type { AuditLog, AuditTrail } from '../registry/audit-log.js'
import type { Change } from '../registry/audit/change.js'
import { callerOf, type StackRequest } from './context.js'
import { reasonOfRefusal } from './errors.js'

/** The dependencies of `ChangeLog`. */
export interface ChangeLogParts {
  instances: Instances
  audit: AuditLog
  /** The address of the client, and the base URL of the request. */
  origin: (ctx: StackRequest) => { address: string; url: string }
}

/** The log of the changes that clients of instances request. */
export class ChangeLog {
  readonly #parts: ChangeLogParts

  constructor(parts: ChangeLogParts) {
    this.#parts = parts
  }

  /**
   * Identifies the caller of a change, and calls `check`. Logs the change if the token is refused, or if `check` throws.
   * @param check requires permissions, and reads the request
   * @throws InstanceError, and the errors of `check`
   */
  async authorize<T>(
    ctx: StackRequest,
    change: Change,
    check: (caller: Caller) => T,
  ): Promise<{ caller: Caller; checked: T }> {
    const caller = await this.#callerOf(ctx, change)
    try {
      return { caller, checked: check(caller) }
    } catch (error) {
      await logFailure(this.trailOf(ctx, caller), change, error)
      throw error
    }
  }

  /**
   * Identifies the caller, runs a change, and logs its outcome. Also logs the change if the token is refused.
   * @param detailsOf picks details from the result, for the log
   */
  async run<T>(
    ctx: StackRequest,
    change: Change,
    work: (caller: Caller) => Promise<T>,
    detailsOf?: (result: T) => Record<string, unknown>,
  ): Promise<T> {
    const caller = await this.#callerOf(ctx, change)
    return this.runAs(ctx, change, caller, () => work(caller), detailsOf)
  }

  /** Runs a change for a caller who is already identified, and logs its outcome. */
  async runAs<T>(
    ctx: StackRequest,
    change: Change,
    caller: Caller,
    work: () => Promise<T>,
    detailsOf: (result: T) => Record<string, unknown> = () => ({}),
  ): Promise<T> {
    const trail = this.trailOf(ctx, caller)
    try {
      const result = await work()
      await trail.logDone({ ...change, on: { ...change.on, ...detailsOf(result) } })
      return result
    } catch (error) {
      await logFailure(trail, change, error)
      throw error
    }
  }

  /** The audit trail of a caller. */
  trailOf(ctx: StackRequest, { kind, slug: app }: Pick<Caller, 'kind' | 'slug'>): AuditTrail {
    return this.#parts.audit.trailOfInstance({ kind, app }, this.#parts.origin(ctx).address)
  }

  async #callerOf(ctx: StackRequest, change: Change): Promise<Caller> {
    const { instances, audit, origin } = this.#parts
    try {
      return await callerOf(ctx, instances)
    } catch (error) {
      const hasToken = !(error instanceof InstanceError && error.code === 'NO_TOKEN')
      const kind = hasToken ? 'unknown token' : 'anonymous'
      await logFailure(audit.trailOfInstance({ kind }, origin(ctx).address), change, error)
      throw error
    }
  }
}

async function logFailure(trail: AuditTrail, change: Change, error: unknown): Promise<void> {
  const reason = reasonOfRefusal(error)
  await (reason === undefined ? trail.logFailure(change, error) : trail.logRefusal(change, reason))
}
