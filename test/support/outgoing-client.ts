import { buffer } from 'node:stream/consumers'
import { createOutgoing, type Outgoing, type OutgoingOptions, type RequestBounds } from '../../src/outgoing/client.js'
import type { Lookup } from '../../src/outgoing/lookup.js'

/** A client for downloads. Its timeouts are long enough for a busy machine. */
export function client(trustedNetworks: string[], options: Partial<OutgoingOptions> = {}): Outgoing {
  return createOutgoing({ timeouts: { connect: 10_000, headers: 10_000, idle: 10_000 }, ...options, trustedNetworks })
}

/** Downloads a URL. Returns the status, media type and bytes of the answer. */
export async function get(outgoing: Outgoing, url: string, bounds: Partial<RequestBounds> = {}) {
  return outgoing.get(
    url,
    { maxBytes: 1_000_000, timeout: 20_000, ...bounds },
    async ({ status, contentType, body }) => {
      return { status, contentType, content: await buffer(body) }
    },
  )
}

/**
 * A `Lookup` that resolves one name, and fails for all others.
 * @param answers a list of addresses for each call; further calls get the last list
 */
export function lookupOf(name: string, ...answers: string[][]): Lookup {
  let calls = 0
  return async (hostname) => {
    if (hostname !== name) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' })
    const addresses = answers[Math.min(calls++, answers.length - 1)] ?? []
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  }
}
