import type { Catalogue } from '../registry/catalogue/catalogue.js'
import { spacePath, type Spaces } from '../registry/spaces.js'
import { baseUrlOf, hasSeveralHosts, isHost, type BaseUrlSettings } from './base-url.js'
import type { CacheKeyOf } from './answer-cache.js'
import { encodingFor } from '../http-semantics/accept-encoding.js'
import { acceptsJson } from '../http-semantics/accept-json.js'
import { hasBody } from '../http-semantics/has-body.js'
import { splitUrl } from '../http-semantics/paths.js'
import { parseQuery } from '../http-semantics/query.js'

/** The sources of cache keys. */
export interface CacheKeyParts {
  spaces: Spaces
  catalogue: Catalogue
  /** The names of the query parameters of all routes. */
  parameters: readonly string[]
  settings: BaseUrlSettings
}

// In milliseconds. Operators may put well-known files into the object store by hand. So these files have no revision.
const wellKnownLifetime = 5000
const wellKnown = '/.well-known/'

/**
 * Creates the function that makes cache keys. Answers in a space are cached until the space changes. Well-known files are
 * cached for a few seconds.
 *
 * Clients that don't accept JSON have separate keys. Otherwise, they would get the cached answer of another client instead of a
 * 406. A 406 is never cached.
 */
export function cacheKeyFrom({ spaces, catalogue, parameters, settings }: CacheKeyParts): CacheKeyOf {
  // The longest root comes first. A space may have the name `registry`: its root is `/registry/registry`.
  const roots = spaces.all
    .map((space) => ({ space, root: `${spacePath(space)}/registry`, below: `${spacePath(space)}/registry/` }))
    .sort((a, b) => b.root.length - a.root.length)
  return (request) => {
    const { method, url = '', headers } = request
    if ((method !== 'GET' && method !== 'HEAD') || hasBody(request)) return undefined
    const target = splitUrl(url)
    if (!target || !isHost(headers.host ?? '') || hasSeveralHosts(request)) return undefined
    const { path } = target
    // A line feed separates the parts of a key. No part can contain one.
    const client = `${encodingFor(headers['accept-encoding'])}\n${acceptsJson(headers.accept) ? 'json' : 'no json'}`
    const address = `${baseUrlOf(request, settings)}\n${path}`
    if (path.startsWith(wellKnown)) {
      return { key: `${client}\n${address}`, revision: () => 0, lifetime: wellKnownLifetime }
    }
    const found = roots.find(({ root, below }) => path === root || path.startsWith(below))
    if (!found) return undefined
    const query = target.query === '' ? '' : canonicalQuery(target.query, parameters)
    return { key: `${client}\n${address}\n${query}`, revision: () => catalogue.revisionOf(found.space) }
  }
}

// The first value of each known parameter, and whether `pretty` is given.
function canonicalQuery(text: string, parameters: readonly string[]): string {
  const query = parseQuery(text)
  const values = parameters.map((name) => {
    const value = query[name]
    return (Array.isArray(value) ? value[0] : value) ?? null
  })
  return `${JSON.stringify(values)}${'pretty' in query ? ' pretty' : ''}`
}
