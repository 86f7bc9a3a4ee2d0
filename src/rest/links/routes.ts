import type { ParameterizedContext } from 'koa'
import type { RealSpace } from '../../registry/spaces.js'
import { HttpError } from '../errors.js'
import type { Parameter } from '../parameters.js'
import type { RestRequest, Route } from '../route.js'
import { chatTarget, isChatInvitation } from './chat.js'
import type { LinkSpaces } from './spaces.js'
import { applicationTarget, fallbackTarget, mergedTarget, type LinkQuery } from './targets.js'

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
  const link = (path: string, summary: string, query: Parameter[], target: Target): Route => ({
    ...{ method: 'GET', path, summary, query, insists: false, errors: 'text', varies: false },
    success: { status: 303, types: [] },
    refuses: [400, 404],
    handle: (ctx) => redirect(ctx, target(ctx, spaces.get(ctx.get('Host')))),
  })
  const open: Target = (ctx, space) => {
    const { segments } = ctx.state
    if (isChatInvitation(segments)) return chatTarget(segments, ctx.get('User-Agent'))
    const query = queryOf(ctx)
    if (query.get('custom_scheme') && query.get('code')) {
      return applicationTarget(query, spaces.applicationSchemes(space))
    }
    return fallbackTarget(fallbackIn(query), spaces.trust(space))
  }
  const merge: Target = (ctx, space) => {
    const query = queryOf(ctx)
    return mergedTarget(fallbackIn(query), query, spaces.trust(space))
  }
  return [
    link('/biwebauth', "Leads a person back from a bank's aggregator", [fallback], merge),
    link('/*path', 'Leads to an application, or to the web', [fallback, ...application], open),
  ]
}

/** Where a link leads; `undefined` when that is not allowed. */
type Target = (request: RestRequest, space: RealSpace) => string | undefined

function queryOf({ query }: ParameterizedContext): LinkQuery {
  return new Map(Object.entries(query).map(([name, value]) => [name, (Array.isArray(value) ? value[0] : value) ?? '']))
}

function fallbackIn(query: LinkQuery): string {
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
