/** A lock that is held. Releasing one that has expired does nothing. */
export interface Lock {
  release(): Promise<void>
}

/**
 * The port for the shared cache and locks. The registry must be correct without it: when the engine fails, every key reads as
 * missing (the adapter logs and counts the failure), and a lock only avoids duplicate work.
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

  /** Frees the adapter's resources. */
  close(): Promise<void>
}
