/** The members of a permission that are compared. A member that restricts nothing is absent. */
export interface ComparedRule {
  type: string
  /** In a fixed order. Absent for all verbs. */
  verbs?: readonly string[] | undefined
  selector?: string | undefined
  values?: readonly string[] | undefined
}

// Konnectors get permissions for these doctypes without the user's consent.
const certifiedTypes: ReadonlySet<string> = new Set([
  'io.cozy.certified.carbon_copy',
  'io.cozy.certified.electronic_safe',
])

/**
 * Whether a change of the permissions of an application needs the consent of the user. Every difference does, even a removed
 * permission. The exceptions are titles, descriptions, the order of the permissions, and new permissions of a konnector for
 * `certifiedTypes`.
 */
export function changeNeedsConsent(
  before: Iterable<ComparedRule>,
  after: Iterable<ComparedRule>,
  appType: 'webapp' | 'konnector',
): boolean {
  const old = Array.from(before, fingerprint)
  const known = new Set(old)
  const needsNoConsent = (rule: ComparedRule): boolean =>
    appType === 'konnector' && certifiedTypes.has(rule.type) && !known.has(fingerprint(rule))
  const compared = [...after].filter((rule) => !needsNoConsent(rule)).map(fingerprint)
  return old.toSorted().join('\n') !== compared.toSorted().join('\n')
}

/** A text that is equal for permissions that are the same to a Cozy. */
export function fingerprint({ type, verbs = [], selector, values }: ComparedRule): string {
  return JSON.stringify([type, verbs, selector, values])
}
