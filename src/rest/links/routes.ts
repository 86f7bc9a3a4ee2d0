import type { ParameterizedContext } from 'koa'
import { HttpError } from '../errors.js'
import type { Parameter } from '../parameters.js'
import type { Route } from '../route.js'
import { chatTarget, isChatInvitation } from './chat.js'
import type { Link } from './link.js'
import type { LinkSpaces } from './spaces.js'
import { applicationTarget, fallbackTarget, mergedTarget } from './targets.js'

const fallback: Parameter = { name: 'fallback', summary: 'Where to go on the web.', required: true }
const application: Parameter[] = [
  { name: 'custom_scheme', summary: 'With `code`: the URL scheme of an application to go to instead.' },
  { name: 'custom_path', summary: 'What follows the scheme.' },
  { name: 'access_code', summary: 'Given on to the application.' },
  { name: 'code', summary: 'Given on to the application.' },
  { name: 'state', summary: 'Given on to the application.' },
]

/** Links that open an application where it is installed, and else lead to the web. */
export function linkRoutes(spaces: LinkSpaces): Route[] {
  const link = (path: string, summary: string, query: Parameter[], resolveLink: Target): Route => ({
    method: 'GET',
    path,
    summary,
    query,
    insists: false,
    errors: 'text',
    varies: false,
    success: { status: 303, types: [] },
    refuses: [400, 404],
    resolveLink: resolveLink,
    handle(ctx) {
      const space = spaces.get(ctx.get('Host'))
      const { segments } = ctx.state
      const query = new URLSearchParams(ctx.querystring)
      redirect(ctx, resolveLink({ space, segments, query, userAgent: ctx.get('User-Agent') }))
    },
  })
  const open: Target = ({ space, segments, query, userAgent }) => {
    if (isChatInvitation(segments)) return chatTarget(segments, userAgent)
    if (query.get('custom_scheme') && query.get('code')) {
      return applicationTarget(query, spaces.trust(space))
    }
    return fallbackTarget(fallbackIn(query), spaces.trust(space))
  }
  const merge: Target = ({ space, query }) => mergedTarget(fallbackIn(query), query, spaces.trust(space))
  return [
    link('/biwebauth', "Leads a person back from a bank's aggregator", [fallback], merge),
    link('/*path', 'Leads to an application, or to the web', [fallback, ...application], open),
  ]
}

/**
 * Where a link leads; `undefined` when that is not allowed.
 * @throws HttpError 404 when it says nothing about it
 */
type Target = (link: Link) => string | undefined

function fallbackIn(query: URLSearchParams): string {
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
