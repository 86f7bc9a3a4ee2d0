import type { Environment } from './environment.js'
import { ConfigError, type Problems } from './error.js'

/** The proxies through which archives are downloaded, as Go's `ProxyFromEnvironment` reads them from the environment. */
export interface Proxies {
  /** For `http:` addresses. Its scheme is `http:` or `https:`; user and password can be percent-decoded. */
  http?: URL
  /** For `https:` addresses. */
  https?: URL
  /** The value of `NO_PROXY`: which hosts are reached directly. */
  noProxy: string
}

/** Reads the proxies; a value that is no address of a proxy is a problem. */
export function readProxies(env: Environment, problems: Problems): Proxies {
  const http = problems.attempt(() => proxyIn(env, 'HTTP_PROXY'))
  const https = problems.attempt(() => proxyIn(env, 'HTTPS_PROXY'))
  const [, noProxy = ''] = firstOf(env, 'NO_PROXY') ?? []
  return { ...(http && { http }), ...(https && { https }), noProxy }
}

/** Says which proxies are used. Their addresses may hold a password, of which nothing is shown. */
export function proxyNotes(env: Environment): string[] {
  const names = ['HTTPS_PROXY', 'HTTP_PROXY'].flatMap((name) => firstOf(env, name)?.[0] ?? [])
  if (names.length === 0) return []
  return [`Archives are downloaded through a proxy: see ${names.join(' and ')}, and NO_PROXY, in the environment`]
}

function proxyIn(env: Environment, variable: string): URL | undefined {
  const found = firstOf(env, variable)
  if (!found) return undefined
  const [name, text] = found
  const address = text.includes('://') ? text : `http://${text}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url && /^https?:$/.test(url.protocol) && isDecodable(url.username + url.password)) return url
  const value = text.includes('@') ? '' : ` "${text}"`
  throw new ConfigError(
    `The value${value} of ${name} in the environment is no address of a proxy: write it like http://proxy.example.org:3128, with "user:password@" before the host where it is needed (special characters of them as %XX), or unset it`,
  )
}

// Go asks for the name in capitals first.
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
