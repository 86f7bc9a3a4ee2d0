/** A lock that is held. Releasing one that has expired does nothing. */
export interface Lock {
  release(): Promise<void>
}

/**
 * The port for the shared cache and locks. Nothing may depend on it being there: a failing engine
 * reads as empty (logged and counted by the adapter), a lock only saves work and guards no correctness.
 */
export interface Cache {
  /** The value, or `undefined` when there is none, it has expired, or the engine fails. */
  get(key: string): Promise<string | undefined>

  /** Keeps a value for `lifetime` milliseconds at most. */
  set(key: string, value: string, lifetime: number): Promise<void>

  /** Forgets these keys. */
  remove(keys: string[]): Promise<void>

  /** Takes the lock for `lifetime` milliseconds at most; `undefined` when it is held already. */
  lock(name: string, lifetime: number): Promise<Lock | undefined>

  /** Resolves when the engine answers, rejects when it does not. */
  ping(): Promise<void>

  /** Frees the adapter's resources. */
  close(): Promise<void>
}
