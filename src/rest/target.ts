import type { Change } from '../registry/audit-log.js'
import { defaultSpace, type Space, type Spaces } from '../registry/spaces.js'
import type { Route } from './route.js'
import type { Found, RouteMatcher } from './route-matcher.js'
import { decoded, decodeUnreserved } from '../http-semantics/paths.js'

/** What a request is about: its space and its route, as far as there are any. */
export interface Target {
  /** The whole path in segments, decoded. */
  segments: readonly string[]
  /** The space below whose root the path is. */
  space: Space | undefined
  /** The space that the path names, but that does not exist. */
  unknownSpace: string | undefined
  found: Found<Route> | undefined
  /** Where no route is found: those of the same path for other methods. */
  others: readonly Route[]
  /** The change that is asked for, also where the space can't be changed or does not exist. */
  change: Change | undefined
}

/** The routes below the roots of spaces, and those outside. */
export interface RouteMatchers {
  REAL: RouteMatcher<Route>
  VIRTUAL: RouteMatcher<Route>
  outside: RouteMatcher<Route>
}

/** Finds what a request is about. */
export function targetOf(
  { path, method }: { path: string; method: string },
  spaces: Spaces,
  matchers: RouteMatchers,
): Target {
  const raw = rawSegmentsOf(path)
  const segments = raw.map(decoded)
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
    others: found ? [] : matcher.at(rest),
    change: wanted?.route.changes && { operation: wanted.route.changes, on: { space: name, ...wanted.params } },
  }
}

/** The segments of a path, without escapes of unreserved characters but with all others. */
export function rawSegmentsOf(path: string): string[] {
  return decodeUnreserved(path).slice(1).split('/')
}

/** The path that routes are found by: `/` for no segments, and nothing for an empty one, which no route takes. */
export function joinSegments(segments: readonly string[]): string {
  const path = segments.join('/')
  return path === '' && segments.length > 0 ? '' : `/${path}`
}

/** A space, and the raw segments behind its root. */
interface BelowRoot {
  space: Space
  rest: string[]
}

/** The space below whose root a path is. */
export function belowRoot(spaces: Spaces, segments: string[]): BelowRoot | undefined {
  const [first = '', second] = segments.slice(0, 2).map(decoded)
  // The default space goes by no name in paths.
  const named = second === 'registry' && first !== '' && first !== defaultSpace ? spaces.find(first) : undefined
  if (named) return { space: named, rest: segments.slice(2) }
  const unnamed = first === 'registry' ? spaces.find(defaultSpace) : undefined
  return unnamed && { space: unnamed, rest: segments.slice(1) }
}

// A path that looks like one below the root of a space.
function belowUnknownRoot(segments: string[]): { name: string; rest: string[] } | undefined {
  const [first = '', second] = segments.slice(0, 2).map(decoded)
  // The default space goes by no name, and such a path is one as any other.
  if (second === 'registry' && first !== '' && first !== defaultSpace) return { name: first, rest: segments.slice(2) }
  return first === 'registry' ? { name: defaultSpace, rest: segments.slice(1) } : undefined
}
