/** An invalid configuration. The message has the file or the key, the value, and the expected form. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Collects the errors of a configuration. All of them are reported at once. */
export class Problems {
  readonly messages: string[] = []

  add(message: string): void {
    this.messages.push(message)
  }

  /** Returns the result of `read`. If `read` throws a `ConfigError`, adds the error and returns `undefined`. */
  attempt<T>(read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      this.add(error.message)
      return undefined
    }
  }
}
