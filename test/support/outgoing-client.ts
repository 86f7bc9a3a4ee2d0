import { buffer } from 'node:stream/consumers'
import { createOutgoing, type Outgoing, type OutgoingOptions, type RequestBounds } from '../../src/outgoing/client.js'
import type { Lookup } from '../../src/outgoing/lookup.js'

/** The client under test, with patience for tests. */
export function client(trustedNetworks: string[], options: Partial<OutgoingOptions> = {}): Outgoing {
  return createOutgoing({ timeouts: { connect: 10_000, headers: 10_000, idle: 10_000 }, ...options, trustedNetworks })
}

/** Status, type and bytes of an answer. */
export async function get(outgoing: Outgoing, url: string, bounds: Partial<RequestBounds> = {}) {
  return outgoing.get(
    url,
    { maxBytes: 1_000_000, timeout: 20_000, ...bounds },
    async ({ status, contentType, body }) => {
      return { status, contentType, content: await buffer(body) }
    },
  )
}

/** A look-up that gives these addresses, a list at each call; the last one stays. Other names are unknown. */
export function lookupOf(name: string, ...answers: string[][]): Lookup {
  let calls = 0
  return async (hostname) => {
    if (hostname !== name) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' })
    const addresses = answers[Math.min(calls++, answers.length - 1)] ?? []
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  }
}
