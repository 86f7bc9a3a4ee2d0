import type { RealSpace } from '../../registry/spaces.js'

/** A request for a universal link, as far as it decides where it leads. */
export interface Link {
  /** The space of the host. */
  space: RealSpace
  /** The path in segments, decoded. */
  segments: readonly string[]
  /** Of a repeated parameter the first value counts. */
  query: URLSearchParams
  userAgent: string
}
