import { memoizeHeader, parseWeights } from './quality-values.js'

/**
 * Whether an `Accept` header allows JSON (RFC 9110, 12.5.1). Most clients send no such header: every media type is allowed
 * then.
 */
export function acceptsJson(accept: string | undefined): boolean {
  return accept === undefined || accept === '' || allowsJson(accept)
}

const allowsJson = memoizeHeader((accept) => {
  const weights = parseWeights(accept)
  const closest = ['application/json', 'application/*', '*/*'].find((range) => weights.has(range))
  return closest !== undefined && weights.get(closest) !== 0
})
