/** The configuration cannot be used. `message` names the file or the key, the value, and what was expected. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Collects what is wrong with a configuration, so that all of it is reported at once. */
export class Problems {
  readonly messages: string[] = []

  add(message: string): void {
    this.messages.push(message)
  }

  /** What `read` gives; `undefined` when it throws a `ConfigError`, which is added. */
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
