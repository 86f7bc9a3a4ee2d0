import { isIPv6 } from 'node:net'
import type { Problems } from './error.js'
import { value } from './values.js'

const hostName = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.?$/u

/** An address to listen on; an empty text means all interfaces. */
export const listeningHost = value('a host name or an IP address, without a port', (input) => {
  if (typeof input !== 'string') return undefined
  return input === '' || isIPv6(withoutBrackets(input)) || hostName.test(input) ? input : undefined
})

/** Reports a problem if the metrics have the listening address of the registry. */
export function checkListening(
  { host, port, metrics }: { host: string; port: number; metrics: { host: string; port?: number | undefined } },
  invalid: ReadonlySet<string>,
  problems: Problems,
): void {
  // The settings contain the defaults instead of invalid values.
  if (['host', 'port', 'metrics.host'].some((key) => invalid.has(key))) return
  if (port === 0 || port !== metrics.port || !overlap(boundHost(host), boundHost(metrics.host))) return
  problems.add(
    `"port" and "metrics.port" are both ${port} on the same host: give the metrics another port`,
    'metrics.port',
  )
}

/** The address that a server binds to: 127.0.0.1 for `localhost`. `''` means all interfaces. */
export function boundHost(host: string): string {
  const bare = withoutBrackets(host)
  return bare === 'localhost' ? '127.0.0.1' : bare
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1')
}

function overlap(one: string, other: string): boolean {
  return one === other || covers(one, other) || covers(other, one)
}

function covers(host: string, other: string): boolean {
  return host === '' || host === '::' || (host === '0.0.0.0' && !isIPv6(other))
}
