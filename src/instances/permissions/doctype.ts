const doctype = /^[a-z0-9_]+(\.[a-z0-9_]+)*$/
// At least three parts before the wildcard: `io.cozy.*` would cover everything.
const wildcard = /^[a-z0-9_]+(\.[a-z0-9_]+){2,}\.\*$/

/**
 * Whether a text can be the type of a permission: a doctype in lower case without hyphens, or such a doctype with `.*` behind it,
 * which covers the doctypes below it, too.
 */
export function isDoctypePattern(type: string): boolean {
  return doctype.test(type) || wildcard.test(type)
}

/** Whether the type of a rule covers a doctype. `*` covers all. */
export function coversDoctype(pattern: string, type: string): boolean {
  if (pattern === '*' || pattern === type) return true
  if (!pattern.endsWith('.*')) return false
  const parent = pattern.slice(0, -'.*'.length)
  return type === parent || type.startsWith(`${parent}.`)
}
