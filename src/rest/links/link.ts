import type { RealSpace } from '../../registry/spaces.js'

/** The parts of a request that determine the target of a universal link. */
export interface Link {
  /** The space that the configuration assigns to the host. */
  space: RealSpace
  /** The decoded segments of the path. */
  segments: readonly string[]
  /** The query parameters. The first value of a repeated parameter is used. */
  query: URLSearchParams
  userAgent: string
}
