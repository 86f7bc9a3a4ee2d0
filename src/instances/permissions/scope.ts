import { InstanceError } from '../errors.js'
import { isDoctypePattern } from './doctype.js'
import { orderedVerbs, ruleOf, verbs, type Rule, type Rules, type Verb } from './rule.js'

const verbNames: ReadonlySet<string> = new Set(verbs)
const isVerb = (text: string): text is Verb => verbNames.has(text)

/**
 * Parses the scope of a token. It consists of rules of the form `type[:verbs[:values[:selector]]]`, separated by spaces.
 * Several verbs or values are separated by commas.
 * @throws InstanceError INVALID_SCOPE
 */
export function parseScope(scope: string): Rules {
  const rules = scope.split(' ').filter((text) => text !== '')
  if (rules.length === 0) throw malformed()
  return new Map(rules.map((text, i) => [`rule${String(i)}`, parseRule(text)]))
}

function parseRule(text: string): Rule {
  const parts = text.split(':')
  const [type = '', verbList = '', values = '', selector = ''] = parts
  if (parts.length > 4 || !isDoctypePattern(type)) throw malformed()
  return ruleOf({
    type,
    description: '',
    verbs: parseVerbs(verbList),
    selector,
    values: values === '' ? [] : values.split(','),
  })
}

// As in cozy-stack, `ALL` in a scope becomes the list of all verbs. In a manifest, it becomes the empty list, which also means
// all verbs.
function parseVerbs(list: string): Verb[] {
  const names = list === '' ? [] : list.split(',').flatMap((name) => (name === 'ALL' ? verbs : name))
  if (!names.every(isVerb)) throw malformed()
  return orderedVerbs(names)
}

function malformed(): InstanceError {
  return new InstanceError('INVALID_SCOPE', 'Permission scope is empty or malformed')
}
