import type { RealSpace } from '../../registry/spaces.js'

/** The parts of a request that decide where a universal link leads. */
export interface Link {
  /** The space of the host. */
  space: RealSpace
  /** The path in segments, decoded. */
  segments: readonly string[]
  /** The first value of a repeated parameter counts. */
  query: URLSearchParams
  userAgent: string
}
