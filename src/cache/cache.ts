/** An acquired lock. Releasing an expired lock does nothing. */
export interface Lock {
  release(): Promise<void>
}

/**
 * The interface to the cache and locks that several gateways may share. The registry is correct without them. When the cache
 * fails, every key reads as missing, and the implementation logs and counts the failure. A lock only avoids duplicate work.
 */
export interface Cache {
  /** The value; `undefined` if it is missing or expired, or if the cache fails. */
  get(key: string): Promise<string | undefined>

  /** Stores a value for at most `lifetime` milliseconds. */
  set(key: string, value: string, lifetime: number): Promise<void>

  /** Removes these keys and their values. */
  remove(keys: string[]): Promise<void>

  /**
   * Acquires a lock for at most `lifetime` milliseconds. Resolves with `undefined` if another holder has the lock. When the cache
   * fails, every lock is granted.
   */
  lock(name: string, lifetime: number): Promise<Lock | undefined>

  /** Resolves if the cache answers; rejects if it does not. */
  ping(): Promise<void>

  /** Frees the resources of the cache, such as its connections. */
  close(): Promise<void>
}
