import { resolve } from 'node:path'
import type { Environment } from './environment.js'
import { ConfigError } from './error.js'

/** The base for relative paths, and the variables that paths may have. */
export interface PathContext {
  cwd: string
  env: Environment
}

/** The absolute path for a path in the configuration, the environment or the command line, with variables expanded. */
export function absolutePath(path: string, { cwd, env }: PathContext): string {
  return resolve(cwd, expandPath(path, env))
}

/**
 * The absolute path for a key of the configuration.
 * @throws ConfigError that names the key
 */
export function configuredPath(key: string, path: string, context: PathContext): string {
  try {
    return absolutePath(path, context)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError(`Invalid configuration: ${key}: ${why}`, { cause })
  }
}

const marked = /^(?:~|\$[A-Za-z_{])/
const expandable = /^~(?=\/|$)|(?<=^|\/)\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})(?=\/|$)/g

/**
 * Expands a leading `~` (the home directory), and variables (`$NAME`, `${NAME}`) that are a whole segment of the path. A path
 * that starts with `~` or `$` in another form is refused, as it is most likely a mistake; `./~` is the folder of that name.
 * @throws Error for such a path, or for a variable that is not set
 */
export function expandPath(path: string, env: Environment): string {
  if (marked.test(path) && path.search(expandable) !== 0) {
    const homeOfAnother = path.startsWith('~') ? 'The home directory of another user is not looked up. ' : ''
    throw new Error(
      `The path "${path}" begins with what can't be expanded. ${homeOfAnother}Only "~", "$NAME" and "\${NAME}" are, alone or ` +
        `before a "/"; write the path in full, or with "./" in front where the file is really called like this`,
    )
  }
  return path.replaceAll(expandable, (_, plain?: string, braced?: string) => {
    const name = plain ?? braced ?? 'HOME'
    const value = env[name]
    // An empty value would make a path below the root.
    if (!value) throw new Error(`The path "${path}" needs the environment variable ${name}, which is not set`)
    return value
  })
}
