import { z } from 'zod'
import { isJsonObject, type Json, type JsonObject } from '../../json.js'
import { describeInvalid } from '../../registry/describe-invalid.js'
import { shortened } from '../../registry/shortened.js'
import { InstanceError } from '../errors.js'
import { isDoctypePattern } from './doctype.js'

/** All verbs of rules, in the order in which a rule lists them. GET includes HEAD. */
export const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A verb of a rule. */
export type Verb = (typeof verbs)[number]

/** A rule of permissions. A member that would restrict nothing is absent. */
export interface Rule {
  /** A doctype, or a doctype and those below it (`io.cozy.bank.*`). */
  type: string
  description?: string
  /** In the order of the constant `verbs`. Absent for all verbs. */
  verbs?: Verb[]
  /** The field whose value must be in `values`. If absent, the id of the document must be in `values`. */
  selector?: string
  /** The allowed ids of documents, or the allowed values of the field `selector`. Absent for all documents. */
  values?: string[]
}

/** Rules by title, in the order of the manifest. The manifest gives each rule a title. */
export type Rules = ReadonlyMap<string, Rule>

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const ruleShape = z.object({
  type: z.string(),
  description: text,
  verbs: z.array(z.enum([...verbs, 'ALL'])).nullish(),
  selector: text,
  values: z.array(z.string()).nullish(),
})

/**
 * Reads the member `permissions` of a manifest or of a permission document. Without this member, there are no rules.
 * @throws InstanceError INVALID_MANIFEST, INVALID_DOCTYPE
 */
export function readRules(permissions: Json | undefined): Rules {
  const members = permissions ?? {}
  if (!isJsonObject(members)) throw invalidManifest('"permissions" must be an object')
  return new Map(Object.entries(members).map(([title, rule]) => [title, readRule(title, rule)]))
}

function readRule(title: string, value: Json | undefined): Rule {
  const rule = ruleShape.safeParse(value)
  if (!rule.success) {
    const problem = describeInvalid(rule.error, value)
    throw invalidManifest(`in the rule "${shortened(title)}" of "permissions", ${problem}`, rule.error)
  }
  const { type, description, verbs, selector, values } = rule.data
  if (!isDoctypePattern(type)) throw new InstanceError('INVALID_DOCTYPE', `${type} is not a valid doctype name`)
  return ruleOf({ type, description, verbs: orderedVerbs(verbs ?? []), selector, values: values ?? [] })
}

/** Makes a rule. Empty members become absent. */
export function ruleOf({ type, description, verbs, selector, values }: Required<Rule>): Rule {
  return {
    type,
    ...(description !== '' && { description }),
    ...(verbs.length > 0 && { verbs }),
    ...(selector !== '' && { selector }),
    ...(values.length > 0 && { values }),
  }
}

/** Sorts verbs, and removes duplicates. `ALL` results in an empty list, which means all verbs. */
export function orderedVerbs(given: readonly (Verb | 'ALL')[]): Verb[] {
  return given.includes('ALL') ? [] : verbs.filter((verb) => given.includes(verb))
}

/** Converts rules to the member `permissions` of a permission document. */
export function rulesToJson(rules: Rules): JsonObject {
  return Object.fromEntries([...rules].map(([title, rule]) => [title, { ...rule }]))
}

function invalidManifest(detail: string, cause?: unknown): InstanceError {
  return new InstanceError('INVALID_MANIFEST', 'Application manifest is invalid or malformed', { detail, cause })
}
