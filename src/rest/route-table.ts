import type { Declaration } from './route.js'

/** The route that serves a path, with what the path's parameters stand for. */
export interface Found<R> {
  route: R
  params: Record<string, string>
}

/**
 * Routes, found by the segments of a path: a literal segment wins over a parameter, and a parameter over a rest. Segments
 * come decoded, so a slash inside one is data and never separates.
 */
export class RouteTable<R extends Pick<Declaration, 'method' | 'path'>> {
  readonly #routes: readonly { route: R; pattern: readonly string[] }[]

  constructor(routes: readonly R[]) {
    this.#routes = routes
      .map((route) => ({ route, pattern: route.path.split('/').filter((part) => part !== '') }))
      .sort((a, b) => comparePatterns(a.pattern, b.pattern))
  }

  /** The route of a path; `HEAD` is served by the route of `GET`. */
  find(method: string, segments: readonly string[]): Found<R> | undefined {
    const wanted = method === 'HEAD' ? 'GET' : method
    const found = this.#routes.find(({ route, pattern }) => route.method === wanted && fits(pattern, segments))
    return found && { route: found.route, params: paramsOf(found.pattern, segments) }
  }

  /** All routes of a path, whatever their method, the closest first. */
  at(segments: readonly string[]): R[] {
    return this.#routes.filter(({ pattern }) => fits(pattern, segments)).map(({ route }) => route)
  }
}

/** The value of `Allow` for these routes, besides `OPTIONS`. */
export function allowedMethods(routes: readonly Pick<Declaration, 'method'>[]): string[] {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set(methods)].sort()
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  const hasRest = pattern.at(-1)?.startsWith('*') ?? false
  if (hasRest ? segments.length < pattern.length : segments.length !== pattern.length) return false
  return pattern.every((part, i) => {
    const segment = segments[i]
    if (part.startsWith('*')) return segment !== '' || segments.length > pattern.length
    return part.startsWith(':') ? segment !== '' : segment === part
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
