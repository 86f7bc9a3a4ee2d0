import { remembering, weightsIn } from './quality-values.js'

/** How the bytes of an answer can be encoded; when a client likes several equally, the earlier one. */
const encodings = ['br', 'gzip', 'identity'] as const

/** One of them. */
export type Encoding = (typeof encodings)[number]

/** The best encoding for an `Accept-Encoding` header (RFC 9110, 12.5.3); `identity` without one, and when none is left. */
export function encodingFor(header: string | undefined): Encoding {
  return header === undefined ? 'identity' : negotiate(header)
}

const negotiate = remembering((header): Encoding => {
  const weights = weightsIn(header)
  // Encodings that are not named are acceptable only with `*`; identity is the fallback.
  const unnamed = weights.get('*') ?? 0
  const best = encodings
    .map((encoding) => ({ encoding, weight: weights.get(encoding) ?? unnamed }))
    .reduce((best, candidate) => (candidate.weight > best.weight ? candidate : best))
  return best.weight > 0 ? best.encoding : 'identity'
})
