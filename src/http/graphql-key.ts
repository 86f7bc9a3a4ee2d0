import type { IncomingMessage, RequestListener } from 'node:http'
import { streamTokenHeader } from '../graphql/use-single-connection.js'
import { earlyBodyOf, readEarly } from '../http-semantics/early-body.js'
import { hasBody } from '../http-semantics/has-body.js'
import type { Catalogue } from '../registry/catalogue/catalogue.js'
import type { Editors } from '../registry/editors.js'
import type { Spaces } from '../registry/spaces.js'
import type { CacheKeyOf } from './answer-cache.js'
import { baseUrlOf, hasSeveralHosts, isHost, type BaseUrlSettings } from './base-url.js'

/** The sources of the keys for requests to `/graphql`. */
export interface GraphQLKeyParts {
  spaces: Spaces
  catalogue: Catalogue
  editors: Editors
  /** The origins that CORS allows; `*` is any. */
  origins: readonly string[]
  settings: BaseUrlSettings
}

// In bytes. Longer bodies are rarely repeated.
const maxKeyedBody = 16 * 1024

/** Whether a request is for the path `/graphql`. Other spellings of this path are not cached. */
export function isForGraphQL({ url = '' }: IncomingMessage): boolean {
  return url === '/graphql' || url.startsWith('/graphql?')
}

/** A listener that first reads the bodies of those requests to `/graphql` whose answers may be cached. */
export function readKeyedBodies(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (request.method !== 'POST' || !isForGraphQL(request) || !hasKeyedBody(request)) listener(request, response)
    else readEarly(request, () => listener(request, response))
  }
}

/**
 * Creates the function that makes the cache keys of requests to `/graphql`. An answer is cached until any space or editor changes.
 * Behind this cache, results are cached until their own spaces change (`useResultCache`).
 */
export function graphqlKeyFrom({ spaces, catalogue, editors, origins, settings }: GraphQLKeyParts): CacheKeyOf {
  const revision = () => spaces.all.reduce((sum, space) => sum + catalogue.revisionOf(space), editors.revision)
  // CORS gives all origins the same answer that are not in the list.
  const originOf = (origin: string) => (origins.includes('*') ? '*' : origins.includes(origin) ? origin : 'other')
  return (request) => {
    const { method = '', url = '', headers } = request
    if (!isAnonymous(headers) || !isHost(headers.host ?? '') || hasSeveralHosts(request)) return undefined
    const body = method === 'GET' && !hasBody(request) ? '' : earlyBodyOf(request)?.toString('latin1')
    if (body === undefined) return undefined
    const origin = headers.origin === undefined ? '' : originOf(headers.origin)
    const types = `${headers.accept ?? ''}\n${headers['content-type'] ?? ''}`
    // A line feed separates the parts of a key. No part before the body can contain one.
    const address = `${method}\n${baseUrlOf(request, settings)}\n${headers.host ?? ''}\n${url}`
    return { key: `${address}\n${origin}\n${types}\n${body}`, revision, mayStream: true }
  }
}

function hasKeyedBody({ headers }: IncomingMessage): boolean {
  const isPlain = headers['content-encoding'] === undefined && headers['transfer-encoding'] === undefined
  return isPlain && isAnonymous(headers) && Number(headers['content-length']) <= maxKeyedBody
}

// Without a token, and without the headers that ask for the cost of the operation, or for its results on an event stream.
function isAnonymous(headers: IncomingMessage['headers']): boolean {
  const { authorization, cookie } = headers
  return (authorization ?? cookie ?? headers['graphql-cost'] ?? headers[streamTokenHeader]) === undefined
}
