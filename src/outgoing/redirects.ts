import { OutgoingError } from './errors.js'
import { hostOf, portOf } from './host.js'

/** A request whose URL comes from an untrusted user, or from the definition of a remote doctype with values of such a user. */
export interface OutgoingRequest {
  method: 'GET' | 'POST'
  /** An absolute `http` or `https` URL, without user name and password. */
  url: string
  /** The exact path and query to send. Default: the path and query of `url`, as the class `URL` serializes them. */
  target?: string | undefined
  /** All headers except `Host`, `Content-Length` and the headers about the connection, such as `Connection`. */
  headers: readonly (readonly [name: string, value: string])[]
  /** The body of a POST. */
  body?: Buffer | undefined
  /** Names (in lower case) of headers that only the host of `url` may get. */
  secretHeaders?: ReadonlySet<string>
  /** Whether the URL or the body contains a secret. Then no redirect to another host is followed. */
  hasSecret?: boolean
}

/** A redirect to a valid `http:` or `https:` URL. The guard has not checked its address yet. */
export interface Redirect {
  status: number
  from: URL
  to: URL
}

const redirectStatuses = [301, 302, 303, 307, 308]
// The statuses that preserve the method and the body (RFC 9110, 15.4.8 and 15.4.9).
const methodPreservingStatuses = [307, 308]
const credentials = new Set(['authorization', 'cookie', 'proxy-authorization', 'www-authenticate'])

/** Whether an answer with this status is a redirect to follow if it has a `Location`. */
export function isRedirect(status: number): boolean {
  return redirectStatuses.includes(status)
}

/**
 * The request that follows a redirect. Another host gets neither credentials nor secrets, nor the body of a POST.
 * @throws OutgoingError when the redirect must not be followed
 */
export function requestAfterRedirect(request: OutgoingRequest, { status, from, to }: Redirect): OutgoingRequest {
  if (from.protocol === 'https:' && to.protocol === 'http:') throw refused('from https to http')
  const isOtherHost = !isSameHost(from, to)
  const staysPost = request.method === 'POST' && methodPreservingStatuses.includes(status)
  if (isOtherHost && request.hasSecret) throw refused('to another host, with a secret')
  if (isOtherHost && staysPost) throw refused('of a POST to another host')
  const isDropped = (name: string): boolean =>
    isOtherHost && (credentials.has(name) || (request.secretHeaders?.has(name) ?? false))
  return {
    ...request,
    method: staysPost ? 'POST' : 'GET',
    url: to.href,
    target: undefined,
    headers: request.headers.filter(([name]) => !isDropped(name.toLowerCase())),
    body: staysPost ? request.body : undefined,
  }
}

// A different port is a different server, except for a redirect from http to https with the default port of each.
function isSameHost(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === ''
  return hostOf(from) === hostOf(to) && (isUpgrade || portOf(from) === portOf(to))
}

// Not retryable: a second request would be redirected in the same way.
function refused(which: string): OutgoingError {
  return new OutgoingError(`a redirect ${which} is not followed`, false)
}
