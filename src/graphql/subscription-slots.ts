import { GraphQLError } from 'graphql'
import { networkOf } from '../registry/rate-limiter.js'
import { settingKey } from '../setting-key.js'

/** The limits of subscriptions. `config/limits.ts` describes these settings (`limits.subscriptions`). */
export interface SubscriptionLimits extends SlotLimits {
  cost: number
}

/** How many subscriptions may be open at once. */
export interface SlotLimits {
  total: number
  perAddress: number
}

/** Counts the open subscriptions of the process, or other connections. */
export class SubscriptionSlots {
  readonly #limits: SlotLimits
  readonly #noun: string
  readonly #byAddress = new Map<string, number>()
  #total = 0

  /** @param noun names in refusals what is counted */
  constructor(limits: SlotLimits, noun = 'subscriptions') {
    this.#limits = limits
    this.#noun = noun
  }

  /**
   * Takes a slot for a client address.
   * @returns frees the slot
   * @throws GraphQLError LIMIT_EXCEEDED
   */
  take(clientAddress: string): () => void {
    const address = networkOf(clientAddress)
    const ofAddress = this.#byAddress.get(address) ?? 0
    if (this.#total >= this.#limits.total) throw this.#full('total', 'The gateway has', 503)
    if (ofAddress >= this.#limits.perAddress) throw this.#full('perAddress', 'The address of the client has', 429)
    this.#total++
    this.#byAddress.set(address, ofAddress + 1)
    return () => this.#free(address)
  }

  #free(address: string): void {
    this.#total--
    const ofAddress = (this.#byAddress.get(address) ?? 1) - 1
    if (ofAddress > 0) this.#byAddress.set(address, ofAddress)
    else this.#byAddress.delete(address)
  }

  #full(name: keyof SlotLimits, subject: string, status: number): GraphQLError {
    const key = settingKey('limits', 'subscriptions', name)
    const limit = this.#limits[name]
    const message = `${subject} ${String(limit)} open ${this.#noun}; more are not allowed (${key}): end one, or try again later`
    const http = { status, headers: { 'Retry-After': '10' } }
    return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', limit: key, allowed: limit, http } })
  }
}
