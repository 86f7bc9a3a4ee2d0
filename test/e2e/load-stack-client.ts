import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The modules of cozy-stack-client and cozy-client that the tests use. They have no types. */
export interface StackClientModules {
  StackClient: new (options: { uri: string; token: string }) => StackClient
  OAuthClient: new (options: { uri: string; oauth: { token: { accessToken: string } } }) => StackClient
  Registry: new (options: { client: { stackClient: StackClient } }) => Record<RegistryMethod, Call>
}

export interface StackClient {
  collection: (doctype: string) => Record<AppMethod | FolderMethod | 'fetchOwnPermissions', Call>
  fetch: (method: string, path: string) => Promise<Response>
  fetchJSON: Call
  /**
   * Returns a URL of the gateway, or an object URL from an `OAuthClient`. All clients of a gateway have one cache of these
   * URLs, in which each priority has its own entry.
   */
  getIconURL: (options: { type: 'app' | 'konnector'; slug: string; priority: 'stack' | 'registry' }) => Promise<string>
}

type Call = (...parameters: unknown[]) => Promise<unknown>

type RegistryMethod =
  'installApp' | 'uninstallApp' | 'fetchApps' | 'fetchAppsInMaintenance' | 'fetchApp' | 'fetchAppVersion'

type AppMethod = 'all' | 'get' | 'getAll' | 'find' | 'update'

type FolderMethod =
  | 'statById'
  | 'statByPath'
  | 'isChildOf'
  | 'createDirectory'
  | 'createDirectoryByPath'
  | 'ensureDirectoryExists'
  | 'updateAttributes'
  | 'destroy'
  | 'restore'
  | 'deleteFilePermanently'
  | 'emptyTrash'
  | 'findReferencedBy'
  | 'addReferencedBy'
  | 'removeReferencedBy'
  | 'addReferencesTo'
  | 'removeReferencesTo'

/** How to install the client. */
export const installStackClient = 'run "npm ci --prefix test/e2e/cozy-stack-client"'

const packageFile = new URL('cozy-stack-client/package.json', import.meta.url)

/**
 * Loads the client, unchanged.
 * @returns `undefined` when it is not installed
 * @throws Error in CI when it is not installed
 */
export function loadStackClient(): StackClientModules | undefined {
  if (!existsSync(new URL('node_modules/cozy-stack-client', packageFile))) {
    if (process.env.CI) throw new Error(`CI tests with cozy-stack-client: ${installStackClient}`)
    return undefined
  }
  const load = createRequire(packageFile)
  const client: Pick<StackClientModules, 'OAuthClient'> & { default: StackClientModules['StackClient'] } =
    load('cozy-stack-client')
  const registry: { default: StackClientModules['Registry'] } = load('cozy-client/dist/registry')
  // @babel/runtime sets this global variable, for code that does not import it. Other tests run with the same globals.
  Reflect.deleteProperty(globalThis, 'regeneratorRuntime')
  return { StackClient: client.default, OAuthClient: client.OAuthClient, Registry: registry.default }
}
