import { createHash } from 'node:crypto'
import type { Plugin } from 'graphql-yoga'
import { etagMatches } from '../http-semantics/conditional.js'
import type { GraphQLRequest } from './context.js'

/**
 * Lets browsers and proxies store the results that `useResultCache` stores, if they were requested with `GET`. They must ask
 * whether the result is still the same (`no-cache`), because it changes with each publication.
 */
export function useCacheHeaders(): Plugin<object, { ctx: GraphQLRequest }> {
  return {
    async onResponse(payload) {
      const { serverContext, response, fetchAPI } = payload
      const { ctx } = serverContext
      if (ctx.method !== 'GET' || response.status !== 200 || !ctx.state.isResultCacheable) return
      const text = await response.text()
      const headers = new fetchAPI.Headers(response.headers)
      // The result depends on these headers: for CORS, for the media type, and because results for a token may not be stored.
      headers.set('Vary', 'Accept, Authorization, Origin')
      headers.set('Cache-Control', 'no-cache')
      // The media type is part of the representation.
      const content = `${headers.get('Content-Type') ?? ''}\n${text}`
      const etag = `"${createHash('sha256').update(content).digest('base64url')}"`
      headers.set('ETag', etag)
      if (!etagMatches(ctx.get('If-None-Match'), etag)) {
        payload.setResponse(new fetchAPI.Response(text, { status: 200, headers }))
        return
      }
      headers.delete('Content-Type')
      headers.delete('Content-Length')
      payload.setResponse(new fetchAPI.Response(null, { status: 304, headers }))
    },
  }
}
