import type { Change } from '../registry/audit-log.js'
import type { CompileOperation } from '../graphql/compile-operation.js'
import { TimeSlices } from '../graphql/time-slices.js'
import { decoded, splitUrl } from '../http-semantics/paths.js'
import { ClientLeftError } from '../registry/errors.js'
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
import { RouteMatcher } from './route-matcher.js'
import { errorResponder, type ErrorLog } from './send-error.js'
import { slugRoutes } from './slugs.js'
import { staticRoutes } from './static.js'
import { probeRoutes, statusRoutes } from './status.js'
import { belowRoot, joinSegments, rawSegmentsOf, targetOf, type RouteMatchers, type Target } from './target.js'
import { answerUnrouted, isBelowUnknownRoot } from './unrouted.js'
import { versionRoutes } from './versions.js'

/** What the REST interface is made of. */
export interface RestParts extends ErrorLog {
  compile: CompileOperation
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
export type ResolveLink = (request: LinkRequest) => string | undefined

/** The REST interface. */
export interface Rest {
  /** Answers a request; its state must hold the operation context by then. */
  handle: (ctx: RestRequest) => Promise<void>
  /** Answers a request, of whatever door, with an error; its state must hold the operation context. */
  refuse: (ctx: RestRequest, error: HttpError) => Promise<void>
  resolveLink: ResolveLink
}

/**
 * The REST interface: below `/registry` and `/<space>/registry` the routes of spaces, elsewhere those that belong to none,
 * of which universal links take whatever is left.
 */
export function createRest({ compile, spaces, links, version, stopping, ...log }: RestParts): Rest {
  const shared = sharedRoutes(compile)
  const real = realRoutes(compile)
  const otherRoutes = [
    ...[...editorRoutes(compile), ...statusRoutes(compile), ...staticRoutes()],
    ...[...wellKnownRoutes(links), ...linkRoutes(links)],
  ]
  const probes = probeRoutes(compile, stopping)
  const spaceRoutes = [
    { routes: shared, spaces: namesOf(spaces.all) },
    { routes: real, spaces: namesOf(spaces.real) },
  ]
  const openApi = openApiRoute({ spaceRoutes, otherRoutes: [...probes, ...otherRoutes], version })
  const below = { REAL: new RouteMatcher([...shared, ...real]), VIRTUAL: new RouteMatcher(shared) }
  // On hosts of links, links win.
  const onLinkHosts = { ...below, outside: new RouteMatcher(otherRoutes) }
  const elsewhere = { ...below, outside: new RouteMatcher([openApi, ...probes, ...otherRoutes]) }
  const matchersOf = (ctx: RestRequest): RouteMatchers => (links.isLinkHost(ctx.get('Host')) ? onLinkHosts : elsewhere)
  const sendError = errorResponder(log)
  const slices = new TimeSlices()
  const refuse = async (ctx: RestRequest, target: Target, error: unknown): Promise<void> => {
    await logRefusal(ctx, target.change, error)
    sendError(ctx, error, isTooLarge(ctx) ? 'text' : errorsOf(target))
  }
  const handle = async (ctx: RestRequest): Promise<void> => {
    const target = targetOf(ctx, spaces, matchersOf(ctx))
    try {
      // Before anything else about a request is looked at.
      if (isTooLarge(ctx)) throw tooLarge()
      // Lists take long. Probes do not wait for them.
      if (target.space) await slices.admit()
      if (ctx.res.closed) throw new ClientLeftError()
      await serve(ctx, target, spaces)
    } catch (error) {
      await refuse(ctx, target, error)
    }
  }
  const resolve: ResolveLink = ({ host, url, userAgent }) => {
    // The host first: most requests are none of this.
    const space = links.find(host)
    const address = space && splitUrl(url)
    if (!address) return undefined
    const raw = rawSegmentsOf(address.path)
    if (belowRoot(spaces, raw)) return undefined
    const lead = onLinkHosts.outside.route('GET', joinSegments(raw))?.resolveLink
    return lead?.({ space, segments: raw.map(decoded), query: new URLSearchParams(address.query), userAgent })
  }
  return {
    handle,
    refuse: async (ctx, error) => {
      await logRefusal(ctx, targetOf(ctx, spaces, matchersOf(ctx)).change, error)
      sendError(ctx, error, 'json')
    },
    resolveLink: (request) => unlessRefused(() => resolve(request)),
  }
}

// A refused request is answered by the request handler, with all headers.
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
  const unprepared = () => Promise.reject(new Error('The operation was not prepared'))
  const compile: CompileOperation = () => Object.assign(unprepared, { allow: unprepared })
  const declared = [...sharedRoutes(compile), ...realRoutes(compile)].flatMap(({ query = [] }) => query)
  return [...new Set(declared.map(({ name }) => name))]
}

// Routes of real and virtual spaces: reads, and maintenance, which a virtual space has of its own.
function sharedRoutes(compile: CompileOperation): Route[] {
  return [
    ...listRoutes(compile),
    ...slugRoutes(compile),
    ...maintenanceRoutes(compile),
    ...appRoutes(compile).filter(({ method }) => method === 'GET'),
    ...versionRoutes(compile),
    ...fileRoutes(),
  ]
}

// Routes of real spaces alone: writes.
function realRoutes(compile: CompileOperation): Route[] {
  return [
    ...appRoutes(compile).filter(({ method }) => method !== 'GET'),
    ...publishRoutes(compile),
    ...pendingRoutes(compile),
  ]
}

function namesOf(spaces: readonly Space[]): string[] {
  return spaces.map(({ name }) => name).filter((name) => name !== defaultSpace)
}

async function serve(ctx: RestRequest, target: Target, spaces: Spaces): Promise<void> {
  const { found, space, segments } = target
  if (!found) return answerUnrouted(ctx, target, spaces)
  const { route, params } = found
  if (space) ctx.state.space = space
  ctx.state.params = params
  ctx.state.segments = segments
  if (route.insists) checkMediaTypes(ctx, route.body !== undefined)
  if (route.varies) ctx.vary('Accept-Encoding')
  await route.handle(ctx)
}

// Where no route is found, errors look as its neighbours' do.
function errorsOf(target: Target): Route['errors'] {
  const { found, space, others } = target
  if (found) return found.route.errors
  return space || isBelowUnknownRoot(target) ? 'json' : (others[0]?.errors ?? 'text')
}

// A mutation logs itself; here what is refused or fails before there is one.
async function logRefusal(ctx: RestRequest, change: Change | undefined, error: unknown): Promise<void> {
  const { audit } = ctx.state.operation
  if (change === undefined || audit.isWritten) return
  const isRefused = error instanceof HttpError && error.status < 500
  await (isRefused ? audit.refused(change, error.detail ?? error.message) : audit.failed(change, error))
}
