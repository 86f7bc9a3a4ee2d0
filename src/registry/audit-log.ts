import type { Logger } from 'pino'
import type { Access, Viewer } from './access.js'
import { ClientLeftError, RegistryError } from './errors.js'

/** A requested change. */
export interface Change {
  /** The name of the mutation in the GraphQL schema. Changes without a mutation have a name of the same form. */
  operation: string
  /** The names of the things to change: space, application, version, editor, file. */
  on: Record<string, unknown>
}

/** The requester of a change. */
type Actor =
  | { kind: 'operator' | 'retention' }
  | UnknownActor
  | { kind: 'master' | 'editor'; editor: string; app?: string | undefined; token?: 'ended' | undefined }
  | InstanceActor

/** A client without a token, or with a token that is not valid. */
interface UnknownActor {
  kind: 'anonymous' | 'unknown token'
}

/** A client of an instance, by its token: an application, or the command line. */
export interface InstanceActor {
  kind: 'app' | 'konnector' | 'cli'
  app?: string | undefined
}

/**
 * The audit log: one line for each change that is requested through any interface, even if the change fails. A line has names and
 * the address of the client. It has neither the token nor other parts of the request.
 */
export class AuditLog {
  readonly #access: Access
  readonly #log: Logger

  constructor(access: Access, log: Logger) {
    this.#access = access
    this.#log = log
  }

  /**
   * The audit trail of one request, or of one run of a command.
   * @param from the address of the client, or the name of a command
   */
  trailOf(viewer: Viewer, from: string): AuditTrail {
    return new AuditTrail(async (change, result) => this.#write(change, await this.#actorOf(viewer), from, result))
  }

  /** The audit trail of a request for an instance. */
  trailOfInstance(actor: InstanceActor | UnknownActor, from: string): AuditTrail {
    return new AuditTrail((change, result) => Promise.resolve(this.#write(change, actor, from, result)))
  }

  /** Logs that the configured retention rules removed a version in the background. */
  logRetention(on: Record<string, unknown>): void {
    this.#write({ operation: 'removeOldVersions', on }, { kind: 'retention' }, 'background', { outcome: 'done' })
  }

  async #actorOf(viewer: Viewer): Promise<Actor> {
    if (viewer.kind === 'anonymous') return { kind: viewer.isUnreadable ? 'unknown token' : 'anonymous' }
    if (viewer.kind === 'operator') return { kind: 'operator' }
    try {
      const identity = await this.#access.identify(viewer)
      const grant = identity && 'grant' in identity ? identity.grant : undefined
      if (!identity || !grant) return { kind: 'unknown token' }
      const { kind, editor, app } = grant
      const token = identity.state === 'expired' ? 'ended' : undefined
      return { kind: kind === 'MASTER' ? 'master' : 'editor', editor: editor.name, app, token }
    } catch {
      // The editors can't be read. The change itself failed for the same reason.
      return { kind: 'unknown token' }
    }
  }

  #write({ operation, on }: Change, by: Actor, from: string, result: Outcome): void {
    const level = result.outcome === 'failed' ? 'warn' : 'info'
    this.#log[level]({ operation, on, by, from, ...result }, 'a change')
  }
}

/** The outcome of a change, as members of a log line. */
interface Outcome {
  outcome: 'done' | 'refused' | 'abandoned' | 'failed'
  code?: string
  reason?: string
  /** A cause that the client does not see, such as an address that could not be reached. */
  cause?: string
}

/** Logs the changes of one request, and remembers whether any change was logged. */
export class AuditTrail {
  readonly #write: (change: Change, result: Outcome) => Promise<void>
  readonly #running = new Set<Change>()
  #hasLogged = false
  #isAbandoned = false

  constructor(write: (change: Change, result: Outcome) => Promise<void>) {
    this.#write = write
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
   * @param detailsOf returns further names for the log, taken from the result
   */
  async runLogged<T>(
    change: Change,
    work: () => Promise<T>,
    detailsOf: (result: T) => Record<string, unknown> = () => ({}),
  ): Promise<T> {
    this.#running.add(change)
    try {
      const result = await work()
      await this.logDone({ ...change, on: { ...change.on, ...detailsOf(result) } })
      return result
    } catch (error) {
      await this.logFailure(change, error)
      throw error
    } finally {
      this.#running.delete(change)
    }
  }

  /** Logs the running changes as abandoned, before the process ends. Later outcomes of these changes are not logged. */
  async logAbandoned(reason: string): Promise<void> {
    this.#isAbandoned = true
    for (const change of this.#running) await this.#write(change, { outcome: 'abandoned', reason })
  }

  /** Logs a change that the registry refused, or that failed. */
  async logFailure(change: Change, error: unknown): Promise<void> {
    if (error instanceof RegistryError) {
      const { code, message, details, cause } = error
      const hiddenCause = cause instanceof Error ? { cause: cause.message } : {}
      return this.#logEnd(change, { outcome: 'refused', code, reason: details.detail ?? message, ...hiddenCause })
    }
    if (error instanceof ClientLeftError) return this.#logEnd(change, { outcome: 'abandoned', reason: error.message })
    // The code that answers the request logs the error with all its causes.
    await this.#logEnd(change, { outcome: 'failed', ...(error instanceof Error && { reason: error.message }) })
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

  async #logEnd(change: Change, result: Outcome): Promise<void> {
    if (this.#isAbandoned) return
    this.#hasLogged = true
    await this.#write(change, result)
  }
}
