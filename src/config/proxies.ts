import type { Environment } from './environment.js'
import { ConfigError, Problems } from './error.js'

/** The proxies for requests to other sites, from the same variables as Go's `ProxyFromEnvironment`. */
export interface Proxies {
  /**
   * The proxy for requests to `http:` URLs. The URL of the proxy is `http:` or `https:`. Its user and password are percent-encoded.
   */
  http?: URL
  /** The proxy for requests to `https:` URLs. */
  https?: URL
  /** The value of `NO_PROXY`: the hosts that need no proxy. */
  noProxy: string
}

/**
 * Reads the proxies.
 * @throws ConfigError with a message for each invalid value
 */
export function readProxies(env: Environment): Proxies {
  const problems = new Problems()
  const http = problems.attempt(() => proxyIn(env, 'HTTP_PROXY'))
  const https = problems.attempt(() => proxyIn(env, 'HTTPS_PROXY'))
  if (problems.messages.length > 0) throw new ConfigError(problems.messages.join('\n'))
  const [, noProxy = ''] = firstOf(env, 'NO_PROXY') ?? []
  return { ...(http && { http }), ...(https && { https }), noProxy }
}

/** A note that names the environment variables of the used proxies. It omits the values, which may contain a password. */
export function proxyNotes(env: Environment): string[] {
  const names = ['HTTPS_PROXY', 'HTTP_PROXY'].flatMap((variable) => {
    const [name, text] = firstOf(env, variable) ?? []
    return name !== undefined && text !== undefined && parseProxy(text) ? [name] : []
  })
  if (names.length === 0) return []
  return [`Requests to other sites go through a proxy: see ${names.join(' and ')}, and NO_PROXY, in the environment`]
}

function proxyIn(env: Environment, variable: string): URL | undefined {
  const found = firstOf(env, variable)
  if (!found) return undefined
  const [name, text] = found
  const url = parseProxy(text)
  if (url) return url
  const value = text.includes('@') ? '' : ` "${text}"`
  throw new ConfigError(
    `The value${value} of ${name} in the environment is not the URL of a proxy: write a URL such as http://proxy.example.org:3128, or unset the variable. A user and password stand before the host ("user:password@"), with special characters as %XX`,
  )
}

function parseProxy(text: string): URL | undefined {
  const address = text.includes('://') ? text : `http://${text}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url && /^https?:$/.test(url.protocol) && isDecodable(url.username + url.password) ? url : undefined
}

// As in Go, the upper-case name has precedence.
function firstOf(env: Environment, name: string): [name: string, value: string] | undefined {
  for (const spelling of [name, name.toLowerCase()]) {
    const value = env[spelling]?.trim()
    if (value) return [spelling, value]
  }
  return undefined
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
