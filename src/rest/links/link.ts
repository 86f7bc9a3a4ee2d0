import type { RealSpace } from '../../registry/spaces.js'
import type { LinkQuery } from './targets.js'

/** A request for a universal link, as far as it decides where it leads. */
export interface Link {
  /** The space of the host. */
  space: RealSpace
  /** The path in segments, decoded. */
  segments: readonly string[]
  query: LinkQuery
  userAgent: string
}
