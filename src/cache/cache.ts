/** An acquired lock. Releasing an expired lock does nothing. */
export interface Lock {
  release(): Promise<void>
  /**
   * Extends the lock to `lifetime` milliseconds from now, unless it has expired.
   * @returns whether the caller still has the lock. When the cache fails, this is `true`, as every lock is granted then
   */
  renew(lifetime: number): Promise<boolean>
}

/** The state of a counter after an addition. */
export interface Count {
  /** The sum of the points since the beginning of the window, with the added ones. */
  total: number
  /** Milliseconds until the window ends, and the counter starts again at zero. */
  resetsIn: number
}

/**
 * The interface to the cache and locks that several gateways may share. The registry is correct without them. When the cache
 * fails, every key reads as missing, every gateway counts for itself, and the implementation logs the failure. A lock only
 * avoids duplicate work.
 */
export interface Cache {
  /** The value; `undefined` if it is missing or expired, or if the cache fails. */
  get(key: string): Promise<string | undefined>

  /** Stores a value for at most `lifetime` milliseconds. */
  set(key: string, value: string, lifetime: number): Promise<void>

  /**
   * Acquires a lock for at most `lifetime` milliseconds. Resolves with `undefined` if another holder has the lock. When the cache
   * fails, every lock is granted.
   */
  lock(name: string, lifetime: number): Promise<Lock | undefined>

  /**
   * Adds points to a counter. The first addition opens a window of `window` milliseconds, at least a second. The counter ends
   * with its window.
   */
  count(key: string, points: number, window: number): Promise<Count>

  /** Resolves if the cache answers; rejects if it does not. */
  ping(): Promise<void>

  /** Frees the resources of the cache, such as its connections. */
  close(): Promise<void>
}
