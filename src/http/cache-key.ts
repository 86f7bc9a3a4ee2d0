import { parse } from 'node:querystring'
import type { Catalogue } from '../registry/catalogue/catalogue.js'
import { spacePath, type Spaces } from '../registry/spaces.js'
import { baseUrlOf, hasSeveralHosts, isHost, type BaseUrlSettings } from './base-url.js'
import type { CacheKeyOf } from './byte-cache.js'
import { encodingFor } from '../http-semantics/accept-encoding.js'
import { acceptsJson } from '../http-semantics/accept-json.js'
import { splitUrl } from '../http-semantics/paths.js'

/** What answers are told apart by. */
export interface CacheKeyParts {
  spaces: Spaces
  catalogue: Catalogue
  /** The names of all parameters that some route knows. */
  parameters: readonly string[]
  settings: BaseUrlSettings
}

// Milliseconds; objects put in by hand tell nobody of their changes.
const wellKnownLifetime = 5000
const wellKnown = '/.well-known/'

/**
 * Tells what public reads ask for: of a space everything below its root, as long as the space has not changed; and
 * well-known files, for a few seconds. Errors need no thought, for they are never kept; so a client that can't take JSON has
 * a key of its own, under which its refusals find nothing.
 */
export function cacheKeyFrom({ spaces, catalogue, parameters, settings }: CacheKeyParts): CacheKeyOf {
  // The longest first: a space may have the name `registry`.
  const roots = spaces.all
    .map((space) => ({ space, root: `${spacePath(space)}/registry`, below: `${spacePath(space)}/registry/` }))
    .sort((a, b) => b.root.length - a.root.length)
  return (request) => {
    const { url = '', headers } = request
    const address = splitUrl(url)
    if (!address || !isHost(headers.host ?? '') || hasSeveralHosts(request)) return undefined
    const { path } = address
    // None of these parts can hold a line feed.
    const client = `${encodingFor(headers['accept-encoding'])}\n${acceptsJson(headers.accept) ? 'json' : 'no json'}`
    const place = `${baseUrlOf(request, settings)}\n${path}`
    if (path.startsWith(wellKnown)) {
      return { key: `${client}\n${place}`, revision: () => 0, lifetime: wellKnownLifetime }
    }
    const found = roots.find(({ root, below }) => path === root || path.startsWith(below))
    if (!found) return undefined
    const query = address.query === '' ? '' : canonicalQuery(address.query, parameters)
    return { key: `${client}\n${place}\n${query}`, revision: () => catalogue.revisionOf(found.space) }
  }
}

// Of a repeated parameter the first value counts; of `pretty` only that it is there.
function canonicalQuery(text: string, parameters: readonly string[]): string {
  const query = parse(text)
  const values = parameters.map((name) => {
    const value = query[name]
    return (Array.isArray(value) ? value[0] : value) ?? null
  })
  return `${JSON.stringify(values)}${'pretty' in query ? ' pretty' : ''}`
}
