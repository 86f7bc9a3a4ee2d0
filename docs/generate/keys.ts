import { z } from 'zod'
import { globalFlags } from '../../src/config/flags.js'
import { isDuration, settingsSchema } from '../../src/config/settings.js'
import { settingKey } from '../../src/setting-key.js'

/** A key of the configuration, as its declaration tells it. */
export interface Key {
  /** With dots: `couchdb.url`. */
  name: string
  /** The variable of the environment that sets it. */
  variable: string
  /** The flag that sets it, with its dashes. */
  flag?: string
  /** What its values are: `a text`. */
  type: string
  /** As it is written in YAML; `''` when there is none. */
  default: string
  description: string
}

/** Keys that stand together in the file; those at the top level are a section without a name. */
export interface Section {
  name: string
  description: string
  keys: Key[]
}

/** All keys: those at the top level, then one section after the other. */
export function sections(): Section[] {
  const top: Section = { name: '', description: '', keys: [] }
  const others: Section[] = []
  for (const [property, schema] of Object.entries(settingsSchema.shape)) {
    const name = settingKey(property)
    if (schema instanceof z.ZodObject) {
      others.push({ name, description: described(name, schema), keys: keysOf(schema, name) })
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
    throw new Error(`"${name}" has neither a default nor is it optional`)
  }
  const flag = globalFlags.find(({ key }) => key === name)
  return {
    name,
    variable: `COZY_REGISTRY_${name.replaceAll(/[.-]/g, '_').toUpperCase()}`,
    ...(flag && { flag: `--${flag.name}` }),
    type: described(name, schema.unwrap()),
    default: written(name, schema.parse(undefined)),
    description: described(name, schema),
  }
}

function described(name: string, schema: unknown): string {
  const description = schema instanceof z.ZodType ? schema.description : undefined
  if (description === undefined) throw new Error(`"${name}" is not described in src/config/settings.ts`)
  return description
}

function written(name: string, value: unknown): string {
  if (typeof value === 'number') return isDuration(name) ? duration(value) : String(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.length > 0 ? JSON.stringify(value) : ''
}

function duration(milliseconds: number): string {
  return milliseconds % 60_000 === 0 ? `${String(milliseconds / 60_000)}m` : `${String(milliseconds / 1_000)}s`
}
