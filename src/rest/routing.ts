import type { Change } from '../registry/audit/change.js'
import { defaultSpace, type Space, type Spaces } from '../registry/spaces.js'
import type { Route } from './route.js'
import type { RouteMatch, RouteMatcher } from './route-matcher.js'
import { decodeSegment, decodeUnreserved } from '../http-semantics/paths.js'

/** The space and the route of a request, if they exist. */
export interface Routing {
  /** The decoded segments of the whole path. */
  segments: readonly string[]
  /** The space whose root the path is below, if any. */
  space: Space | undefined
  /** The name of a space in the path, if this space does not exist. */
  unknownSpace: string | undefined
  /** The route of the request, if there is one. */
  match: RouteMatch<Route> | undefined
  /** The routes of the path for other methods. Empty when `match` is set. */
  routesForOtherMethods: readonly Route[]
  /** The requested change, for the log. It is set even when the space is read-only or does not exist. */
  change: Change | undefined
}

/**
 * The matchers of routes. `REAL` and `VIRTUAL` match paths below the root of a space of this kind. `outside` matches the rest.
 */
export interface RouteMatchers {
  REAL: RouteMatcher<Route>
  VIRTUAL: RouteMatcher<Route>
  outside: RouteMatcher<Route>
}

/** Finds the space and the route of a request. */
export function routingOf(
  { path, method }: { path: string; method: string },
  spaces: Spaces,
  matchers: RouteMatchers,
): Routing {
  const rawSegments = rawSegmentsOf(path)
  const segments = rawSegments.map(decodeSegment)
  const below = belowRoot(spaces, rawSegments)
  const unknown = below ? undefined : belowUnknownRoot(rawSegments)
  const matcher = matchers[below?.space.kind ?? 'outside']
  const rest = joinSegments(below?.rest ?? rawSegments)
  const match = matcher.find(method, rest)
  const name = below?.space.name ?? unknown?.name
  const changeMatch = match ?? matchers.REAL.find(method, below ? rest : joinSegments(unknown?.rest ?? ['']))
  return {
    segments,
    space: below?.space,
    unknownSpace: unknown?.name,
    match,
    routesForOtherMethods: match ? [] : matcher.routesAt(rest),
    change: changeMatch?.route.mutation && {
      operation: changeMatch.route.mutation,
      on: { space: name, ...changeMatch.params },
    },
  }
}

/** Splits a path into segments. Only escapes of unreserved characters are decoded. */
export function rawSegmentsOf(path: string): string[] {
  return decodeUnreserved(path).slice(1).split('/')
}

/**
 * Joins segments to a path for the matcher. Without segments, the path is `/`. For one empty segment, the path is `''`: no
 * route matches it.
 */
export function joinSegments(segments: readonly string[]): string {
  const path = segments.join('/')
  return path === '' && segments.length > 0 ? '' : `/${path}`
}

/** A space, and the raw segments after its root. */
interface BelowRoot {
  space: Space
  rest: string[]
}

/** Finds the space whose root a path is below. */
export function belowRoot(spaces: Spaces, segments: string[]): BelowRoot | undefined {
  const [first = '', second] = segments.slice(0, 2).map(decodeSegment)
  // The default space has no name in paths. The name `__default__` is not accepted here.
  const named = second === 'registry' && first !== '' && first !== defaultSpace ? spaces.find(first) : undefined
  if (named) return { space: named, rest: segments.slice(2) }
  const inDefaultSpace = first === 'registry' ? spaces.find(defaultSpace) : undefined
  return inDefaultSpace && { space: inDefaultSpace, rest: segments.slice(1) }
}

// The name of the space in a path of the form `/<space>/registry/…` or `/registry/…`. The space need not exist.
function belowUnknownRoot(segments: string[]): { name: string; rest: string[] } | undefined {
  const [first = '', second] = segments.slice(0, 2).map(decodeSegment)
  // The default space has no name in paths. The name `__default__` is not accepted here.
  if (second === 'registry' && first !== '' && first !== defaultSpace) return { name: first, rest: segments.slice(2) }
  return first === 'registry' ? { name: defaultSpace, rest: segments.slice(1) } : undefined
}
