import type { StoredDocument, WriteOptions } from '../../documents/documents.js'
import type { JsonObject } from '../../json.js'
import type { Actor, Change, Origin, Outcome } from './change.js'
import type { AuditEntries } from './audit-entries.js'
import { boundedMembers, boundedText } from './bounded-members.js'
import type { RefusalQuota } from './refusal-quota.js'
import type { RefusedAttempts } from './refused-attempts.js'
import { changedMembers } from './target-state.js'

/** The dependencies of `ChangeRecord`. */
export interface RecordParts {
  entries: AuditEntries
  /** Records changes of clients without a valid token. */
  attempts: RefusedAttempts
  /** Decides which refusals of clients with valid tokens get an entry of their own. */
  quota: RefusalQuota
  /** Records the other refusals of clients with valid tokens. */
  repetitions: RefusedAttempts
  /** Reads the state of the object that a change concerns. */
  stateOf: (change: Change) => Promise<JsonObject | undefined>
  /** Called when the end of a change can't be recorded. */
  onFailure: (error: unknown, operation: string) => void
}

// The operations that free space. They must work on a full disk. So their entries may use the space that is reserved for removals.
const removals = new Set([
  ...['removeApp', 'removeVersion', 'removeOldVersions', 'removeSpace', 'removeEditor', 'rejectPendingVersion'],
  ...['removeInstance', 'uninstallApp', 'removeWellKnownFile', 'removeRemoteSecret', 'revokeToken'],
  ...['revokeTokens', 'repair'],
])
const maxReason = 500

/** The record of one change in the stored audit log. It is written before the change, and completed after it. */
export class ChangeRecord {
  readonly #parts: RecordParts
  readonly #change: Change
  readonly #actor: Promise<Actor>
  readonly #origin: Origin
  #state: 'new' | 'begun' | 'failed' = 'new'
  #stored: StoredDocument | undefined
  #before: JsonObject | undefined

  constructor(parts: RecordParts, change: Change, actor: Promise<Actor>, origin: Origin) {
    this.#parts = parts
    this.#change = change
    this.#actor = actor
    this.#origin = origin
  }

  /**
   * Writes an entry that says that the change has begun. Call it when the token has been checked. For a client without a valid
   * token, does nothing: every mutation refuses such a client.
   * @throws errors of the documents. Then the change must not be made
   */
  async begin(): Promise<void> {
    const actor = await this.#actor
    if (!isKnown(actor)) return
    try {
      this.#before = await this.#parts.stateOf(this.#change)
      const before = this.#before && { before: this.#before }
      this.#stored = await this.#parts.entries.add(
        { ...this.#members(actor, this.#change.on), ...before },
        await this.#options(),
      )
      this.#state = 'begun'
    } catch (error) {
      this.#state = 'failed'
      throw error
    }
  }

  /**
   * Completes the entry. Adds a complete entry if the change has not begun. Never throws: the change has already happened, or was
   * refused. An entry that could not be completed has an unknown outcome.
   * @param on the names of the changed objects, with details of the result
   */
  async end(on: Change['on'], outcome: Outcome): Promise<void> {
    if (this.#state === 'failed') return
    try {
      await this.#end(on, outcome)
    } catch (error) {
      this.#parts.onFailure(error, this.#change.operation)
    }
  }

  async #end(on: Change['on'], { outcome, code, reason }: Outcome): Promise<void> {
    const end = { outcome, code, reason: reason === undefined ? undefined : boundedText(reason, maxReason) }
    const actor = await this.#actor
    const members = { ...this.#members(actor, on), ...end }
    if (!this.#stored && (!isKnown(actor) || code === 'UNAUTHORIZED')) {
      const kind = [this.#origin.from, actor.kind, actor.editor, actor.app, this.#change.operation]
      await this.#parts.attempts.record(members, JSON.stringify(kind))
      return
    }
    // An editor can make any number of tokens, also for any application. So all its tokens count together.
    const kind = JSON.stringify([actor.kind, actor.editor, this.#change.operation, code])
    if (outcome !== 'refused' || this.#parts.quota.take(kind)) return this.#complete(members, on, outcome)
    await this.#parts.repetitions.record(members, kind)
    if (this.#stored) await this.#parts.entries.remove(this.#stored)
  }

  async #complete(members: JsonObject, on: Change['on'], outcome: Outcome['outcome']): Promise<void> {
    const { entries } = this.#parts
    if (this.#stored) {
      // A failed or abandoned change may have changed something.
      const after = outcome === 'refused' ? this.#before : await this.#parts.stateOf({ ...this.#change, on })
      const states = changedMembers(this.#before, after)
      const { _id, _rev, at } = this.#stored
      this.#stored = await entries.replace(
        { ...members, ...states, _id, _rev, at, ended_at: entries.now() },
        await this.#options(),
      )
    } else {
      await entries.add({ ...members, ended_at: entries.now() })
    }
  }

  // An operator may need a token to remove something. Clients could use up the reserved space with tokens.
  async #options(): Promise<WriteOptions> {
    const { operation } = this.#change
    const { kind } = await this.#actor
    return { isForRemoval: removals.has(operation) || (operation === 'createToken' && kind === 'operator') }
  }

  #members(actor: Actor, on: Change['on']): JsonObject {
    const { door, from, user } = this.#origin
    return {
      operation: this.#change.operation,
      door,
      from: boundedText(user ?? from),
      by: {
        ...{ kind: actor.kind, editor: actor.editor, app: actor.app },
        ...{ token_id: actor.tokenId, token_name: actor.tokenName },
      },
      on: boundedMembers(on),
    }
  }
}

/** Whether the actor has a valid token, or needs none. */
function isKnown({ kind, token }: Actor): boolean {
  return ['operator', 'retention', 'master', 'editor'].includes(kind) && token === undefined
}
