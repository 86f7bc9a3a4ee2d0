import { resolve } from 'node:path'
import type { Environment } from './environment.js'
import { ConfigError } from './error.js'

/** The base of relative paths, and the environment variables that paths may contain. */
export interface PathContext {
  cwd: string
  env: Environment
}

/**
 * Makes a path absolute, and expands its variables. The path comes from the configuration, the environment or the command line.
 */
export function absolutePath(path: string, { cwd, env }: PathContext): string {
  return resolve(cwd, expandPath(path, env))
}

/**
 * Makes the path in a configuration key absolute, and expands its variables.
 * @throws ConfigError whose message names the key
 */
export function configuredPath(key: string, path: string, context: PathContext): string {
  try {
    return absolutePath(path, context)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(`Invalid configuration: ${key}: ${why}`, { cause })
  }
}

const startsWithTildeOrVariable = /^(?:~|\$[A-Za-z_{])/
const expandable = /^~(?=\/|$)|(?<=^|\/)\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})(?=\/|$)/g

/**
 * Expands a leading `~` (the home directory). Also expands the variables `$NAME` and `${NAME}` that are a whole segment of the
 * path. A path that starts with `~` or `$` in another form, such as `~user/x`, is refused: it is probably a mistake. A folder
 * with the real name `~user` is written `./~user`.
 * @throws Error for a refused path, or for a variable that is not set
 */
export function expandPath(path: string, env: Environment): string {
  if (startsWithTildeOrVariable.test(path) && path.search(expandable) !== 0) {
    throw new Error(
      `The path "${path}" can't be expanded: only "~", "$NAME" and "\${NAME}" are supported, each as a whole segment of the ` +
        `path. Write the full path, or begin with "./" if the name really starts with this character`,
    )
  }
  return path.replaceAll(expandable, (_, plain?: string, braced?: string) => {
    const name = plain ?? braced ?? 'HOME'
    const value = env[name]
    // An empty value would turn `$NAME/x` into `/x`.
    if (!value) throw new Error(`The path "${path}" needs the environment variable ${name}, which is not set`)
    return value
  })
}
