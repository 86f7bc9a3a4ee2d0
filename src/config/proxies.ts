import type { Environment } from './environment.js'

// The reference, as other programs in Go, goes by these (net/http, ProxyFromEnvironment).
const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']

/** Warns of an egress proxy that is set up, and not used. Its address may hold a password, and is not shown. */
export function proxyWarnings(env: Environment): string[] {
  const set = variables.filter((name) => env[name])
  if (set.length === 0) return []
  const names = `${set.join(', ')} ${set.length === 1 ? 'is' : 'are'}`
  return [
    `${names} set, but no proxy is used: archives are downloaded directly, so that their addresses can be checked. ` +
      'Let this machine reach the servers of archives, or publish from a server inside publish.trusted_networks',
  ]
}
