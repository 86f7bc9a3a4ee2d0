import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { ForbiddenAddressError } from './error.js'
import type { Guard } from './guard.js'

/** Resolves a host name to all of its addresses; rejects when it has none. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>

/** The look-up of the operating system. */
export const lookupBySystem: Lookup = (hostname) => systemLookup(hostname, { all: true })

/**
 * Resolves names to allowed addresses only. The addresses that were judged are those connected to, so a name that changes
 * its address meanwhile gains nothing. With `autoSelectFamily` Node asks for all addresses, and takes a list only.
 */
export function guardedLookup(guard: Guard, lookup: Lookup): LookupFunction {
  return (hostname, _options, callback) => {
    judgedAddresses(guard, lookup, hostname).then(
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
 * The addresses of a name.
 * @throws ForbiddenAddressError when one of them is not allowed: no honest name mixes them
 */
export async function judgedAddresses(guard: Guard, lookup: Lookup, hostname: string): Promise<LookupAddress[]> {
  const found = await lookup(hostname)
  const addresses = found.map(({ address }) => address)
  if (addresses.length === 0 || !addresses.every(guard)) throw new ForbiddenAddressError(hostname, addresses)
  return found
}
