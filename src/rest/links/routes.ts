import type { ParameterizedContext } from 'koa'
import { HttpError } from '../errors.js'
import type { Parameter } from '../parameters.js'
import type { Route } from '../route.js'
import { chatTarget, isChatInvitation } from './chat.js'
import type { Link } from './link.js'
import type { LinkSpaces } from './spaces.js'
import { applicationTarget, fallbackTarget, mergedTarget } from './targets.js'

const fallback: Parameter = { name: 'fallback', summary: 'The URL on the web to redirect to.', required: true }
const applicationParameters: Parameter[] = [
  {
    name: 'custom_scheme',
    summary:
      'The URL scheme of a mobile application. With `code`, the link redirects to this application, not to `fallback`.',
  },
  { name: 'custom_path', summary: 'The part of the URL after the scheme.' },
  { name: 'access_code', summary: 'A parameter of the URL that opens the application.' },
  { name: 'code', summary: 'A parameter of the URL that opens the application.' },
  { name: 'state', summary: 'A parameter of the URL that opens the application.' },
]

/** The routes of universal links. A link opens an application on devices that have it, and a web page on other devices. */
export function linkRoutes(spaces: LinkSpaces): Route[] {
  const link = (path: string, summary: string, query: Parameter[], resolveLink: LinkResolver): Route => ({
    method: 'GET',
    path,
    summary,
    query,
    checksMediaTypes: false,
    errors: 'text',
    variesByEncoding: false,
    success: { status: 303, types: [] },
    refuses: [400, 404],
    resolveLink,
    handle(ctx) {
      const space = spaces.get(ctx.get('Host'))
      const { segments } = ctx.state
      const query = new URLSearchParams(ctx.querystring)
      redirect(ctx, resolveLink({ space, segments, query, userAgent: ctx.get('User-Agent') }))
    },
  })
  const resolveAny: LinkResolver = ({ space, segments, query, userAgent }) => {
    if (isChatInvitation(segments)) return chatTarget(segments, userAgent)
    if (query.get('custom_scheme') && query.get('code')) {
      return applicationTarget(query, spaces.trust(space))
    }
    return fallbackTarget(requireFallback(query), spaces.trust(space))
  }
  const resolveMerged: LinkResolver = ({ space, query }) =>
    mergedTarget(requireFallback(query), query, spaces.trust(space))
  return [
    link('/biwebauth', 'Redirects a user back from a bank aggregator', [fallback], resolveMerged),
    link('/*path', 'Redirects to an application, or to the web', [fallback, ...applicationParameters], resolveAny),
  ]
}

/**
 * Resolves the target of a link. `undefined` when the target is not trusted.
 * @throws HttpError 404 when the link has no target
 */
type LinkResolver = (link: Link) => string | undefined

function requireFallback(query: URLSearchParams): string {
  const address = query.get('fallback')
  if (!address) throw new HttpError(404, 'Not Found')
  return address
}

function redirect(ctx: ParameterizedContext, target: string | undefined): void {
  if (target === undefined) throw new HttpError(400, 'This domain is not allowed to be redirected')
  ctx.body = ''
  ctx.status = 303
  ctx.remove('Content-Type')
  ctx.set('Location', target)
}
