import type { ParameterizedContext } from 'koa'
import type { Prepare } from '../graphql/prepare.js'
import { splitUrl } from './url.js'
import { defaultSpace, type Space, type Spaces } from '../registry/spaces.js'
import { appRoutes } from './apps.js'
import { isTooLarge, tooLarge } from './body.js'
import { editorRoutes } from './editors.js'
import { HttpError } from './errors.js'
import { fileRoutes } from './files.js'
import { checkMediaTypes } from './json.js'
import { linkRoutes } from './links/routes.js'
import type { LinkSpaces } from './links/spaces.js'
import { wellKnownRoutes } from './links/well-known.js'
import { listRoutes } from './list.js'
import { maintenanceRoutes } from './maintenance.js'
import { openApiRoute } from './openapi/route.js'
import { pendingRoutes } from './pending.js'
import { publishRoutes } from './publish.js'
import type { RestRequest, Route } from './route.js'
import { allowedMethods, RouteTable } from './route-table.js'
import { errorResponder, type ErrorLog } from './send-error.js'
import { slugRoutes } from './slugs.js'
import { staticRoutes } from './static.js'
import { probeRoutes, statusRoutes } from './status.js'
import { versionRoutes } from './versions.js'

/** What the REST interface is made of. */
export interface RestParts extends ErrorLog {
  prepare: Prepare
  spaces: Spaces
  links: LinkSpaces
  /** The version of this software. */
  version: string
  /** Aborts when the gateway begins to stop. */
  stopping: AbortSignal
}

/** A request that may be for a universal link. */
export interface LinkRequest {
  /** As the header has it. */
  host: string
  /** As the request has it: path and query, not decoded. */
  url: string
  userAgent: string
}

/** Tells where a universal link leads; `undefined` for other requests, and for links that lead nowhere. */
export type LeadsTo = (request: LinkRequest) => string | undefined

/** The REST interface. */
export interface Rest {
  /** Answers a request; its state must hold the operation context by then. */
  handle: (ctx: RestRequest) => Promise<void>
  /** Answers a request, of whatever door, with an error. */
  refuse: (ctx: ParameterizedContext, error: HttpError) => void
  leadsTo: LeadsTo
}

/**
 * The REST interface: below `/registry` and `/<space>/registry` the routes of spaces, elsewhere those that belong to none,
 * of which universal links take whatever is left.
 */
export function createRest({ prepare, spaces, links, version, stopping, ...log }: RestParts): Rest {
  const shared = sharedRoutes(prepare)
  const real = realRoutes(prepare)
  const otherRoutes = [
    ...[...editorRoutes(prepare), ...statusRoutes(prepare), ...staticRoutes()],
    ...[...wellKnownRoutes(links), ...linkRoutes(links)],
  ]
  const probes = probeRoutes(prepare, stopping)
  const spaceRoutes = [
    { routes: shared, spaces: namesOf(spaces.all) },
    { routes: real, spaces: namesOf(spaces.real) },
  ]
  const openApi = openApiRoute({ spaceRoutes, otherRoutes: [...probes, ...otherRoutes], version })
  const tables = {
    REAL: new RouteTable([...shared, ...real]),
    VIRTUAL: new RouteTable(shared),
    // On hosts of links, links win.
    links: new RouteTable(otherRoutes),
    elsewhere: new RouteTable([openApi, ...probes, ...otherRoutes]),
  }
  const sendError = errorResponder(log)
  const handle = async (ctx: RestRequest): Promise<void> => {
    // Before anything else about a request is looked at.
    if (isTooLarge(ctx)) return sendError(ctx, tooLarge(), 'text')
    const segments = segmentsOf(ctx.path)
    const below = belowRoot(spaces, segments)
    const table = tables[below?.space.kind ?? (links.isLinkHost(ctx.get('Host')) ? 'links' : 'elsewhere')]
    const path = below?.rest ?? segments
    const found = table.find(ctx.method, path)
    const others = found ? [] : table.at(path)
    // Where no route is found, errors look as its neighbours' do.
    const errors = found?.route.errors ?? (below ? 'json' : (others[0]?.errors ?? 'text'))
    try {
      if (!found) return refuse(ctx, others, below === undefined)
      if (below) ctx.state.space = below.space
      ctx.state.params = found.params
      ctx.state.segments = segments
      await run(ctx, found.route)
    } catch (error) {
      if (found) await logRefusal(ctx, found.route, error)
      sendError(ctx, error, errors)
    }
  }
  const leadsTo: LeadsTo = ({ host, url, userAgent }) => {
    // The host first: most requests are none of this.
    const space = links.find(host)
    const address = space && splitUrl(url)
    if (!address) return undefined
    const segments = segmentsOf(address.path)
    if (belowRoot(spaces, segments)) return undefined
    const route = tables.links.route('GET', segments)
    return route?.leadsTo?.({ space, segments, query: new URLSearchParams(address.query), userAgent })
  }
  return {
    handle,
    refuse: (ctx, error) => sendError(ctx, error, 'json'),
    leadsTo: (request) => unlessRefused(() => leadsTo(request)),
  }
}

