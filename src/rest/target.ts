import type { Change } from '../registry/audit-log.js'
import { defaultSpace, type Space, type Spaces } from '../registry/spaces.js'
import type { Route } from './route.js'
import type { Found, RouteTable } from './route-table.js'

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
export interface RouteTables {
  REAL: RouteTable<Route>
  VIRTUAL: RouteTable<Route>
  outside: RouteTable<Route>
}

/** Finds what a request is about. */
export function targetOf(
  { path, method }: { path: string; method: string },
  spaces: Spaces,
  tables: RouteTables,
): Target {
  const segments = segmentsOf(path)
  const below = belowRoot(spaces, segments)
  const unknown = below ? undefined : belowUnknownRoot(segments)
  const table = tables[below?.space.kind ?? 'outside']
  const rest = below?.rest ?? segments
  const found = table.find(method, rest)
  const name = below?.space.name ?? unknown?.name
  const wanted = found ?? tables.REAL.find(method, below?.rest ?? unknown?.rest ?? [''])
  return {
    segments,
    space: below?.space,
    unknownSpace: unknown?.name,
    found,
    others: found ? [] : table.at(rest),
    change: wanted?.route.changes && { operation: wanted.route.changes, on: { space: name, ...wanted.params } },
  }
}

/** The segments of a path, each decoded once: an escaped slash is data, never a separator. */
export function segmentsOf(path: string): string[] {
  return path.slice(1).split('/').map(decoded)
}

// What can't be decoded stays, and names nothing.
function decoded(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** A space, and the segments behind its root. */
interface BelowRoot {
  space: Space
  rest: string[]
}

/** The space below whose root a path is. */
export function belowRoot(spaces: Spaces, segments: string[]): BelowRoot | undefined {
  const [first = '', second] = segments
  // The default space goes by no name in paths.
  const named = second === 'registry' && first !== '' && first !== defaultSpace ? spaces.find(first) : undefined
  if (named) return { space: named, rest: segments.slice(2) }
  const unnamed = first === 'registry' ? spaces.find(defaultSpace) : undefined
  return unnamed && { space: unnamed, rest: segments.slice(1) }
}

// A path that looks like one below the root of a space.
function belowUnknownRoot(segments: string[]): { name: string; rest: string[] } | undefined {
  const [first = '', second] = segments
  // The default space goes by no name, and such a path is one as any other.
  if (second === 'registry' && first !== '' && first !== defaultSpace) return { name: first, rest: segments.slice(2) }
  return first === 'registry' ? { name: defaultSpace, rest: segments.slice(1) } : undefined
}
