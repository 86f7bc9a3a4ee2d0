/** The configuration cannot be used. `message` names the file or the key, the value, and what was expected. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