// What is refused is so with all its headers, by who handles requests.
function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof HttpError) return undefined
    throw error
  }
}

/** The names of all parameters that routes of spaces know; no other part of a query makes a difference. */
export function knownParameters(): string[] {
  // Only looked at: nothing needs to be compiled for that.
  const prepare: Prepare = () => () => Promise.reject(new Error('The operation was not prepared'))
  const declared = [...sharedRoutes(prepare), ...realRoutes(prepare)].flatMap(({ query = [] }) => query)
  return [...new Set(declared.map(({ name }) => name))]
}

// What virtual spaces have too: reading, and a maintenance of their own.
function sharedRoutes(prepare: Prepare): Route[] {
  return [
    ...listRoutes(prepare),
    ...slugRoutes(prepare),
    ...maintenanceRoutes(prepare),
    ...appRoutes(prepare).filter(({ method }) => method === 'GET'),
    ...versionRoutes(prepare),
    ...fileRoutes(),
  ]
}

// What changes what a space holds.
function realRoutes(prepare: Prepare): Route[] {
  return [
    ...appRoutes(prepare).filter(({ method }) => method !== 'GET'),
    ...publishRoutes(prepare),
    ...pendingRoutes(prepare),
  ]
}

function namesOf(spaces: readonly Space[]): string[] {
  return spaces.map(({ name }) => name).filter((name) => name !== defaultSpace)
}

// Each decoded once: an escaped slash is data, never a separator. What can't be decoded stays, and names nothing.
function segmentsOf(path: string): string[] {
  return path.slice(1).split('/').map(decoded)
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** A space, and the segments behind its root. */
interface BelowRoot {
  space: Space
  rest: string[]
}

function belowRoot(spaces: Spaces, segments: string[]): BelowRoot | undefined {
  const [first = '', second] = segments
  // The default space goes by no name in paths.
  const named = second === 'registry' && first !== '' && first !== defaultSpace ? spaces.find(first) : undefined
  if (named) return { space: named, rest: segments.slice(2) }
  const unnamed = first === 'registry' ? spaces.find(defaultSpace) : undefined
  return unnamed && { space: unnamed, rest: segments.slice(1) }
}

async function run(ctx: RestRequest, route: Route): Promise<void> {
  if (route.insists) checkMediaTypes(ctx, route.body !== undefined)
  if (route.varies) ctx.vary('Accept-Encoding')
  await route.handle(ctx)
}

// A mutation logs itself; here what is refused or fails before there is one.
async function logRefusal(ctx: RestRequest, { changes }: Route, error: unknown): Promise<void> {
  const { operation, space, params } = ctx.state
  if (changes === undefined || operation.audit.isWritten) return
  const change = { operation: changes, on: { space: space.name, ...params } }
  const isRefused = error instanceof HttpError && error.status < 500
  await (isRefused ? operation.audit.refused(change, error.message) : operation.audit.failed(change, error))
}

// No route has this path, or not for this method. Outside spaces, what is possible may be asked for.
function refuse(ctx: ParameterizedContext, others: readonly Route[], outside: boolean): void {
  if (others.length === 0) throw new HttpError(404, 'Not Found')
  const allow = allowedMethods(others)
  const value = (outside ? ['OPTIONS', ...allow] : allow).join(', ')
  if (!outside || ctx.method !== 'OPTIONS') throw new HttpError(405, 'Method Not Allowed', { Allow: value })
  ctx.status = 204
  ctx.set('Allow', value)
}
