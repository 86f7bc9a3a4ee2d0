/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The environment variables of this process. All code of the project reads them here. */
export function environment(): Environment {
  return process.env
}
