import { RemoteError } from './errors.js'

/** One limit of concurrent calls. */
export interface CallLimit {
  /** Whose calls are counted. */
  key: string
  max: number
  /** What may run only `max` times, for people. */
  what: string
  /** The key of the setting. */
  setting: string
}

/** Counts running calls and downloads. */
export class CallLimiter {
  readonly #running = new Map<string, number>()

  /**
   * Begins a call.
   * @returns ends it; further calls do nothing
   * @throws RemoteError TOO_MANY_CALLS when a limit is reached
   */
  enter(limits: readonly CallLimit[]): () => void {
    for (const { key, max, what, setting } of limits) {
      if ((this.#running.get(key) ?? 0) >= max) {
        throw new RemoteError('TOO_MANY_CALLS', `only ${String(max)} ${what} may run at the same time (${setting})`)
      }
    }
    for (const { key } of limits) this.#add(key, 1)
    let isRunning = true
    return () => {
      if (isRunning) for (const { key } of limits) this.#add(key, -1)
      isRunning = false
    }
  }

  #add(key: string, count: number): void {
    const running = (this.#running.get(key) ?? 0) + count
    if (running === 0) this.#running.delete(key)
    else this.#running.set(key, running)
  }
}
