import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** A parsed IP address. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6

/** All addresses that share the first `prefixLength` bits with `address`. */
export type Network = [address: Address, prefixLength: number]

/**
 * Parses an address or a network in CIDR notation, such as `10.1.2.3`, `10.0.0.0/8`, `fd00::/8`. For other texts: `undefined`.
 */
export function readNetwork(text: string): Network | undefined {
  const [base = '', ...lengths] = text.split('/')
  // The library alone would accept shortened addresses. It reads `10/8` as 0.0.0.10/8.
  const version = isIP(base)
  const maxLength = version === 4 ? 32 : 128
  const [length = maxLength] = lengths.map((digits) => (/^\d{1,3}$/.test(digits) ? Number(digits) : NaN))
  if (version === 0 || lengths.length > 1 || !(length <= maxLength)) return undefined
  const address = ipaddr.parse(base)
  // For an IPv4-mapped address, the guard checks the IPv4 address in it. An IPv4-mapped network would never match, so it is
  // refused.
  return address.range() === 'ipv4Mapped' ? undefined : [address, length]
}

/** Whether an address is inside a network. */
export function contains(network: Network, address: Address): boolean {
  return network[0].kind() === address.kind() && address.match(network)
}
