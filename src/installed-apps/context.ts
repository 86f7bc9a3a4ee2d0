/** The settings of the instances of one context. */
export interface InstanceContext {
  /** The space of this registry whose applications they install; `''` for the default space. */
  space: string
  /** The URL of another registry, up to `/registry`, to install from instead. */
  registry: string | undefined
  /** Web applications, besides the known ones, whose permissions may change without consent. */
  additionalPlatformApps: readonly string[]
  /** Whether applications other than the store may install applications, with a permission. */
  allowsInstallByApps: boolean
  /** Whether the permissions of all applications may change without consent. */
  skipsPermissionConsent: boolean
}

/** The settings of a context that is not configured. */
export const usualContext: InstanceContext = {
  space: '',
  registry: undefined,
  additionalPlatformApps: [],
  allowsInstallByApps: false,
  skipsPermissionConsent: false,
}

// The list of cozy-stack.
const platformApps: ReadonlySet<string> = new Set([
  ...['banks', 'contacts', 'drive', 'home', 'notes', 'passwords', 'photos', 'settings', 'store'],
  ...['coachco2', 'mespapiers', 'dataproxy'],
])

/** Whether a web application belongs to the platform, so that its permissions may change without consent. */
export function isPlatformApp(context: InstanceContext, slug: string): boolean {
  return platformApps.has(slug) || context.additionalPlatformApps.includes(slug)
}
