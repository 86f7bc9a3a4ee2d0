import { RemoteError } from './errors.js'

/** One limit of concurrent calls. */
export interface CallLimit {
  /** Calls with the same key are counted together. */
  key: string
  max: number
  /** The counted unit, for the message: `downloads of assets`. */
  unit: string
  /** The configuration key of the limit, for the message. */
  setting: string
}

/** Limits the number of calls that run at the same time. */
export class CallLimiter {
  readonly #running = new Map<string, number>()

  /**
   * Counts a call that begins.
   * @returns the function to call when the call has ended; a second call of this function has no effect
   * @throws RemoteError TOO_MANY_CALLS when a limit is reached
   */
  enter(limits: readonly CallLimit[]): () => void {
    for (const { key, max, unit, setting } of limits) {
      if ((this.#running.get(key) ?? 0) >= max) {
        throw new RemoteError('TOO_MANY_CALLS', `only ${String(max)} ${unit} may run at the same time (${setting})`)
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
