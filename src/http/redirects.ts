import type { IncomingMessage, RequestListener } from 'node:http'
import type { LeadsTo } from '../rest/router.js'
import { splitUrl } from './url.js'

/** What knows about links. */
interface LinkParts {
  /** Whether a host, as the header has it, is one of links. */
  isLinkHost: (host: string) => boolean
  leadsTo: LeadsTo
}

/** Sends clients where universal links lead, in front of the application: all that it takes is in the request. */
export class Redirects {
  /** How many requests were answered so. */
  count = 0

  /** What listens in front of an application, which answers whatever leads nowhere. */
  listener({ isLinkHost, leadsTo }: LinkParts, handle: RequestListener): RequestListener {
    return (request, response) => {
      // The host first: most requests are none of this.
      const isLink = isLinkHost(request.headers.host ?? '') && isBare(request)
      const target = isLink ? targetOf(request, leadsTo) : undefined
      if (target === undefined) return handle(request, response)
      this.count++
      const headers = ['X-Content-Type-Options', 'nosniff', 'Location', target, 'Content-Length', '0']
      response.writeHead(303, headers).end()
    }
  }
}

function isBare({ method, headers }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
}

function targetOf({ url = '', headers }: IncomingMessage, leadsTo: LeadsTo): string | undefined {
  const address = splitUrl(url)
  if (!address) return undefined
  const target = leadsTo({ host: headers.host ?? '', ...address, userAgent: headers['user-agent'] ?? '' })
  // Headers hold no other characters.
  return target !== undefined && /^[\x21-\x7e]+$/.test(target) ? target : undefined
}
