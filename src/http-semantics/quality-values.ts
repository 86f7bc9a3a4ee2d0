import { LRUCache } from 'lru-cache'

// The maximum of remembered values. Usual clients send few different values, but a hostile one could send very many.
const maxEntries = 200

/** Memoizes a function of a header's value. Parsing the value costs more than a look-up. */
export function memoizeHeader<T extends string | boolean>(read: (header: string) => T): (header: string) => T {
  const results = new LRUCache<string, T>({ max: maxEntries })
  return (header) => {
    const found = results.get(header)
    if (found !== undefined) return found
    const answer = read(header)
    results.set(header, answer)
    return answer
  }
}

/**
 * Parses a header like `Accept` or `Accept-Encoding` into items in lower case, with weights from 0 to 1 (RFC 9110, 12.4.2).
 * Other parameters are ignored. Thus `application/json; charset=utf-8` accepts JSON. (In the library `negotiator`, it does
 * not.)
 */
export function parseWeights(header: string): Map<string, number> {
  return new Map(header.toLowerCase().split(',').map(parseWeight))
}

function parseWeight(item: string): [string, number] {
  const [name = '', ...parameters] = item.split(';').map((part) => part.trim())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  const number = weight === undefined ? 1 : Number(weight.slice(2))
  return [name, number >= 0 && number <= 1 ? number : 0]
}
