import type { z } from 'zod'
import { isJsonObject, type Json, type JsonObject } from '../json.js'
import { shortened } from './shortened.js'

/** Returns a member of an object by its name in a schema. */
export type MemberOf = (object: JsonObject, name: string) => Json | undefined

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const aDate = 'a date with a time, such as "2026-01-31T12:00:00Z"'

/**
 * Describes to people why JSON does not fit a schema: the member, what it must be, and what it is. If there are several
 * problems, describes only the first.
 * @param memberOf for schemas whose member names differ from those in the value
 */
export function describeInvalid(
  { issues: [issue] }: z.ZodError,
  value: Json | undefined,
  memberOf: MemberOf = (object, name) => object[name],
): string {
  if (!issue) return 'it is not valid'
  const found = issue.path.reduce<Json | undefined>((inner, name) => memberIn(inner, String(name), memberOf), value)
  const subject = issue.path.length > 0 ? `"${shortened(issue.path.join('.'))}"` : 'it'
  return `${subject}${problemOf(issue, found)}`
}

function memberIn(value: Json | undefined, name: string, memberOf: MemberOf): Json | undefined {
  if (Array.isArray(value)) return value[Number(name)]
  return isJsonObject(value) ? memberOf(value, name) : undefined
}

function problemOf(issue: z.core.$ZodIssue, found: Json | undefined): string {
  switch (issue.code) {
    case 'invalid_type':
      return ` must be ${nouns[issue.expected] ?? issue.expected}, and ${stateOf(found)}`
    case 'invalid_value':
      return ` must be ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}, and ${stateOf(found)}`
    case 'invalid_format':
      return ` must be ${issue.format === 'datetime' ? aDate : 'a text of another form'}, and ${stateOf(found)}`
    case 'too_small':
      return ` must be at least ${String(issue.minimum)}${unitOf(issue.origin)}, and ${stateOf(found)}`
    case 'too_big':
      return ` must be at most ${String(issue.maximum)}${unitOf(issue.origin)}, and ${stateOf(found)}`
    case 'invalid_union':
      return ` must be another value, and ${stateOf(found)}`
    case 'invalid_key':
      return ' is no allowed name'
    case 'unrecognized_keys':
      return ` has the unknown member "${shortened(issue.keys[0] ?? '')}"`
    case 'custom':
    case 'invalid_element':
    case 'not_multiple_of':
      // Written for people, in the schema.
      return `: ${issue.message}`
  }
}

function unitOf(origin: string): string {
  return { string: ' characters long', array: ' entries long' }[origin] ?? ''
}

function stateOf(value: Json | undefined): string {
  if (value === undefined) return 'is missing'
  if (typeof value === 'string') return `is the text ${JSON.stringify(shortened(value))}`
  if (typeof value === 'number') return `is the number ${String(value)}`
  if (Array.isArray(value)) return 'is a list'
  return typeof value === 'object' && value !== null ? 'is an object' : `is ${String(value)}`
}
