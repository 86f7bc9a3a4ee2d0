import { z } from 'zod'
import { isJsonObject, type Json, type JsonObject } from '../../json.js'
import { InstanceError } from '../errors.js'
import { isDoctypePattern } from './doctype.js'

/** The verbs of rules, in the order in which they are stored. GET includes HEAD. */
export const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A verb of a rule. */
export type Verb = (typeof verbs)[number]

/** A permission. Members that restrict nothing are absent. */
export interface Rule {
  /** A doctype, or a doctype and those below it (`io.cozy.bank.*`). */
  type: string
  description?: string
  /** Absent for all verbs; in the order of `verbs`. */
  verbs?: Verb[]
  /** The field that `values` restrict, in place of the id. */
  selector?: string
  /** Ids of documents, or values of the selector; absent for all documents. */
  values?: string[]
}

/** Rules by title, in the order of the manifest. */
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
 * Reads the `permissions` of a manifest, or of a permission document; an absent member means no rules.
 * @throws InstanceError INVALID_MANIFEST, INVALID_DOCTYPE
 */
export function readRules(permissions: Json | undefined): Rules {
  const members = permissions ?? {}
  if (!isJsonObject(members)) throw invalidManifest()
  return new Map(Object.entries(members).map(([title, rule]) => [title, readRule(rule)]))
}

function readRule(value: unknown): Rule {
  const rule = ruleShape.safeParse(value)
  if (!rule.success) throw invalidManifest(rule.error)
  const { type, description, verbs, selector, values } = rule.data
  if (!isDoctypePattern(type)) throw new InstanceError('INVALID_DOCTYPE', `${type} is not a valid doctype name`)
  return ruleOf({ type, description, verbs: orderedVerbs(verbs ?? []), selector, values: values ?? [] })
}

/** A rule from members that may be empty. */
export function ruleOf({ type, description, verbs, selector, values }: Required<Rule>): Rule {
  return {
    type,
    ...(description !== '' && { description }),
    ...(verbs.length > 0 && { verbs }),
    ...(selector !== '' && { selector }),
    ...(values.length > 0 && { values }),
  }
}

/** Verbs in their usual order, each once; empty for all of them. */
export function orderedVerbs(given: readonly (Verb | 'ALL')[]): Verb[] {
  return given.includes('ALL') ? [] : verbs.filter((verb) => given.includes(verb))
}

/** Rules as they are stored. */
export function rulesDocument(rules: Rules): JsonObject {
  return Object.fromEntries([...rules].map(([title, rule]) => [title, { ...rule }]))
}

function invalidManifest(cause?: unknown): InstanceError {
  return new InstanceError('INVALID_MANIFEST', 'Application manifest is invalid or malformed', { cause })
}
