import { randomBytes } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { settingKey } from '../setting-key.js'
import { EventConnection, type ConnectedOperation } from './event-connection.js'
import { SubscriptionSlots, type SlotLimits } from './subscription-slots.js'
import { UnreadMessages } from './unread-messages.js'

// Milliseconds in which the client must open the event stream that it has reserved.
const reservationTime = 30_000
// For all connections together.
const maxUnreadBytes = 64 * 1024 * 1024
const maxIdLength = 200

/** The event connections of this process, by their tokens. */
export class EventConnections {
  readonly #limits: SlotLimits
  readonly #slots: SubscriptionSlots
  readonly #unread = new UnreadMessages(maxUnreadBytes)
  readonly #connections = new Map<string, EventConnection>()
  readonly #stopping: AbortSignal

  /** @param stopping aborts when the gateway begins to stop */
  constructor(limits: SlotLimits, stopping: AbortSignal) {
    this.#limits = limits
    this.#slots = new SubscriptionSlots(limits, 'event connections')
    this.#stopping = stopping
    stopping.addEventListener('abort', () => {
      for (const connection of [...this.#connections.values()]) connection.endSoon()
    })
  }

  /**
   * Reserves a connection. It ends if the client does not open it in time.
   * @returns its token
   * @throws GraphQLError LIMIT_EXCEEDED; STOPPING
   */
  reserve(clientAddress: string): string {
    this.#refuseIfStopping()
    const free = this.#slots.take(clientAddress)
    const token = randomBytes(32).toString('base64url')
    const connection = new EventConnection(this.#unread, () => {
      clearTimeout(expiry)
      this.#connections.delete(token)
      free()
    })
    const expiry = setTimeout(() => {
      if (!connection.isOpen) connection.close()
    }, reservationTime).unref()
    this.#connections.set(token, connection)
    return token
  }

  /** @throws GraphQLError EVENT_STREAM_NOT_FOUND */
  get(token: string): EventConnection {
    const connection = this.#connections.get(token)
    if (connection) return connection
    const message =
      'This gateway has no event stream with this token: the stream has ended, or its reservation was not used within 30 seconds, or another gateway has it. Reserve a new one with PUT; all requests of a client must reach the same gateway'
    throw refusal(404, 'EVENT_STREAM_NOT_FOUND', message)
  }

  /**
   * Begins an operation whose results go to a connection.
   * @param id the member `operationId` of the extensions of the request
   * @throws GraphQLError BAD_REQUEST; LIMIT_EXCEEDED; STOPPING
   */
  begin(connection: EventConnection, id: unknown): ConnectedOperation {
    this.#refuseIfStopping()
    if (typeof id !== 'string' || id === '' || id.length > maxIdLength) {
      const message = `An operation on an event stream needs the extension "operationId", a text of 1 to ${String(maxIdLength)} characters`
      throw refusal(400, 'BAD_REQUEST', message)
    }
    if (connection.has(id)) {
      throw refusal(
        409,
        'BAD_REQUEST',
        `The operation "${id}" of this event stream still runs: choose another operationId`,
      )
    }
    const { perAddress } = this.#limits
    if (connection.size < perAddress) return connection.begin(id)
    const key = settingKey('limits', 'subscriptions', 'perAddress')
    const message = `The event stream has ${String(perAddress)} operations; more are not allowed (${key}): end one, or read their results`
    throw refusal(429, 'LIMIT_EXCEEDED', message, { limit: key, allowed: perAddress })
  }

  #refuseIfStopping(): void {
    if (this.#stopping.aborted)
      throw refusal(503, 'STOPPING', 'The gateway stops: reserve an event stream again with PUT')
  }
}

function refusal(status: number, code: string, message: string, details: object = {}): GraphQLError {
  const headers = status === 429 || status === 503 ? { 'Retry-After': '10' } : {}
  return new GraphQLError(message, { extensions: { code, ...details, http: { status, spec: false, headers } } })
}
