/** A lock that is held. Releasing one that has expired does nothing. */
export interface Lock {
  release(): Promise<void>
}

/**
 * The interface to the cache and locks that several gateways may share. The registry must be correct without them: when the engine
 * behind the cache fails, every key reads as missing (the implementation logs and counts the failure), and a lock only avoids
 * duplicate work.
 */
export interface Cache {
  /** The value, or `undefined` when there is none, it has expired, or the engine fails. */
  get(key: string): Promise<string | undefined>

  /** Stores a value for at most `lifetime` milliseconds. */
  set(key: string, value: string, lifetime: number): Promise<void>

  /** Forgets these keys. */
  remove(keys: string[]): Promise<void>

  /** Takes the lock for at most `lifetime` milliseconds; `undefined` when it is held already. */
  lock(name: string, lifetime: number): Promise<Lock | undefined>

  /** Resolves when the engine answers, rejects when it does not. */
  ping(): Promise<void>

  /** Frees the resources of the cache, such as its connections. */
  close(): Promise<void>
}
