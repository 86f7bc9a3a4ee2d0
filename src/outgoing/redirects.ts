import { OutgoingError } from './errors.js'
import { hostOf, portOf } from './host.js'

/** A request to a host that untrusted users, or a definition with their values, have named. */
export interface OutgoingRequest {
  method: 'GET' | 'POST'
  /** Absolute, `http` or `https`, without user name and password. */
  url: string
  /** Path and query exactly as sent; default: those of `url`, as the class URL writes them. */
  target?: string | undefined
  /** Without `Host`, `Content-Length` and others that belong to the connection. */
  headers: readonly (readonly [name: string, value: string])[]
  /** Of a POST. */
  body?: Buffer | undefined
  /** Names (in lower case) of headers that only the host of `url` may get. */
  secretHeaders?: ReadonlySet<string>
  /** Whether the URL or the body has a secret, so that no redirect may lead to another host. */
  hasSecret?: boolean
}

/** The target of a redirect, checked. */
export interface Redirect {
  status: number
  from: URL
  to: URL
}

const statuses = [301, 302, 303, 307, 308]
// These keep the method and the body (RFC 9110, 15.4.8 and 15.4.9).
const repeating = [307, 308]
const credentials = new Set(['authorization', 'cookie', 'proxy-authorization', 'www-authenticate'])

/** Whether an answer with a `Location` is a redirect to follow. */
export function isRedirect(status: number): boolean {
  return statuses.includes(status)
}

/**
 * The request that follows a redirect. Another host gets neither credentials nor secrets, nor the body of a POST.
 * @throws OutgoingError when the redirect must not be followed
 */
export function redirected(request: OutgoingRequest, { status, from, to }: Redirect): OutgoingRequest {
  if (from.protocol === 'https:' && to.protocol === 'http:') throw refused('from https to http')
  const isElsewhere = !isSameHost(from, to)
  const repeats = request.method === 'POST' && repeating.includes(status)
  if (isElsewhere && request.hasSecret) throw refused('to another host, with a secret')
  if (isElsewhere && repeats) throw refused('of a POST to another host')
  const isDropped = (name: string): boolean =>
    isElsewhere && (credentials.has(name) || (request.secretHeaders?.has(name) ?? false))
  return {
    ...request,
    method: repeats ? 'POST' : 'GET',
    url: to.href,
    target: undefined,
    headers: request.headers.filter(([name]) => !isDropped(name.toLowerCase())),
    body: repeats ? request.body : undefined,
  }
}

// Another port is another server. The step from http to https, each at its usual port, stays on the same one.
function isSameHost(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === ''
  return hostOf(from) === hostOf(to) && (isUpgrade || portOf(from) === portOf(to))
}

function refused(which: string): OutgoingError {
  return new OutgoingError(`a redirect ${which} is not followed`, false)
}
