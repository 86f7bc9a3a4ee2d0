import { coversDoctype } from './doctype.js'
import type { Rule, Verb } from './rule.js'

/** The document of a request. */
export interface Requested {
  type: string
  id: string
  /** Returns the values of a field that is the `selector` of a rule. Returns none if the document does not have the field. */
  valuesOf: (field: string) => readonly string[]
}

/** Whether rules permit a verb on all documents of a doctype. Only a rule without `values` permits this. */
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
