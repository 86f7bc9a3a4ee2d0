import type { IncomingMessage } from 'node:http'

/** What decides under which address clients reach the gateway. */
export interface BaseUrlSettings {
  /** The configured address; it wins. */
  publicUrl?: string
  /** Whether a proxy stands in front, whose forwarding headers can be believed. */
  accessTopology: 'direct' | 'xff' | 'xrip'
}

/** Scheme and host under which a client reached the gateway, without a slash at the end. */
export function baseUrlOf(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicUrl, accessTopology }: BaseUrlSettings,
): string {
  if (publicUrl !== undefined) return publicUrl
  const scheme = accessTopology === 'direct' ? 'http' : forwardedScheme(headers)
  return `${scheme}://${headers.host ?? 'localhost'}`
}

function forwardedScheme(headers: IncomingMessage['headers']): 'http' | 'https' {
  const ssl = headers['x-forwarded-ssl'] === 'on' ? 'https' : undefined
  const said = headers['x-forwarded-proto'] ?? headers['x-forwarded-protocol'] ?? ssl ?? headers['x-url-scheme']
  return said === 'https' ? 'https' : 'http'
}

/** The address of the client, for the log. */
export function clientAddress({ headers, socket }: IncomingMessage, { accessTopology }: BaseUrlSettings): string {
  const forwarded = { direct: undefined, xff: headers['x-forwarded-for'], xrip: headers['x-real-ip'] }[accessTopology]
  return (Array.isArray(forwarded) ? forwarded[0] : forwarded) ?? socket.remoteAddress ?? ''
}
