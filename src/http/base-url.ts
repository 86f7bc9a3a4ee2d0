import type { IncomingMessage } from 'node:http'
import { readHost } from '../config/host.js'
import { memoizeHeader } from '../http-semantics/quality-values.js'

/** What decides under which address clients reach the gateway. */
export interface BaseUrlSettings {
  /** The configured address; it wins. */
  publicUrl?: string
  /** Whether a proxy stands in front, whose forwarding headers can be believed. */
  accessTopology: 'direct' | 'xff' | 'xrip'
}

/**
 * Scheme and host under which a client reached the gateway, without a slash at the end. `X-Forwarded-Host` is not read: a
 * proxy gives `Host` on, and one that does not would pass on what clients write there.
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
 * Why a request can't be answered for the host that it names (RFC 9112, 3.2); `undefined` when it can.
 * @param needsAddress whether addresses are made from it, so that it must name one
 */
export function hostRefusal(request: IncomingMessage, needsAddress: boolean): string | undefined {
  const { host = '' } = request.headers
  if (hasSeveralHosts(request)) return 'The request has several "Host" headers'
  const [, authority = host] = /^\w+:\/\/([^/?#]*)/.exec(request.url ?? '') ?? []
  if (authority.toLowerCase() !== host.toLowerCase()) return 'The request names another host than its header "Host"'
  if (!isHost(host)) return `The header "Host" of the request is not a host: ${JSON.stringify(host.slice(0, 100))}`
  return needsAddress && host === '' ? 'The request needs a header "Host": addresses begin with it' : undefined
}

/** Whether a request has more than one `Host` header, of which Node gives the first. */
export function hasSeveralHosts({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): boolean {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.length === 4 && rawHeaders[i]?.toLowerCase() === 'host') hosts++
  }
  return hosts > 1
}

/** Whether a `Host` header names a host, or nothing. */
export function isHost(header: string): boolean {
  return header === '' || hostIn(header) !== ''
}

const hostIn = memoizeHeader(readHost)

function forwardedScheme(headers: IncomingMessage['headers']): 'http' | 'https' {
  const ssl = firstOf(headers['x-forwarded-ssl']) === 'on' ? 'https' : ''
  const said =
    firstOf(headers['x-forwarded-proto']) ||
    firstOf(headers['x-forwarded-protocol']) ||
    ssl ||
    firstOf(headers['x-url-scheme'])
  return said === 'https' ? 'https' : 'http'
}

// Each proxy appends what it saw; the first value is what the client used. Names of schemes have no case.
function firstOf(header: string | string[] | undefined): string {
  const [first = ''] = [header ?? ''].flat().join(',').split(',')
  return first.trim().toLowerCase()
}

/** The address of the client, for the log. */
export function clientAddress({ headers, socket }: IncomingMessage, { accessTopology }: BaseUrlSettings): string {
  const forwarded = { direct: undefined, xff: headers['x-forwarded-for'], xrip: headers['x-real-ip'] }[accessTopology]
  return firstOf(forwarded) || (socket.remoteAddress ?? '')
}
