import { readOnlySpace, type Spaces } from '../registry/spaces.js'
import { HttpError } from './errors.js'
import type { RestRequest } from './route.js'
import { allowedMethods } from './route-matcher.js'
import type { Routing } from './routing.js'

/**
 * Answers a request that no route matches. For OPTIONS outside spaces, lists the allowed methods.
 * @throws HttpError 404, 405
 * @throws RegistryError SPACE_NOT_FOUND
 */
export function answerUnrouted(ctx: RestRequest, routing: Routing, spaces: Spaces): void {
  const { space, routesForOtherMethods } = routing
  const isReading = ctx.method === 'GET' || ctx.method === 'HEAD' || ctx.method === 'OPTIONS'
  if (isBelowUnknownRoot(routing) && !isReading) throw spaces.notFound(routing.unknownSpace ?? '')
  const detail = refusalDetail(routing, spaces)
  if (routesForOtherMethods.length === 0) throw new HttpError(404, 'Not Found', { detail })
  const methods = allowedMethods(routesForOtherMethods).join(', ')
  const headers = { Allow: space ? methods : `OPTIONS, ${methods}` }
  if (space || ctx.method !== 'OPTIONS') {
    throw new HttpError(405, 'Method Not Allowed', { headers, detail: detail ?? `This path supports only ${methods}` })
  }
  ctx.status = 204
  ctx.set(headers)
}

/** Whether a path is below the root of a space that does not exist. `false` for the root itself. */
export function isBelowUnknownRoot({ unknownSpace, segments }: Routing): boolean {
  return unknownSpace !== undefined && segments.length > (unknownSpace === segments[0] ? 2 : 1)
}

// The reason why the requested change can't be made: the space is read-only, or does not exist.
function refusalDetail({ space, unknownSpace, change }: Routing, spaces: Spaces): string | undefined {
  if (!change) return undefined
  if (space?.kind === 'VIRTUAL') return readOnlySpace(space).message
  return unknownSpace === undefined ? undefined : spaces.notFound(unknownSpace).details.detail
}
