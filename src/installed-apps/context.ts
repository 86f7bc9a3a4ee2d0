/** The settings of the instances of one context. */
export interface InstanceContext {
  /** The space of this registry from which the instances install applications; `''` for the default space. */
  space: string
  /** The URL of another registry, without `/registry`. If it is set, the instances install from that registry instead. */
  registry: string | undefined
  /** The slugs of web applications, besides those of cozy-stack's list, whose permissions may change without consent. */
  additionalPlatformApps: readonly string[]
  /** Whether applications other than the store may install applications, if they have a permission to do so. */
  allowsInstallByApps: boolean
  /** Whether the permissions of all applications may change without consent. */
  skipsPermissionConsent: boolean
}

/** The settings of a context that is not configured. */
export const defaultContext: InstanceContext = {
  space: '',
  registry: undefined,
  additionalPlatformApps: [],
  allowsInstallByApps: false,
  skipsPermissionConsent: false,
}

// cozy-stack's list of the slugs of platform applications.
const platformApps: ReadonlySet<string> = new Set([
  ...['banks', 'contacts', 'drive', 'home', 'notes', 'passwords', 'photos', 'settings', 'store'],
  ...['coachco2', 'mespapiers', 'dataproxy'],
])

/** Whether a web application belongs to the platform, so that its permissions may change without consent. */
export function isPlatformApp(context: InstanceContext, slug: string): boolean {
  return platformApps.has(slug) || context.additionalPlatformApps.includes(slug)
}
