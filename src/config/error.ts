/** An invalid configuration. The message has the file or the key, the value, and the expected form. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Returns the file and line of a key, as the end of a message. Returns `''` if the value does not come from a file. */
export type LineOf = (key: string) => string

/** Collects the errors, or the warnings, of a configuration. All of them are reported at once. */
export class Problems {
  readonly messages: string[] = []
  readonly #lineOf: LineOf

  constructor(lineOf: LineOf = () => '') {
    this.#lineOf = lineOf
  }

  /** @param key the key with the problem, if it is a single one: its line is added to the message */
  add(message: string, key?: string): void {
    this.messages.push(key === undefined ? message : `${message}${this.#lineOf(key)}`)
  }

  /**
   * Returns the result of `read`. If `read` throws a `ConfigError`, adds the error and returns `undefined`.
   * @param key see `add`
   */
  attempt<T>(read: () => T, key?: string): T | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      this.add(error.message, key)
      return undefined
    }
  }
}
