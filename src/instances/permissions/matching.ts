import { coversDoctype } from './doctype.js'
import type { Rule, Verb } from './rule.js'

/** A document that a client asks for. */
export interface Requested {
  type: string
  id: string
  /** The values of a field of the document, which rules can select; none when the document has no such field. */
  valuesOf: (field: string) => readonly string[]
}

/** Whether rules permit a verb on a whole doctype: a rule without `values` does. */
export function allowsType(rules: Iterable<Rule>, verb: Verb, type: string): boolean {
  return [...rules].some(
    (rule) => rule.values === undefined && allowsVerb(rule, verb) && coversDoctype(rule.type, type),
  )
}

/** Whether rules permit a verb on one document. */
export function allowsDocument(rules: Iterable<Rule>, verb: Verb, document: Requested): boolean {
  return [...rules].some(
    (rule) => allowsVerb(rule, verb) && coversDoctype(rule.type, document.type) && allowsValue(rule, document),
  )
}

function allowsVerb({ verbs }: Rule, verb: Verb): boolean {
  return verbs === undefined || verbs.includes(verb)
}

function allowsValue({ selector, values }: Rule, { id, valuesOf }: Requested): boolean {
  if (values === undefined) return true
  const found = selector === undefined ? [id] : valuesOf(selector)
  return found.some((value) => values.includes(value))
}
