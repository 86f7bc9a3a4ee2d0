import { z } from 'zod'
import { isJsonObject, type JsonObject } from '../json.js'
import type { Environment } from './environment.js'
import type { ConfigFile } from './file.js'
import type { Flags } from './flags.js'
import type { LineOf } from './error.js'
import { nearestWord } from './nearest-word.js'
import { redact } from '../redact.js'
import { settingKey } from '../setting-key.js'
import { isDuration, settingsSchema, type Settings } from './settings.js'
import { lacksUnit } from './values.js'

/** The resolved settings, and messages about their sources. */
export interface Resolved {
  settings: Settings
  /** The keys with a non-empty value in a flag, the environment or the file. */
  given: ReadonlySet<string>
  /** Messages about invalid values. In `settings`, defaults replace the invalid values. */
  errors: string[]
  /** The keys with errors. */
  invalid: ReadonlySet<string>
  /** Messages about unknown keys and suspicious values. */
  warnings: string[]
  lineOf: LineOf
}

type Path = readonly string[]

/**
 * Takes the value of each key from the first source that has it:
 * - the flag
 * - the environment variable, unless it is empty
 * - the file, unless its value is null
 * - the default
 */
export function resolveSettings(flags: Flags, env: Environment, file: ConfigFile | undefined): Resolved {
  const given = new Set<string>()
  const variables = new Set<string>()
  const lineOf = (key: string): string => fileLineOf(key, { flags, env, file })
  const tree: JsonObject = file?.tree ?? {}
  const { warnings, errors } = file ? checkKeys(settingsSchema, tree, [], file) : noFindings()
  const read = (path: Path): unknown => {
    const key = settingKey(...path)
    for (const name of variablesOf(key)) variables.add(name)
    const value = flags[key] ?? fromEnvironment(key, env) ?? fromTree(tree, key.split('.'))
    if (value !== undefined && value !== '') given.add(key)
    if (typeof value === 'string' && isDuration(key) && lacksUnit(value)) {
      warnings.push(`${key}: ${value} means ${value} nanoseconds; give a unit, as in 5s${lineOf(key)}`)
    }
    return value
  }
  const values = collect(settingsSchema, [], read)
  const issues = settingsSchema.safeParse(values).error?.issues ?? []
  const invalid = new Set(issues.map(keyOf))
  const valid = collect(settingsSchema, [], (path) =>
    invalid.has(settingKey(...path)) ? undefined : fromTree(values, path),
  )
  return {
    settings: settingsSchema.parse(valid),
    given,
    errors: [...errors.map(({ message }) => message), ...issues.map((issue) => describe(issue, lineOf))],
    invalid: new Set([...invalid, ...errors.map(({ key }) => key)]),
    warnings: [...warnings, ...unknownVariables(env, variables)],
    lineOf,
  }
}

function collect(section: z.ZodObject, path: Path, read: (path: Path) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(section.shape).map(([name, schema]) => {
      const inner = [...path, name]
      return [name, schema instanceof z.ZodObject ? collect(schema, inner, read) : read(inner)]
    }),
  )
}

function keyOf({ path }: z.core.$ZodIssue): string {
  return settingKey(...path.map(String))
}

function describe(issue: z.core.$ZodIssue, lineOf: LineOf): string {
  const key = keyOf(issue)
  return `Invalid configuration: ${key}: ${issue.message}${lineOf(key)}`
}

// The line of a key in the file; empty if a flag or variable overrides the key. The key may be a member of a setting, such as
// `remote_assets.bank`. A flag or variable always sets the whole setting.
function fileLineOf(
  key: string,
  { flags, env, file }: { flags: Flags; env: Environment; file: ConfigFile | undefined },
): string {
  const prefixes = prefixesOf(key)
  const isInFile = file !== undefined && Object.hasOwn(file.tree, prefixes.at(-1) ?? '')
  const isOverridden = prefixes.some((each) => flags[each] !== undefined || fromEnvironment(each, env) !== undefined)
  return isInFile && !isOverridden ? formatFileLine(key, file) : ''
}

/** A dotted key, then the keys of its sections: `a.b.c`, `a.b`, `a`. */
function prefixesOf(key: string): string[] {
  const parts = key.split('.')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'))
}

const variablePrefix = 'COZY_REGISTRY_'

/**
 * The environment variables of a key: `COZY_REGISTRY_` and the key in upper case, with underscores for dots. Shells can't
 * export a name with a dash. So a key with a dash has a second name, with underscores for dashes.
 */
function variablesOf(key: string): string[] {
  const name = variablePrefix + key.replaceAll('.', '_').toUpperCase()
  return [name, name.replaceAll('-', '_')]
}

function fromEnvironment(key: string, env: Environment): string | undefined {
  return variablesOf(key)
    .map((name) => env[name])
    .find(Boolean)
}

// Kubernetes sets these variables for a service with the name `cozy-registry`.
const serviceVariable = /^COZY_REGISTRY_(?:SERVICE|PORT_\d+)_/

function unknownVariables(env: Environment, known: ReadonlySet<string>): string[] {
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith(variablePrefix) && env[name] && !known.has(name) && !serviceVariable.test(name),
  )
  return unknown.map((name) => {
    const nearest = nearestWord(name, known, (name.length - variablePrefix.length) / 3)
    return `The environment variable ${name} is unknown${nearest === undefined ? '' : `: is ${nearest.replaceAll('-', '_')} meant?`}`
  })
}

function fromTree(tree: Record<string, unknown>, path: Path): unknown {
  let node: unknown = tree
  for (const part of path) node = isJsonObject(node) ? node[part] : undefined
  return node ?? undefined
}

/** The warnings and errors about the keys of a file. */
interface Findings {
  warnings: string[]
  errors: { key: string; message: string }[]
}

function noFindings(): Findings {
  return { warnings: [], errors: [] }
}

// Warns of unknown keys. A scalar in place of a section is an error.
function checkKeys(section: z.ZodObject, tree: JsonObject, path: Path, file: ConfigFile): Findings {
  const found = noFindings()
  for (const [name, value] of Object.entries(tree)) {
    const key = [...path, name].join('.')
    const schema: unknown = Object.entries(section.shape).find(([property]) => settingKey(property) === name)?.[1]
    if (schema === undefined) found.warnings.push(`The key "${key}" is unknown${formatFileLine(key, file)}`)
    else if (schema instanceof z.ZodObject && isJsonObject(value)) {
      const inner = checkKeys(schema, value, [...path, name], file)
      found.warnings.push(...inner.warnings)
      found.errors.push(...inner.errors)
    } else if (schema instanceof z.ZodObject && value !== null) {
      const shown = redact(JSON.stringify(value))
      const message = `Invalid configuration: ${key}: ${shown} is not a section with keys${formatFileLine(key, file)}`
      found.errors.push({ key, message })
    }
  }
  return found
}

function formatFileLine(key: string, file: ConfigFile): string {
  const line = prefixesOf(key.toLowerCase())
    .map((prefix) => file.lines.get(prefix))
    .find((found) => found !== undefined)
  return line === undefined ? ` ("${file.path}")` : ` ("${file.path}", line ${line})`
}
