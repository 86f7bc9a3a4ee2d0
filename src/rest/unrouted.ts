import { readOnlySpace, type Spaces } from '../registry/spaces.js'
import { HttpError } from './errors.js'
import type { RestRequest } from './route.js'
import { allowedMethods } from './route-matcher.js'
import type { Target } from './target.js'

/**
 * Answers a request that no route matches. For OPTIONS outside spaces, lists the allowed methods.
 * @throws HttpError 404, 405
 * @throws RegistryError SPACE_NOT_FOUND
 */
export function answerUnrouted(ctx: RestRequest, target: Target, spaces: Spaces): void {
  const { space, otherRoutes: others } = target
  const isReading = ctx.method === 'GET' || ctx.method === 'HEAD' || ctx.method === 'OPTIONS'
  if (isBelowUnknownRoot(target) && !isReading) throw spaces.notFound(target.unknownSpace ?? '')
  const detail = refusalDetail(target, spaces)
  if (others.length === 0) throw new HttpError(404, 'Not Found', { detail })
  const methods = allowedMethods(others).join(', ')
  const headers = { Allow: space ? methods : `OPTIONS, ${methods}` }
  if (space || ctx.method !== 'OPTIONS') {
    throw new HttpError(405, 'Method Not Allowed', { headers, detail: detail ?? `This path supports only ${methods}` })
  }
  ctx.status = 204
  ctx.set(headers)
}

/** Whether a path is below the root of a space that does not exist. `false` for the root itself. */
export function isBelowUnknownRoot({ unknownSpace, segments }: Target): boolean {
  return unknownSpace !== undefined && segments.length > (unknownSpace === segments[0] ? 2 : 1)
}

// The reason why the requested change can't be made: the space is read-only, or does not exist.
function refusalDetail({ space, unknownSpace, change }: Target, spaces: Spaces): string | undefined {
  if (!change) return undefined
  if (space?.kind === 'VIRTUAL') return readOnlySpace(space).message
  return unknownSpace === undefined ? undefined : spaces.notFound(unknownSpace).details.detail
}
