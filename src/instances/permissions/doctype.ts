const doctype = /^[a-z0-9_]+(\.[a-z0-9_]+)*$/
// At least three parts before the wildcard are required, because `io.cozy.*` would cover all doctypes.
const wildcard = /^[a-z0-9_]+(\.[a-z0-9_]+){2,}\.\*$/

/**
 * Whether a text can be the type of a permission. This is a doctype in lower case without hyphens, or a wildcard such as
 * `io.cozy.bank.*`, which covers `io.cozy.bank` and all doctypes that begin with `io.cozy.bank.`.
 */
export function isDoctypePattern(type: string): boolean {
  return doctype.test(type) || wildcard.test(type)
}

/** Whether the type of a rule covers a doctype. `*` covers all doctypes. */
export function coversDoctype(pattern: string, type: string): boolean {
  if (pattern === '*' || pattern === type) return true
  if (!pattern.endsWith('.*')) return false
  const parent = pattern.slice(0, -'.*'.length)
  return type === parent || type.startsWith(`${parent}.`)
}
