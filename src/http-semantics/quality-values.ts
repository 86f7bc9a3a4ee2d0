import { LRUCache } from 'lru-cache'

// Clients send few different headers; whoever sends many must not fill the memory.
const remembered = 200

/** Remembers what a header says, as reading it costs more than looking it up. */
export function remembering<T extends string | boolean>(read: (header: string) => T): (header: string) => T {
  const known = new LRUCache<string, T>({ max: remembered })
  return (header) => {
    const found = known.get(header)
    if (found !== undefined) return found
    const answer = read(header)
    known.set(header, answer)
    return answer
  }
}

/**
 * Reads a header like `Accept` or `Accept-Encoding`: its items in lower case, with weights from 0 to 1 (RFC 9110, 12.4.2).
 * Other parameters say nothing here: a client that wants JSON in UTF-8 can read ours, which `negotiator` would refuse.
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
