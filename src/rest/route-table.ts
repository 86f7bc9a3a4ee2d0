import type { Declaration } from './route.js'

/** The route that serves a path, with what the path's parameters stand for. */
export interface Found<R> {
  route: R
  params: Record<string, string>
}

/** What a table knows about a path. */
export interface Routing<R> {
  /** The route that serves it with the method asked for. */
  found: Found<R> | undefined
  /** All routes of this path, whatever their method, the closest first. */
  others: readonly R[]
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
  find(method: string, segments: readonly string[]): Routing<R> {
    const wanted = method === 'HEAD' ? 'GET' : method
    const matching = this.#routes.flatMap(({ route, pattern }) => {
      const params = match(pattern, segments)
      return params ? [{ route, params }] : []
    })
    return {
      found: matching.find(({ route }) => route.method === wanted),
      others: matching.map(({ route }) => route),
    }
  }
}

/** The value of `Allow` for these routes, besides `OPTIONS`. */
export function allowedMethods(routes: readonly Pick<Declaration, 'method'>[]): string[] {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set(methods)].sort()
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [i, part] of pattern.entries()) {
    const segment = segments[i]
    if (segment === undefined) return undefined
    if (part.startsWith('*')) {
      const rest = segments.slice(i).join('/')
      return rest === '' ? undefined : { ...params, [part.slice(1)]: rest }
    }
    if (part.startsWith(':') ? segment === '' : segment !== part) return undefined
    if (part.startsWith(':')) params[part.slice(1)] = segment
  }
  return segments.length === pattern.length ? params : undefined
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
