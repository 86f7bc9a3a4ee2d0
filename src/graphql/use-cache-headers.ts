import { createHash } from 'node:crypto'
import type { Plugin } from 'graphql-yoga'
import { answerWith } from '../http-semantics/answer.js'
import { etagMatches } from '../http-semantics/conditional.js'
import { rateLimitHeaders } from '../http-semantics/rate-limit.js'
import type { GraphQLRequest } from './context.js'

/**
 * Passes the results that `useResultCache` stores to the cache in front of Koa. Lets browsers and proxies store them, too, if they
 * were requested with `GET`. These must ask whether the result is still the same (`no-cache`), because it changes with each
 * publication.
 * @param origins the origins that CORS allows
 */
export function useCacheHeaders(origins: readonly string[]): Plugin<object, { ctx: GraphQLRequest }> {
  return {
    async onResponse(payload) {
      const { serverContext, response, fetchAPI } = payload
      const { ctx } = serverContext
      if (response.status !== 200 || !ctx.state.isResultCacheable) return
      const text = await response.text()
      const headers = new fetchAPI.Headers(response.headers)
      // Yoga repeats the origin of the request. All origins can share an answer without it.
      if (headers.has('Access-Control-Allow-Origin') && origins.includes('*')) {
        headers.set('Access-Control-Allow-Origin', '*')
      }
      const etag = ctx.method === 'GET' ? setCacheHeaders(headers, text) : undefined
      ctx.state.answer = answerWith([...headersForAll(ctx), ...headers], Buffer.from(text), etag)
      if (etag === undefined || !etagMatches(ctx.get('If-None-Match'), etag)) {
        payload.setResponse(new fetchAPI.Response(text, { status: 200, headers }))
        return
      }
      headers.delete('Content-Type')
      headers.delete('Content-Length')
      payload.setResponse(new fetchAPI.Response(null, { status: 304, headers }))
    },
  }
}

// The headers that are set already. Those about rate limits are only for this client.
function headersForAll({ response }: GraphQLRequest): [name: string, value: string][] {
  const names = rateLimitHeaders.map((name) => name.toLowerCase())
  return Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || names.includes(name) ? [] : [[name, String(value)]],
  )
}

function setCacheHeaders(headers: Headers, text: string): string {
  // The result depends on these headers: for CORS, for the media type, and because results for a token may not be stored.
  headers.set('Vary', 'Accept, Authorization, Origin')
  headers.set('Cache-Control', 'no-cache')
  // The media type is part of the representation.
  const content = `${headers.get('Content-Type') ?? ''}\n${text}`
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`
  headers.set('ETag', etag)
  return etag
}
