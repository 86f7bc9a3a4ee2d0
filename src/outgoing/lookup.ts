import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { ForbiddenAddressError } from './errors.js'

/** Resolves a host name to all of its addresses; rejects when it has none. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>

/** Tells whether an address is allowed for the connection that needs it. */
type IsAllowed = (address: string) => boolean

/** Resolves names by the operating system. */
export const lookupBySystem: Lookup = (hostname) => systemLookup(hostname, { all: true })

/**
 * Resolves names to allowed addresses only. Node connects to the addresses that were checked, which rules out DNS rebinding.
 * Node asks for all addresses (`autoSelectFamily` is on by default), and accepts only a list.
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
 * @throws ForbiddenAddressError when any address is not allowed: a legitimate name has no forbidden address beside allowed ones
 */
export async function resolveAllowed(isAllowed: IsAllowed, lookup: Lookup, hostname: string): Promise<LookupAddress[]> {
  const found = await lookup(hostname)
  const addresses = found.map(({ address }) => address)
  if (addresses.length === 0 || !addresses.every(isAllowed)) throw new ForbiddenAddressError(hostname, addresses)
  return found
}
