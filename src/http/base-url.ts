import type { IncomingMessage } from 'node:http'
import { readHost } from '../config/host.js'
import { memoizeHeader } from '../http-semantics/quality-values.js'

/** The settings that decide the URL by which clients reach the gateway. */
export interface BaseUrlSettings {
  /** The configured URL. It has precedence over headers. */
  publicUrl?: string | undefined
  /** Whether a proxy is in front, and which of its forwarding headers are trusted. */
  accessTopology: 'direct' | 'xff' | 'xrip'
}

/**
 * Scheme and host by which a client reached the gateway, without a slash at the end. `X-Forwarded-Host` is ignored: a proxy should
 * pass on `Host`, and a proxy that doesn't may pass on a forged `X-Forwarded-Host` of a client.
 */
export function baseUrlOf(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicUrl, accessTopology }: BaseUrlSettings,
): string {
  if (publicUrl !== undefined) return publicUrl
  const scheme = accessTopology === 'direct' ? 'http' : forwardedScheme(headers)
  return `${scheme}://${hostIn(headers.host ?? '') || 'localhost'}`
}

/**
 * Why a request is refused for its `Host` header (RFC 9112, 3.2); `undefined` when the header is valid.
 * @param needsAddress whether URLs are made from the header, so that it is required
 */
export function hostRefusal(request: IncomingMessage, needsAddress: boolean): string | undefined {
  const { host = '' } = request.headers
  if (hasSeveralHosts(request)) return 'The request has several "Host" headers'
  const [, authority = host] = /^\w+:\/\/([^/?#]*)/.exec(request.url ?? '') ?? []
  if (authority.toLowerCase() !== host.toLowerCase()) return 'The request names another host than its header "Host"'
  if (!isHost(host)) return `The header "Host" of the request is not a host: ${JSON.stringify(host.slice(0, 100))}`
  return needsAddress && host === '' ? 'The request needs a header "Host": addresses begin with it' : undefined
}

/** Whether a request has more than one `Host` header. Node's `headers` contains only the first. */
export function hasSeveralHosts({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): boolean {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === 'host') hosts++
  }
  return hosts > 1
}

/** Whether a `Host` header is valid: a host, or empty. */
export function isHost(header: string): boolean {
  return header === '' || hostIn(header) !== ''
}

const hostIn = memoizeHeader(readHost)

function forwardedScheme(headers: IncomingMessage['headers']): 'http' | 'https' {
  const ssl = firstOf(headers['x-forwarded-ssl']) === 'on' ? 'https' : ''
  const scheme =
    firstOf(headers['x-forwarded-proto']) ||
    firstOf(headers['x-forwarded-protocol']) ||
    ssl ||
    firstOf(headers['x-url-scheme'])
  return scheme === 'https' ? 'https' : 'http'
}

// The first of several values, in lower case: each proxy appends a value, so the first is about the client. Schemes are
// case-insensitive.
function firstOf(header: string | string[] | undefined): string {
  const [first = ''] = [header ?? ''].flat().join(',').split(',')
  return first.trim().toLowerCase()
}

/** The IP address of the client, for the log. */
export function clientAddress({ headers, socket }: IncomingMessage, { accessTopology }: BaseUrlSettings): string {
  const forwarded = { direct: undefined, xff: headers['x-forwarded-for'], xrip: headers['x-real-ip'] }[accessTopology]
  return firstOf(forwarded) || (socket.remoteAddress ?? '')
}
