import { fingerprint, type ComparedRule } from './change-needs-consent.js'
import type { Permission } from './permissions.js'

/** A permission that differs between two manifests. */
export interface PermissionChange {
  kind: 'ADDED' | 'REMOVED' | 'WIDENED' | 'NARROWED' | 'CHANGED' | 'EQUIVALENT'
  before: Permission | null
  after: Permission | null
}

/**
 * The permissions that differ between two manifests, in the order of `after`; removed ones come last. A permission is compared
 * with one for the same doctype: with an equal one, else with one of the same name, else with any.
 */
export function permissionChanges(before: readonly Permission[], after: readonly Permission[]): PermissionChange[] {
  const removed = new Set(before)
  const partners = new Map<Permission, Permission>()
  for (const keyOf of [equalKey, nameKey, doctypeKey]) pairUp(removed, after, partners, keyOf)
  return [
    ...after.flatMap((permission) => changeOf(partners.get(permission) ?? null, permission)),
    ...[...removed].map((permission) => ({ kind: 'REMOVED', before: permission, after: null }) as const),
  ]
}

const equalKey = (permission: Permission): string => fingerprint(comparedRule(permission))
const nameKey = ({ name, type }: Permission): string => JSON.stringify([name, type])
const doctypeKey = ({ type }: Permission): string => type ?? ''

// Gives each permission of `after` that has no partner yet one of `removed` with the same key, and removes it from there.
function pairUp(
  removed: Set<Permission>,
  after: readonly Permission[],
  partners: Map<Permission, Permission>,
  keyOf: (permission: Permission) => string,
): void {
  const byKey = new Map<string, Permission[]>()
  for (const permission of removed) {
    const key = keyOf(permission)
    const group = byKey.get(key)
    if (group) group.push(permission)
    else byKey.set(key, [permission])
  }
  for (const permission of after) {
    const partner = partners.has(permission) ? undefined : byKey.get(keyOf(permission))?.shift()
    if (!partner) continue
    partners.set(permission, partner)
    removed.delete(partner)
  }
}

function changeOf(before: Permission | null, after: Permission): PermissionChange[] {
  if (!before) return [{ kind: 'ADDED', before, after }]
  const [old, current] = [comparedRule(before), comparedRule(after)]
  if (fingerprint(old) === fingerprint(current)) return []
  const [permitsOld, permittedBefore] = [covers(current, old), covers(old, current)]
  if (permitsOld) return [{ kind: permittedBefore ? 'EQUIVALENT' : 'WIDENED', before, after }]
  return [{ kind: permittedBefore ? 'NARROWED' : 'CHANGED', before, after }]
}

// All verbs, in the order in which a Cozy compares them.
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The members of a permission that are compared. */
export function comparedRule({ type = '', selector, ...permission }: Permission): ComparedRule {
  const others = permission.verbs.filter((verb) => !verbs.includes(verb)).sort()
  const ordered = [...verbs.filter((verb) => permission.verbs.includes(verb)), ...others]
  return {
    type,
    selector,
    ...(ordered.length > 0 && !others.includes('ALL') && { verbs: [...new Set(ordered)] }),
    ...(permission.values.length > 0 && { values: permission.values }),
  }
}

// Whether one permission permits everything that another one for the same doctype permits.
function covers(wide: ComparedRule, narrow: ComparedRule): boolean {
  const permitted = new Set(wide.verbs ?? verbs)
  return (narrow.verbs ?? verbs).every((verb) => permitted.has(verb)) && coversDocuments(wide, narrow)
}

// A selector without values restricts nothing.
function coversDocuments(wide: ComparedRule, narrow: ComparedRule): boolean {
  if (wide.values === undefined) return true
  if (narrow.values === undefined || wide.selector !== narrow.selector) return false
  const permitted = new Set(wide.values)
  return narrow.values.every((value) => permitted.has(value))
}
