import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { isJsonObject, type JsonObject } from '../json.js'
import { utf8TextOf } from '../utf8.js'
import type { Environment } from './environment.js'
import { ConfigError } from './error.js'
import { parseJson, parseToml, parseYaml, type Lines, type ParsedFile } from './formats.js'
import { absolutePath } from './path.js'
import { renderTemplate } from './template.js'

/** A parsed configuration file. */
export interface ConfigFile {
  /** The path as the user gave it, or as `findConfigFile` found it. */
  path: string
  /** The content: keys in lower case, and scalar values as strings. */
  tree: JsonObject
  lines: Lines
  /** The keys that contain capitals in the file, as dotted paths in lower case. */
  keysWithCapitals: ReadonlySet<string>
}

const parsers = new Map<string, (text: string) => ParsedFile>([
  ['.yaml', parseYaml],
  ['.yml', parseYaml],
  ['.json', parseJson],
  ['.toml', parseToml],
])

// In the order of precedence. Unsupported formats are included, because a file in such a format is refused, not ignored.
const extensions = [
  'json',
  'toml',
  'yaml',
  'yml',
  'properties',
  'props',
  'prop',
  'hcl',
  'tfvars',
  'dotenv',
  'env',
  'ini',
]

/**
 * Finds the first `cozy-registry.*` in `/etc/cozy`, `~/.cozy` and the working directory. A folder is searched in the order of
 * `extensions`.
 * @returns its path, or `undefined`
 */
export async function findConfigFile(cwd: string, home: string | undefined): Promise<string | undefined> {
  for (const folder of ['/etc/cozy', ...(home ? [join(home, '.cozy')] : []), cwd]) {
    for (const extension of extensions) {
      const path = join(folder, `cozy-registry.${extension}`)
      if (await exists(path)) return path
    }
  }
  return undefined
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch {
    return false
  }
}

/**
 * Reads a configuration file, and replaces its environment references. The extension tells its format: YAML, JSON or TOML.
 * @throws ConfigError
 */
export async function readConfigFile(path: string, cwd: string, env: Environment): Promise<ConfigFile> {
  const parse = parsers.get(extname(path).toLowerCase())
  if (!parse) {
    const why = (await exists(absolutePath(path, { cwd, env })))
      ? `the format "${extname(path)}" is not supported: name the file .yml, .yaml, .json or .toml`
      : `open ${path}: no such file or directory`
    throw new ConfigError(`Failed to read cozy-apps-registry configuration "${path}": ${why}`)
  }
  const text = await readText(path, cwd, env)
  try {
    const { tree, lines } = parse(text)
    if (tree !== null && !isJsonObject(tree)) throw new Error('the file must contain a map of keys')
    const keysWithCapitals = new Set<string>()
    return { path, tree: nestDottedKeys(lowerKeys(tree ?? {}, '', keysWithCapitals)), lines, keysWithCapitals }
  } catch (cause) {
    throw new ConfigError(`Failed to read cozy-apps-registry configuration "${path}": ${messageOf(cause)}`, { cause })
  }
}

async function readText(path: string, cwd: string, env: Environment): Promise<string> {
  try {
    const text = utf8TextOf(await readFile(absolutePath(path, { cwd, env })))
    if (text === undefined) throw new Error('the file is not UTF-8: save it in this encoding')
    // Removes the byte order mark, which some text editors write.
    return renderTemplate(text.replace(/^\uFEFF/, ''), env)
  } catch (cause) {
    throw new ConfigError(`Failed to parse cozy-apps-registry configuration "${path}": ${explain(cause, path)}`, {
      cause,
    })
  }
}

function explain(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `open ${path}: no such file or directory`
  if (code === 'EISDIR') return `read ${path}: is a directory`
  return messageOf(error)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function lowerKeys(tree: JsonObject, prefix: string, keysWithCapitals: Set<string>): JsonObject {
  const entries = Object.entries(tree).map(([key, value]) => {
    const lower = key.toLowerCase()
    const path = `${prefix}${lower}`
    if (lower !== key) keysWithCapitals.add(path)
    return [lower, isJsonObject(value) ? lowerKeys(value, `${path}.`, keysWithCapitals) : value] as const
  })
  const names = entries.map(([name]) => name)
  const twice = names.find((name, position) => names.indexOf(name) < position)
  if (twice !== undefined) throw new Error(`the key "${prefix}${twice}" is there twice: capitals make no difference`)
  return Object.fromEntries(entries)
}

/** Nests dotted keys of the top level: `couchdb.url` becomes the member `url` of `couchdb`. */
function nestDottedKeys(tree: JsonObject): JsonObject {
  let result: JsonObject = {}
  for (const [key, value] of Object.entries(tree)) {
    const nested = key.split('.').reduceRight<JsonObject[string]>((inner, part) => ({ [part]: inner }), value)
    if (isJsonObject(nested)) result = merge(result, nested)
  }
  return result
}

function merge(one: JsonObject, other: JsonObject): JsonObject {
  const result = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const present = result[key] ?? null
    if (isJsonObject(present) && isJsonObject(value)) result[key] = merge(present, value)
    else if (present === null) result[key] = value
    else if (value !== null) throw new Error(`the key "${key}" is there twice, with dots and as a section`)
  }
  return result
}
