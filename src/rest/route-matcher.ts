import Router, { type Layer } from '@koa/router'
import type { Declaration } from './route.js'
import { decodeSegment } from '../http-semantics/paths.js'

/** The route that serves a path, and the values of the parameters in the path. */
export interface RouteMatch<R> {
  route: R
  /** Decoded. Only an escaped slash in a wildcard (`*name`) stays `%2F`. */
  params: Record<string, string>
}

/**
 * Finds routes with `@koa/router`. More specific routes come first: a literal segment has precedence over a parameter, and a
 * parameter over a wildcard. A parameter may be empty, except in the last segment. In the paths to match, only
 * the escapes of unreserved characters are decoded (`decodeUnreserved`).
 */
export class RouteMatcher<R extends Pick<Declaration, 'method' | 'path'>> {
  readonly #router = new Router({ sensitive: true, strict: true })
  readonly #routes = new Map<Layer, R>()

  constructor(routes: readonly R[]) {
    for (const route of [...routes].sort((a, b) => comparePaths(a.path, b.path))) {
      const layer = this.#router.register(patternOf(route.path), [route.method], () => undefined)
      if (!(layer instanceof Router)) this.#routes.set(layer, route)
    }
  }

  /** The route of a path, and its parameters. The route of `GET` also serves `HEAD`. */
  find(method: string, path: string): RouteMatch<R> | undefined {
    const layer = this.#match(method, path)
    const route = layer && this.#routes.get(layer)
    return route && { route, params: paramsOf(layer, path) }
  }

  /** The route of a path, without the parameters. */
  findRoute(method: string, path: string): R | undefined {
    const layer = this.#match(method, path)
    return layer && this.#routes.get(layer)
  }

  /** The routes of a path for all methods, the most specific route first. */
  routesAt(path: string): R[] {
    return this.#router.match(path, 'GET').path.flatMap((layer) => this.#routes.get(layer) ?? [])
  }

  #match(method: string, path: string): Layer | undefined {
    return this.#router.match(path, method).pathAndMethod[0]
  }
}

/** The methods of these routes, for the header `Allow`. */
export function allowedMethods(routes: readonly Pick<Declaration, 'method'>[]): string[] {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set(methods)].sort()
}

// Makes each parameter optional, except in the last segment. The value of an optional parameter may be empty.
function patternOf(path: string): string {
  return path.replace(/:(\w+)(?=\/)/g, '{:$1}')
}

function paramsOf(layer: Layer, path: string): Record<string, string> {
  const captures = layer.captures(path)
  const params = layer.params(path, captures)
  // The regular expression has alternatives with and without each optional parameter. So a name occurs several times in
  // `paramNames`. Only the matching alternative has captures.
  for (const [i, { name, type }] of layer.paramNames.entries()) {
    const capture = captures[i]
    if (type === 'wildcard' && capture !== undefined) params[name] = decodeWildcard(capture)
    else params[name] ??= ''
  }
  return params
}

// Decodes a wildcard segment by segment, and keeps escaped slashes. The router would decode the whole wildcard at once. Then an
// escaped slash would look like a separator.
function decodeWildcard(raw: string): string {
  return raw
    .split('/')
    .map((segment) => decodeSegment(segment).replaceAll('/', '%2F'))
    .join('/')
}

function comparePaths(a: string, b: string): number {
  const [aParts, bParts] = [a.split('/'), b.split('/')]
  for (let i = 0; i < Math.max(aParts.length, bParts.length); i++) {
    const difference = rank(aParts[i]) - rank(bParts[i])
    if (difference !== 0) return difference
  }
  return 0
}

function rank(part: string | undefined): number {
  if (part === undefined) return -1
  return part.startsWith('*') ? 2 : part.startsWith(':') ? 1 : 0
}
