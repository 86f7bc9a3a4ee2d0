import type { Change } from '../registry/audit-log.js'
import { defaultSpace, type Space, type Spaces } from '../registry/spaces.js'
import type { Route } from './route.js'
import type { RouteMatch, RouteMatcher } from './route-matcher.js'
import { decodeSegment, decodeUnreserved } from '../http-semantics/paths.js'

/** The space and the route of a request, if they exist. */
export interface Target {
  /** The whole path in segments, decoded. */
  segments: readonly string[]
  /** The space that the path belongs to: the path is below its root. */
  space: Space | undefined
  /** The name of a space in the path that does not exist. */
  unknownSpace: string | undefined
  found: RouteMatch<Route> | undefined
  /** When no route is found: the routes of the path for other methods. */
  others: readonly Route[]
  /** The requested change, also when the space is read-only or does not exist. */
  change: Change | undefined
}

/** The routes below the roots of real and virtual spaces, and those outside. */
export interface RouteMatchers {
  REAL: RouteMatcher<Route>
  VIRTUAL: RouteMatcher<Route>
  outside: RouteMatcher<Route>
}

/** Finds the space and the route of a request. */
export function targetOf(
  { path, method }: { path: string; method: string },
  spaces: Spaces,
  matchers: RouteMatchers,
): Target {
  const raw = rawSegmentsOf(path)
  const segments = raw.map(decodeSegment)
  const below = belowRoot(spaces, raw)
  const unknown = below ? undefined : belowUnknownRoot(raw)
  const matcher = matchers[below?.space.kind ?? 'outside']
  const rest = joinSegments(below?.rest ?? raw)
  const found = matcher.find(method, rest)
  const name = below?.space.name ?? unknown?.name
  const wanted = found ?? matchers.REAL.find(method, below ? rest : joinSegments(unknown?.rest ?? ['']))
  return {
    segments,
    space: below?.space,
    unknownSpace: unknown?.name,
    found,
    others: found ? [] : matcher.routesAt(rest),
    change: wanted?.route.mutation && { operation: wanted.route.mutation, on: { space: name, ...wanted.params } },
  }
}

/** The segments of a path; only escapes of unreserved characters are decoded. */
export function rawSegmentsOf(path: string): string[] {
  return decodeUnreserved(path).slice(1).split('/')
}

/** Joins segments to a path for matching: no segments are `/`. One empty segment is `''`, which no route matches. */
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
  // The default space has no name in paths.
  const named = second === 'registry' && first !== '' && first !== defaultSpace ? spaces.find(first) : undefined
  if (named) return { space: named, rest: segments.slice(2) }
  const unnamed = first === 'registry' ? spaces.find(defaultSpace) : undefined
  return unnamed && { space: unnamed, rest: segments.slice(1) }
}

// For a path that has the form of a path below the root of a space: the name of the space, which need not exist.
function belowUnknownRoot(segments: string[]): { name: string; rest: string[] } | undefined {
  const [first = '', second] = segments.slice(0, 2).map(decodeSegment)
  // The default space has no name in paths: a path with its name is not below its root.
  if (second === 'registry' && first !== '' && first !== defaultSpace) return { name: first, rest: segments.slice(2) }
  return first === 'registry' ? { name: defaultSpace, rest: segments.slice(1) } : undefined
}
