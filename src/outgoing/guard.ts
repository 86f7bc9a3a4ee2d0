import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { contains, readNetwork, type Address, type Network } from './network.js'

/** Whether a connection to an IP address (as text) is allowed. `false` for other texts. Without a port, checks only the address. */
export type Guard = (address: string, port?: number) => boolean

/** Optional restrictions of a guard. */
export interface GuardRules {
  /**
   * If true, trusted networks only make private and loopback addresses allowed. Link-local, unspecified and other special addresses
   * are forbidden even in a trusted network, and public addresses count as not trusted.
   */
  trustsOnlyPrivate: boolean
  /** The allowed ports of addresses that are not trusted. Without this list, all ports are allowed. */
  ports?: readonly number[] | undefined
}

const globalUnicast = ipaddr.parseCIDR('2000::/3')
// NAT64 (RFC 6052). Hosts without IPv4 reach IPv4 addresses below this prefix.
const nat64 = ipaddr.parseCIDR('64:ff9b::/96')
// The metadata service of Azure has this public address. The metadata services of other clouds have link-local addresses.
const azureMetadata = '168.63.129.16'
// The metadata service of AWS also has this private address.
const awsMetadata = 'fd00:ec2::254'
const privateRanges: readonly string[] = ['private', 'uniqueLocal', 'loopback']
// The deprecated IPv4-compatible form, such as `::10.1.2.3`. The library mistakes it for the IPv4-mapped form.
const ipv4CompatiblePattern = /^::\d+\./

/**
 * Creates a guard that allows only public addresses and the trusted networks. It forbids special addresses: loopback, private,
 * link-local, carrier-grade NAT, multicast, documentation and others. It also forbids IPv6 addresses that contain a forbidden
 * IPv4 address.
 * @param trustedNetworks single addresses and networks in CIDR notation, such as `10.1.2.3`, `10.0.0.0/8`, `fd00::/8`
 * @throws Error if an entry is neither an address nor a network
 */
export function createGuard(trustedNetworks: readonly string[], rules?: GuardRules): Guard {
  const trusted = trustedNetworks.map(parseNetwork)
  const isTrusted = (address: Address): boolean =>
    (!rules?.trustsOnlyPrivate || isPrivate(address)) && trusted.some((network) => contains(network, address))
  return (text, port) => {
    if (isIP(text) === 0 || ipv4CompatiblePattern.test(text)) return false
    // The system connects an IPv4-mapped address (`::ffff:a.b.c.d`) to the IPv4 address in it, so the IPv4 address is checked.
    const address = ipaddr.process(text)
    return isTrusted(address) || (isPublic(address) && allowsPort(rules, port))
  }
}

/** Whether rules allow a port of an address that is not trusted. */
export function allowsPort(rules: GuardRules | undefined, port: number | undefined): boolean {
  return rules?.ports === undefined || port === undefined || rules.ports.includes(port)
}

function isPrivate(address: Address): boolean {
  return privateRanges.includes(address.range()) && address.toString() !== awsMetadata
}

function isPublic(address: Address): boolean {
  if (address.kind() === 'ipv4') return address.range() === 'unicast' && address.toString() !== azureMetadata
  if (contains(nat64, address)) return isPublic(new ipaddr.IPv4(address.toByteArray().slice(-4)))
  return address.range() === 'unicast' && contains(globalUnicast, address)
}

function parseNetwork(text: string): Network {
  const network = readNetwork(text)
  if (network) return network
  throw new Error(
    `Trusted network "${text}" is not an address or network: write it like 10.1.2.3, 10.0.0.0/8 or fd00::/8`,
  )
}
