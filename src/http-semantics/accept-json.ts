import { memoizeHeader, parseWeights } from './quality-values.js'

/**
 * Whether an `Accept` header allows JSON (RFC 9110, 12.5.1). Without this header, every media type is allowed.
 */
export function acceptsJson(accept: string | undefined): boolean {
  return accept === undefined || accept === '' || allowsJson(accept)
}

const allowsJson = memoizeHeader((accept) => {
  const weights = parseWeights(accept)
  const closest = ['application/json', 'application/*', '*/*'].find((range) => weights.has(range))
  return closest !== undefined && weights.get(closest) !== 0
})
