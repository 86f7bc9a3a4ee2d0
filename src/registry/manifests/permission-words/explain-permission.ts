import { shortened } from '../../shortened.js'
import type { Permission } from '../permissions.js'
import { english } from './english.js'
import { french } from './french.js'
import { actions, knownDoctypes, type Action, type PermissionWords } from './permission-words.js'

const languages: readonly PermissionWords[] = [english, french]

// The verbs of permissions, and the action that each of them permits.
const actionOfVerb = new Map<string, Action>([
  ['GET', 'read'],
  ['POST', 'add'],
  ['PUT', 'change'],
  ['PATCH', 'change'],
  ['DELETE', 'remove'],
])

// The maximum number of values that a sentence lists.
const maxListedValues = 5

/**
 * Explains a permission in one sentence for people, in the first of `locales` that is delivered (English and French), else in
 * English. A second sentence follows if the data leave the Cozy.
 */
export function explainPermission(permission: Permission, locales: readonly string[]): string {
  const words = wordsFor(locales)
  const names = actionsOf(permission.verbs).map((action) => words.actions[action])
  const restriction = restrictionOf(permission, words)
  const verbs = new Intl.ListFormat(words.listStyle).format(names)
  const sentence = `${verbs} ${objectOf(permission.type, words)}${restriction && ` (${restriction})`}.`
  return capitalised(sentence) + (permission.remote ? ` ${words.remote}` : '')
}

function wordsFor(locales: readonly string[]): PermissionWords {
  const codes = locales.map((locale) => locale.toLowerCase().split(/[-_]/)[0])
  return codes.map((code) => languages.find(({ language }) => language === code)).find(Boolean) ?? english
}

// A permission must not look narrower than it is. So a list with an unknown verb, such as `ALL`, counts as all verbs.
function actionsOf(verbs: readonly string[]): readonly Action[] {
  const permitted = new Set(verbs.map((verb) => actionOfVerb.get(verb)))
  return permitted.size === 0 || permitted.has(undefined) ? actions : actions.filter((action) => permitted.has(action))
}

function objectOf(type: string | undefined, words: PermissionWords): string {
  if (type === undefined) return words.unnamedData
  const known = knownDoctypes.find((doctype) => doctype === type)
  if (known) return words.doctypes[known]
  if (type === '*') return words.allData
  return type.endsWith('.*') ? words.dataBelow(shortened(type.slice(0, -2))) : words.dataOf(shortened(type))
}

// A selector without values restricts nothing.
function restrictionOf({ type, selector, values }: Permission, words: PermissionWords): string {
  if (values.length === 0) return ''
  const listed = values.slice(0, maxListedValues).map((value) => words.quote(shortened(value)))
  const others = values.length - listed.length
  const items = others > 0 ? [...listed, words.others(others)] : listed
  const list = new Intl.ListFormat(words.listStyle, { type: 'disjunction' }).format(items)
  if (selector !== undefined) return words.onlyValues(shortened(selector), list)
  return type === 'io.cozy.files' || type === 'io.cozy.files.*' ? words.onlyFiles(list) : words.onlyIds(list)
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
