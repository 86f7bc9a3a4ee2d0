import { z } from 'zod'
import { globalFlags } from '../../src/config/flags.js'
import { isDuration, settingsSchema } from '../../src/config/settings.js'
import { settingKey } from '../../src/setting-key.js'

/** A key of the configuration, read from its declaration in the schema of the settings. */
export interface Key {
  /** The full name, with dots: `couchdb.url`. */
  name: string
  /** The environment variable that sets the key. */
  variable: string
  /** The flag that sets the key, with its dashes. */
  flag?: string
  /** Describes the allowed values: `a text`. */
  type: string
  /** The default as text; `''` when there is none. */
  default: string
  description: string
}

/** A section of the configuration file. The keys at the top level are in a section with the name `''`. */
export interface Section {
  name: string
  description: string
  keys: Key[]
}

/** All sections; the keys at the top level come first. */
export function sections(): Section[] {
  const top: Section = { name: '', description: '', keys: [] }
  const others: Section[] = []
  for (const [property, schema] of Object.entries(settingsSchema.shape)) {
    const name = settingKey(property)
    if (schema instanceof z.ZodObject) {
      others.push({ name, description: descriptionOf(name, schema), keys: keysOf(schema, name) })
    } else top.keys.push(keyOf(name, schema))
  }
  return [top, ...others]
}

function keysOf(section: z.ZodObject, path: string): Key[] {
  return Object.entries(section.shape).flatMap(([name, schema]) => {
    const inner = `${path}.${settingKey(name)}`
    return schema instanceof z.ZodObject ? keysOf(schema, inner) : [keyOf(inner, schema)]
  })
}

function keyOf(name: string, schema: unknown): Key {
  if (!(schema instanceof z.ZodDefault) && !(schema instanceof z.ZodOptional)) {
    throw new Error(`"${name}" has no default and is not optional`)
  }
  const flag = globalFlags.find(({ key }) => key === name)
  return {
    name,
    variable: `COZY_REGISTRY_${name.replaceAll(/[.-]/g, '_').toUpperCase()}`,
    ...(flag && { flag: `--${flag.name}` }),
    type: descriptionOf(name, schema.unwrap()),
    default: textOf(name, schema.parse(undefined)),
    description: descriptionOf(name, schema),
  }
}

function descriptionOf(name: string, schema: unknown): string {
  const description = schema instanceof z.ZodType ? schema.description : undefined
  if (description === undefined) throw new Error(`"${name}" has no description in src/config/settings.ts`)
  return description
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'number') return isDuration(name) ? duration(value) : String(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.length > 0 ? JSON.stringify(value) : ''
}

function duration(milliseconds: number): string {
  return milliseconds % 60_000 === 0 ? `${String(milliseconds / 60_000)}m` : `${String(milliseconds / 1_000)}s`
}
