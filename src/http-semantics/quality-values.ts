import { LRUCache } from 'lru-cache'

// Clients send few different values. The limit keeps a client that sends many from filling the memory.
const maxEntries = 200

/** Memoizes a function of a header's value, as parsing costs more than a look-up. */
export function memoizeHeader<T extends string | boolean>(read: (header: string) => T): (header: string) => T {
  const known = new LRUCache<string, T>({ max: maxEntries })
  return (header) => {
    const found = known.get(header)
    if (found !== undefined) return found
    const answer = read(header)
    known.set(header, answer)
    return answer
  }
}

/**
 * Parses a header like `Accept` or `Accept-Encoding`: its items in lower case, with weights from 0 to 1 (RFC 9110, 12.4.2).
 * Other parameters are ignored: `application/json; charset=utf-8` accepts JSON, which the library `negotiator` denies.
 */
export function weightsIn(header: string): Map<string, number> {
  return new Map(header.toLowerCase().split(',').map(readWeight))
}

function readWeight(item: string): [string, number] {
  const [name = '', ...parameters] = item.split(';').map((part) => part.trim())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  const number = weight === undefined ? 1 : Number(weight.slice(2))
  return [name, number >= 0 && number <= 1 ? number : 0]
}
