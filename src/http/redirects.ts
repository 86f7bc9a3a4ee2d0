import type { IncomingMessage, RequestListener } from 'node:http'
import type { ResolveLink } from '../rest/router.js'
import { hasSeveralHosts } from './base-url.js'
import { hasBody } from '../http-semantics/has-body.js'

/** Redirects universal links before requests reach Koa. A redirect depends only on the request. */
export class Redirects {
  /** The number of redirects. */
  count = 0

  /** A listener that redirects, and leaves all other requests to `handle`. */
  listener(resolveLink: ResolveLink, handle: RequestListener): RequestListener {
    return (request, response) => {
      const target = mayRedirect(request) ? locationOf(request, resolveLink) : undefined
      if (target === undefined) return handle(request, response)
      this.count++
      const headers = ['X-Content-Type-Options', 'nosniff', 'Location', target, 'Content-Length', '0']
      response.writeHead(303, headers).end()
    }
  }
}

function mayRedirect(request: IncomingMessage): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !hasBody(request) && !hasSeveralHosts(request)
}

function locationOf({ url = '', headers }: IncomingMessage, resolveLink: ResolveLink): string | undefined {
  const target = resolveLink({ host: headers.host ?? '', url, userAgent: headers['user-agent'] ?? '' })
  // Koa handles targets with characters that headers don't allow.
  return target !== undefined && /^[\x21-\x7e]+$/.test(target) ? target : undefined
}
