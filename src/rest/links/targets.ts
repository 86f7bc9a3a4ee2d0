import { isApplicationScheme, isClear, isTrusted, type Trust } from './trust.js'

// Where links lead. Each function gives the address to send a browser to, or `undefined` for one that is not allowed.

/** A fallback on the web: the given address unchanged, if it is trusted. */
export function fallbackTarget(fallback: string, trust: Trust): string | undefined {
  return isTrusted(fallback, trust) ? escaped(fallback) : undefined
}

/**
 * The return address of a bank's aggregator, which knows but one: the real one is in `fallback`, and everything else that
 * the aggregator says is set on its query.
 */
export function mergedTarget(fallback: string, query: URLSearchParams, trust: Trust): string | undefined {
  const others = new Set(query.keys())
  others.delete('fallback')
  if (others.size === 0) return fallbackTarget(fallback, trust)
  if (!isClear(fallback)) return undefined
  const url = new URL(fallback)
  for (const name of others) url.searchParams.set(name, query.get(name) ?? '')
  return fallbackTarget(url.href, trust)
}

/** The address of an application, with what it needs to end a login. */
export function applicationTarget(query: URLSearchParams, trust: Trust): string | undefined {
  const scheme = query.get('custom_scheme')?.replace(/:\/\/$/, '') ?? ''
  if (!isApplicationScheme(scheme, trust)) return undefined
  const login = new URLSearchParams(['access_code', 'code', 'state'].map((name) => [name, query.get(name) ?? '']))
  const target = `${scheme}://${encodePath(query.get('custom_path') ?? '')}?${login.toString()}`
  return isClear(target) ? target : undefined
}

function encodePath(path: string): string {
  return encodeURI(path.replace(/\p{Cs}/gu, '\ufffd')).replace(/[?#]/g, encodeURIComponent)
}

// Headers hold no other characters; browsers escape them in the same way.
function escaped(url: string): string {
  return url.replace(/[^\x21-\x7e]+/g, encodeURIComponent)
}
