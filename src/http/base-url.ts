import type { IncomingMessage } from 'node:http'
import { readHost } from '../host.js'
import { memoizeHeader } from '../http-semantics/quality-values.js'

/** The settings that determine the URL by which clients reach the gateway. */
export interface BaseUrlSettings {
  /** The configured URL, which has precedence over headers. */
  publicUrl?: string | undefined
  /** Whether a proxy is in front, and which of its headers are trusted. */
  accessTopology: 'direct' | 'xff' | 'xrip'
}

/**
 * The scheme and the host by which a client reached the gateway. No slash at the end.
 *
 * A proxy must keep the `Host` header of the client. `X-Forwarded-Host` is ignored: many proxies pass on this header unchanged,
 * so the client may have forged it.
 */
export function baseUrlOf(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicUrl, accessTopology }: BaseUrlSettings,
): string {
  if (publicUrl !== undefined) return publicUrl
  const scheme = accessTopology === 'direct' ? 'http' : forwardedScheme(headers)
  return `${scheme}://${parseHost(headers.host ?? '') || 'localhost'}`
}

/**
 * Why the `Host` header of a request is refused (RFC 9112, 3.2); `undefined` if the header is valid.
 * @param needsHost whether the header is required, because URLs are made from it
 */
export function hostRefusal(request: IncomingMessage, needsHost: boolean): string | undefined {
  const { host = '' } = request.headers
  if (hasSeveralHosts(request)) return 'The request has several "Host" headers'
  const [, authority = host] = /^\w+:\/\/([^/?#]*)/.exec(request.url ?? '') ?? []
  if (authority.toLowerCase() !== host.toLowerCase())
    return 'The URL of the request has another host than its header "Host"'
  if (!isHost(host)) return `The header "Host" of the request is not a host: ${JSON.stringify(host.slice(0, 100))}`
  return needsHost && host === '' ? 'The request needs a header "Host": URLs in the answer begin with it' : undefined
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
  return header === '' || parseHost(header) !== ''
}

const parseHost = memoizeHeader(readHost)

function forwardedScheme(headers: IncomingMessage['headers']): 'http' | 'https' {
  const ssl = firstOf(headers['x-forwarded-ssl']) === 'on' ? 'https' : ''
  const scheme =
    firstOf(headers['x-forwarded-proto']) ||
    firstOf(headers['x-forwarded-protocol']) ||
    ssl ||
    firstOf(headers['x-url-scheme'])
  return scheme === 'https' ? 'https' : 'http'
}

// The first value of a header, in lower case. Each proxy appends a value, so the proxy nearest to the client has added the
// first one.
function firstOf(header: string | string[] | undefined): string {
  const [first = ''] = [header ?? ''].flat().join(',').split(',')
  return first.trim().toLowerCase()
}

/** The IP address of the client, for the log. */
export function clientAddress({ headers, socket }: IncomingMessage, { accessTopology }: BaseUrlSettings): string {
  const forwarded = { direct: undefined, xff: headers['x-forwarded-for'], xrip: headers['x-real-ip'] }[accessTopology]
  return firstOf(forwarded) || (socket.remoteAddress ?? '')
}
