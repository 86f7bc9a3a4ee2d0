import Router, { type Layer } from '@koa/router'
import type { Declaration } from './route.js'
import { decoded } from '../http-semantics/paths.js'

/** The route that serves a path, with what the path's parameters stand for. */
export interface Found<R> {
  route: R
  /** Decoded; a rest keeps its slashes, and an escaped slash inside one of its segments stays escaped. */
  params: Record<string, string>
}

/**
 * Finds routes with `@koa/router`, in whatever order they are declared: a literal segment wins over a parameter, and a
 * parameter over a rest. A parameter may be empty, but for the last segment. Paths come with the escapes of unreserved
 * characters decoded, and no others.
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

  /** The route of a path; `HEAD` is served by the route of `GET`. */
  find(method: string, path: string): Found<R> | undefined {
    const layer = this.#match(method, path)
    const route = layer && this.#routes.get(layer)
    return route && { route, params: paramsOf(layer, path) }
  }

  /** The same without what the parameters stand for. */
  route(method: string, path: string): R | undefined {
    const layer = this.#match(method, path)
    return layer && this.#routes.get(layer)
  }

  /** All routes of a path, whatever their method, the closest first. */
  at(path: string): R[] {
    return this.#router.match(path, 'GET').path.flatMap((layer) => this.#routes.get(layer) ?? [])
  }

  #match(method: string, path: string): Layer | undefined {
    return this.#router.match(path, method).pathAndMethod[0]
  }
}

/** The value of `Allow` for these routes, besides `OPTIONS`. */
export function allowedMethods(routes: readonly Pick<Declaration, 'method'>[]): string[] {
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  return [...new Set(methods)].sort()
}

// A parameter that others follow may be empty.
function patternOf(path: string): string {
  return path.replace(/:(\w+)(?=\/)/g, '{:$1}')
}

function paramsOf(layer: Layer, path: string): Record<string, string> {
  const captures = layer.captures(path)
  const params = layer.params(path, captures)
  // With an optional parameter there is a pattern with it and one without, and only one of them has captures.
  for (const [i, { name, type }] of layer.paramNames.entries()) {
    const capture = captures[i]
    if (type === 'wildcard' && capture !== undefined) params[name] = restOf(capture)
    else params[name] ??= ''
  }
  return params
}

// The router decodes a rest as a whole: an escaped slash would look like one between segments.
function restOf(raw: string): string {
  return raw
    .split('/')
    .map((segment) => decoded(segment).replaceAll('/', '%2F'))
    .join('/')
}

function comparePaths(a: string, b: string): number {
  const [parts, others] = [a.split('/'), b.split('/')]
  for (let i = 0; i < Math.max(parts.length, others.length); i++) {
    const difference = rank(parts[i]) - rank(others[i])
    if (difference !== 0) return difference
  }
  return 0
}

function rank(part: string | undefined): number {
  if (part === undefined) return -1
  return part.startsWith('*') ? 2 : part.startsWith(':') ? 1 : 0
}
