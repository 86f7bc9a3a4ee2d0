import { memoizeHeader, parseWeights } from './quality-values.js'

/** The content codings of responses, in the order of preference. */
const encodings = ['br', 'gzip', 'identity'] as const

/** A content coding. */
export type Encoding = (typeof encodings)[number]

/**
 * The best encoding for an `Accept-Encoding` header (RFC 9110, 12.5.3). Without the header, or if the header accepts no
 * encoding: `identity`.
 */
export function encodingFor(header: string | undefined): Encoding {
  return header === undefined ? 'identity' : negotiate(header)
}

const negotiate = memoizeHeader((header): Encoding => {
  const weights = parseWeights(header)
  // If the header does not name an encoding, the encoding has the weight of `*`. Without `*`, it is not acceptable.
  const unnamed = weights.get('*') ?? 0
  const best = encodings
    .map((encoding) => ({ encoding, weight: weights.get(encoding) ?? unnamed }))
    .reduce((best, candidate) => (candidate.weight > best.weight ? candidate : best))
  return best.weight > 0 ? best.encoding : 'identity'
})
