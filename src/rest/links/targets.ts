import { isApplicationScheme, isUnambiguous, isTrusted, type Trust } from './trust.js'

// The targets of links. Each function returns the URL to redirect to, or `undefined` when the URL is not trusted.

/** The URL in the parameter `fallback`, if it is trusted. */
export function fallbackTarget(fallback: string, trust: Trust): string | undefined {
  return isTrusted(fallback, trust) ? escapeForHeader(fallback) : undefined
}

/**
 * The target of a redirect from a bank aggregator (a service that reads bank accounts). It is the URL in `fallback`, with all
 * other parameters added to its query. An aggregator sends all users to the same URL, and adds their data as parameters.
 */
export function mergedTarget(fallback: string, query: URLSearchParams, trust: Trust): string | undefined {
  const otherParameters = firstValues(query)
  otherParameters.delete('fallback')
  if (otherParameters.size === 0) return fallbackTarget(fallback, trust)
  if (!isUnambiguous(fallback)) return undefined
  const url = new URL(fallback)
  url.search = withValues(url.searchParams, otherParameters).toString()
  return fallbackTarget(url.href, trust)
}

function firstValues(query: URLSearchParams): Map<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of query) if (!values.has(name)) values.set(name, value)
  return values
}

// Replaces the values of present parameters, and appends the others. `URLSearchParams.set` would take quadratic time.
function withValues(query: URLSearchParams, values: ReadonlyMap<string, string>): URLSearchParams {
  const missing = new Map(values)
  const present = [...query].filter(([name]) => !values.has(name) || missing.delete(name))
  return new URLSearchParams([...present.map(([name, value]) => [name, values.get(name) ?? value]), ...missing])
}

/** The URL of an application, with the parameters that the application needs to complete a login. */
export function applicationTarget(query: URLSearchParams, trust: Trust): string | undefined {
  const scheme = query.get('custom_scheme')?.replace(/:\/\/$/, '') ?? ''
  if (!isApplicationScheme(scheme, trust)) return undefined
  const login = new URLSearchParams(['access_code', 'code', 'state'].map((name) => [name, query.get(name) ?? '']))
  const target = `${scheme}://${encodePath(query.get('custom_path') ?? '')}?${login.toString()}`
  return isUnambiguous(target) ? target : undefined
}

function encodePath(path: string): string {
  return encodeURI(path.replace(/\p{Cs}/gu, '\ufffd')).replace(/[?#]/g, encodeURIComponent)
}

// Escapes the characters that headers don't allow, in the same way as browsers do.
function escapeForHeader(url: string): string {
  return url.replace(/[^\x21-\x7e]+/g, encodeURIComponent)
}
