import type { IncomingMessage, RequestListener } from 'node:http'
import type { ResolveLink } from '../rest/router.js'
import { hasSeveralHosts } from './base-url.js'
import { hasBody } from '../http-semantics/has-body.js'

/** Sends clients where universal links lead, in front of the application: all that it takes is in the request. */
export class Redirects {
  /** How many requests were answered so. */
  count = 0

  /** What listens in front of an application, which answers whatever leads nowhere. */
  listener(resolveLink: ResolveLink, handle: RequestListener): RequestListener {
    return (request, response) => {
      const target = isBare(request) ? locationOf(request, resolveLink) : undefined
      if (target === undefined) return handle(request, response)
      this.count++
      const headers = ['X-Content-Type-Options', 'nosniff', 'Location', target, 'Content-Length', '0']
      response.writeHead(303, headers).end()
    }
  }
}

function isBare(request: IncomingMessage): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !hasBody(request) && !hasSeveralHosts(request)
}

function locationOf({ url = '', headers }: IncomingMessage, resolveLink: ResolveLink): string | undefined {
  const target = resolveLink({ host: headers.host ?? '', url, userAgent: headers['user-agent'] ?? '' })
  // Headers hold no other characters.
  return target !== undefined && /^[\x21-\x7e]+$/.test(target) ? target : undefined
}
