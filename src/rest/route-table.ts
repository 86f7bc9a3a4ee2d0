import type { Declaration } from './route.js'

/** The route that serves a path, with what the path's parameters stand for. */
export interface Found<R> {
  route: R
  params: Record<string, string>
}

/**
 * Routes, found by the segments of a path: a literal segment wins over a parameter, and a parameter over a rest. Segments
 * come decoded, so a slash inside one is data and never separates. A parameter may be empty, but for the last segment.
 */
export class RouteTable<R extends Pick<Declaration, 'method' | 'path'>> {
  readonly #entries: readonly Entry<R>[]

  constructor(routes: readonly R[]) {
    this.#entries = routes
      .map((route) => ({ route, pattern: route.path.split('/').filter((part) => part !== '') }))
      .sort((a, b) => comparePatterns(a.pattern, b.pattern))
      .map((entry) => ({ ...entry, hasRest: entry.pattern.at(-1)?.startsWith('*') ?? false }))
  }

  /** The route of a path; `HEAD` is served by the route of `GET`. */
  find(method: string, segments: readonly string[]): Found<R> | undefined {
    const entry = this.#entryFor(method, segments)
    return entry && { route: entry.route, params: paramsOf(entry.pattern, segments) }
  }

  /** The same without what the parameters stand for. */
  route(method: string, segments: readonly string[]): R | undefined {
    return this.#entryFor(method, segments)?.route
  }

  /** All routes of a path, whatever their method, the closest first. */
  at(segments: readonly string[]): R[] {
    return this.#entries.filter((entry) => fits(entry, segments)).map(({ route }) => route)
  }

  #entryFor(method: string, segments: readonly string[]): Entry<R> | undefined {
    const wanted = method === 'HEAD' ? 'GET' : method
    return this.#entries.find((entry) => entry.route.method === wanted && fits(entry, segments))
  }
}

interface Entry<R> {
  route: R
  pattern: readonly string[]
  /** Whether the last part stands for all that remain. */
  hasRest: boolean
}

/** The value of `Allow` for these routes, besides `OPTIONS`. */
export function allowedMethods(routes: readonly Pick<Declaration, 'method'>[]): string[] {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set(methods)].sort()
}

function fits({ pattern, hasRest }: Entry<unknown>, segments: readonly string[]): boolean {
  if (hasRest ? segments.length < pattern.length : segments.length !== pattern.length) return false
  return pattern.every((part, i) => {
    const segment = segments[i]
    if (part.startsWith('*')) return segment !== '' || segments.length > pattern.length
    return part.startsWith(':') ? segment !== '' || i < pattern.length - 1 : segment === part
  })
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {}
  for (const [i, part] of pattern.entries()) {
    if (part.startsWith('*')) params[part.slice(1)] = restOf(segments.slice(i))
    else if (part.startsWith(':')) params[part.slice(1)] = segments[i] ?? ''
  }
  return params
}

// Joined again, a slash inside a segment must not look like one between segments.
function restOf(segments: readonly string[]): string {
  return segments.map((segment) => segment.replaceAll('/', '%2F')).join('/')
}

function comparePatterns(a: readonly string[], b: readonly string[]): number {
  for (const [i, part] of a.entries()) {
    const difference = rank(part) - rank(b[i] ?? '')
    if (difference !== 0) return difference
  }
  return 0
}

function rank(part: string): number {
  return part.startsWith('*') ? 2 : part.startsWith(':') ? 1 : 0
}
