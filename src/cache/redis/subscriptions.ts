import { setTimeout as sleep } from 'node:timers/promises'
import type { Unsubscribe } from '../cache.js'
import type { Connection } from './connection.js'
import type { Failures } from './failures.js'

interface Subscription {
  listener: (message: string) => void
}

const retryPause = 1_000

/**
 * The listeners of each channel, on a connection of its own: in subscriber mode a connection accepts no other commands. While
 * Redis is down, messages are lost; when it is back, all channels are subscribed to.
 */
export class Subscriptions {
  readonly #connection: Connection
  readonly #failures: Failures
  readonly #channels = new Map<string, Set<Subscription>>()
  readonly #closing = new AbortController()

  /** @param connection not opened yet: the first subscription opens it */
  constructor(connection: Connection, failures: Failures) {
    this.#connection = connection
    this.#failures = failures
    connection.on('error', (err) => failures.add('subscribe', err))
    connection.on('ready', () => void this.#subscribe([...this.#channels.keys()]))
    connection.on('message', (channel: string, message: string) => {
      for (const subscription of this.#channels.get(channel) ?? []) subscription.listener(message)
    })
  }

  async add(channel: string, listener: (message: string) => void): Promise<Unsubscribe> {
    const subscription = { listener }
    this.#channels.set(channel, (this.#channels.get(channel) ?? new Set()).add(subscription))
    if (this.#connection.status === 'wait') await this.#connection.connect().catch(() => undefined)
    // Otherwise the listener of `ready` subscribes.
    if (this.#connection.status === 'ready') await this.#subscribe([channel])
    return () => this.#remove(channel, subscription)
  }

  close(): void {
    this.#closing.abort()
    this.#channels.clear()
    this.#connection.disconnect()
  }

  async #remove(channel: string, subscription: Subscription): Promise<void> {
    const subscriptions = this.#channels.get(channel)
    if (!subscriptions?.delete(subscription) || subscriptions.size > 0) return
    this.#channels.delete(channel)
    if (this.#connection.status !== 'ready') return
    await this.#connection.unsubscribe(channel).catch((error: unknown) => this.#failures.add('unsubscribe', error))
  }

  async #subscribe(channels: string[]): Promise<void> {
    const wanted = channels.filter((channel) => this.#channels.has(channel))
    if (wanted.length === 0) return
    try {
      await this.#connection.subscribe(...wanted)
    } catch (error) {
      this.#failures.add('subscribe', error)
      void this.#retryLater(wanted)
    }
  }

  async #retryLater(channels: string[]): Promise<void> {
    await sleep(retryPause, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined)
    if (this.#connection.status === 'ready') await this.#subscribe(channels)
  }
}
