import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { ForbiddenAddressError } from './errors.js'

/** Resolves a host name to all of its addresses. If there are none, rejects. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>

/** Whether a connection to an address is allowed. */
type IsAllowed = (address: string) => boolean

/** Resolves names with the resolver of the operating system. */
export const lookupBySystem: Lookup = (hostname) => systemLookup(hostname, { all: true })

/**
 * A `lookup` option for Node's HTTP client. It resolves names to allowed addresses only. Node connects to exactly the addresses
 * that were checked, so DNS rebinding is not possible. Node accepts a list, because `autoSelectFamily` is on by default.
 */
export function guardedLookup(isAllowed: IsAllowed, lookup: Lookup): LookupFunction {
  return (hostname, _options, callback) => {
    resolveAllowed(isAllowed, lookup, hostname).then(
      (addresses) => {
        callback(null, addresses)
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), [])
      },
    )
  }
}

/**
 * Resolves a name to its addresses.
 * @throws ForbiddenAddressError if any of the addresses is not allowed: no legitimate name has both allowed and forbidden
 * addresses
 */
export async function resolveAllowed(isAllowed: IsAllowed, lookup: Lookup, hostname: string): Promise<LookupAddress[]> {
  const found = await lookup(hostname)
  const addresses = found.map(({ address }) => address)
  if (addresses.length === 0 || !addresses.every(isAllowed)) throw new ForbiddenAddressError(hostname, addresses)
  return found
}
