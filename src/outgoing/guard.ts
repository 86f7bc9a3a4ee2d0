import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { contains, readNetwork, type Address, type Network } from './network.js'

/** Tells whether a connection to an IP address (as text) is allowed; `false` for any text that is not an IP address. */
export type Guard = (address: string, port?: number) => boolean

/** Further restrictions of a guard. */
export interface GuardRules {
  /** Whether only private and loopback addresses can be trusted: no link-local, unspecified or other special ones. */
  trustsOnlyPrivate: boolean
  /** The ports of addresses outside of the trusted networks; absent for all. */
  ports?: readonly number[] | undefined
}

const globalUnicast = ipaddr.parseCIDR('2000::/3')
// NAT64 (RFC 6052): hosts without IPv4 reach IPv4 addresses below this prefix.
const nat64 = ipaddr.parseCIDR('64:ff9b::/96')
// The metadata service of Azure. Other clouds use a link-local address for theirs, Azure a public one.
const azureMetadata = '168.63.129.16'
// That of AWS has a private address.
const awsMetadata = 'fd00:ec2::254'
const privateRanges: readonly string[] = ['private', 'uniqueLocal', 'loopback']
// The deprecated IPv4-compatible form, which the library mistakes for the IPv4-mapped one.
const ipv4Compatible = /^::\d+\./

/**
 * A guard that allows public addresses and the trusted networks, and nothing else: not loopback, private, link-local,
 * carrier-grade NAT, multicast, documentation or other special addresses, nor IPv6 addresses that wrap such IPv4 ones.
 * @param trustedNetworks single addresses and networks in CIDR notation, such as `10.1.2.3`, `10.0.0.0/8`, `fd00::/8`
 * @throws Error when an entry is neither
 */
export function createGuard(trustedNetworks: readonly string[], rules?: GuardRules): Guard {
  const trusted = trustedNetworks.map(parseNetwork)
  const isTrusted = (address: Address): boolean =>
    (!rules?.trustsOnlyPrivate || isPrivate(address)) && trusted.some((network) => contains(network, address))
  return (text, port) => {
    if (isIP(text) === 0 || ipv4Compatible.test(text)) return false
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
  throw new Error(`Trusted network "${text}" is no address or network: write it like 10.1.2.3, 10.0.0.0/8 or fd00::/8`)
}
