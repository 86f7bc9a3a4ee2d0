import { LRUCache } from 'lru-cache'
import { weightsIn } from './weights.js'

// Clients send few different ones; whoever sends many must not fill the memory.
const known = new LRUCache<string, boolean>({ max: 200 })

/** Whether a client with this `Accept` header can be given JSON (RFC 9110, 12.5.1); most clients send none. */
export function takesJson(accept: string | undefined): boolean {
  if (accept === undefined || accept === '') return true
  const remembered = known.get(accept)
  if (remembered !== undefined) return remembered
  const weights = weightsIn(accept)
  const closest = ['application/json', 'application/*', '*/*'].find((range) => weights.has(range))
  const takes = closest !== undefined && weights.get(closest) !== 0
  known.set(accept, takes)
  return takes
}
