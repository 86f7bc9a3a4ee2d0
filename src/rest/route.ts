import type { ParameterizedContext } from 'koa'
import type { Context } from '../graphql/context.js'
import type { Space } from '../registry/spaces.js'

/** What a route works with, beside the request. */
export interface RestState {
  /** The space of the path. */
  space: Space
  /** What operations run in. */
  operation: Context
  /** The answer is the same for everybody until the space changes, so it may be kept. */
  shared?: boolean
}

/** A request to a route. */
export type RestRequest = ParameterizedContext<RestState> & { params: Record<string, string> }

/** One route below the root of a space. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path behind the root of the space, in the notation of path-to-regexp. */
  path: string
  /** `json`: takes and gives JSON only; `file`: gives bytes, and errors as plain text. */
  kind: 'json' | 'file'
  handle: (request: RestRequest) => Promise<void>
}
