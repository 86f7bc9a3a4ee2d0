import { orderedVerbs, verbs, type Rule, type Rules, type Verb } from './rule.js'

// Konnectors get these without asking the user.
const certifiedTypes: ReadonlySet<string> = new Set([
  'io.cozy.certified.carbon_copy',
  'io.cozy.certified.electronic_safe',
])

/** Whether an update changes what an application may do, so that the user has to consent. Titles and order don't count. */
export function rulesDiffer(before: Rules, after: Rules, appType: 'webapp' | 'konnector'): boolean {
  const old = [...before.values()].map(fingerprint)
  const isNew = (rule: Rule): boolean => !old.includes(fingerprint(rule))
  const isFree = (rule: Rule): boolean => appType === 'konnector' && certifiedTypes.has(rule.type) && isNew(rule)
  const compared = [...after.values()].filter((rule) => !isFree(rule)).map(fingerprint)
  return old.toSorted().join('\n') !== compared.toSorted().join('\n')
}

function fingerprint({ type, verbs = [], selector, values }: Rule): string {
  return JSON.stringify([type, verbs, selector, values])
}

/**
 * The rules of an application after an update: those of the new manifest, and what was added by hand.
 * @param stored the rules before the update
 * @param before the rules of the old manifest
 * @param after the rules of the new manifest
 */
export function updatedRules(stored: Rules, before: Rules, after: Rules): Rules {
  const updated = new Map(after)
  for (const [title, rule] of stored) {
    const [old, replacement] = [before.get(title), after.get(title)]
    if (replacement?.type === rule.type) updated.set(title, withAdded(replacement, rule, old))
    else if (!replacement && !old) updated.set(title, rule)
  }
  return updated
}

// Adds the verbs and values of the stored rule that the old manifest had not.
function withAdded(replacement: Rule, stored: Rule, old: Rule | undefined): Rule {
  const { verbs: _verbs, values: _values, ...rest } = replacement
  const addedVerbs = added(verbsOf(stored), old && verbsOf(old))
  const merged = orderedVerbs([...verbsOf(replacement), ...addedVerbs])
  const values = withAddedValues(replacement, stored, old)
  return { ...rest, ...(merged.length < verbs.length && { verbs: merged }), ...(values && { values }) }
}

function withAddedValues(replacement: Rule, stored: Rule, old: Rule | undefined): string[] | undefined {
  if (!replacement.values) return undefined
  // Someone lifted the restriction by hand.
  if (!stored.values) return old?.values ? undefined : replacement.values
  return [...new Set([...replacement.values, ...added(stored.values, old?.values)])]
}

function verbsOf(rule: Rule): readonly Verb[] {
  return rule.verbs ?? verbs
}

function added<T>(stored: readonly T[], old: readonly T[] = []): T[] {
  return stored.filter((value) => !old.includes(value))
}
