import { orderedVerbs, verbs, type Rule, type Rules, type Verb } from './rule.js'

/**
 * The rules of an application after an update: the rules of the new manifest, and the changes that users have made to the
 * stored rules.
 * @param stored the rules of the application before the update
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

// Adds the verbs and values that the stored rule has, and the rule of the old manifest does not have.
function withAdded(replacement: Rule, stored: Rule, old: Rule | undefined): Rule {
  const { verbs: _verbs, values: _values, ...rest } = replacement
  const addedVerbs = added(verbsOf(stored), old && verbsOf(old))
  const merged = orderedVerbs([...verbsOf(replacement), ...addedVerbs])
  const values = withAddedValues(replacement, stored, old)
  return { ...rest, ...(merged.length < verbs.length && { verbs: merged }), ...(values && { values }) }
}

function withAddedValues(replacement: Rule, stored: Rule, old: Rule | undefined): string[] | undefined {
  if (!replacement.values) return undefined
  // The stored rule restricts no values. If the rule of the old manifest did, the user has removed this restriction.
  if (!stored.values) return old?.values ? undefined : replacement.values
  return [...new Set([...replacement.values, ...added(stored.values, old?.values)])]
}

function verbsOf(rule: Rule): readonly Verb[] {
  return rule.verbs ?? verbs
}

function added<T>(stored: readonly T[], old: readonly T[] = []): T[] {
  return stored.filter((value) => !old.includes(value))
}
