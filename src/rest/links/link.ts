import type { RealSpace } from '../../registry/spaces.js'

/** The parts of a request that decide the target of a universal link. */
export interface Link {
  /** The space of the host. */
  space: RealSpace
  /** The path in segments, decoded. */
  segments: readonly string[]
  /** Of a repeated parameter, the first value is used. */
  query: URLSearchParams
  userAgent: string
}
