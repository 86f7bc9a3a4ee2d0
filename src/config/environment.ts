/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The environment of this process; nothing else in the project reads it. */
export function environment(): Environment {
  return process.env
}
