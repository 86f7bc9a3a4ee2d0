import { applyRateLimits } from '../http-semantics/rate-limit.js'
import type { RateLimiter } from '../registry/rate-limiter.js'
import type { Change } from '../registry/audit/change.js'
import { inputToLog } from '../graphql/audit-mutations.js'
import type { CompileOperation } from '../graphql/compile-operation.js'
import { TimeSlices } from '../http-semantics/time-slices.js'
import { decodeSegment, splitUrl } from '../http-semantics/paths.js'
import { ClientLeftError, RegistryError } from '../registry/errors.js'
import { defaultSpace, type Space, type Spaces } from '../registry/spaces.js'
import { appRoutes } from './apps.js'
import { isTooLarge, tooLarge } from './body.js'
import { downloadRoute } from './download.js'
import { editorRoutes } from './editors.js'
import { HttpError } from './errors.js'
import { fileRoutes } from './files.js'
import { checkMediaTypes } from './send-json.js'
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
import { probeRoutes, statusRoutes } from './probes.js'
import { belowRoot, joinSegments, rawSegmentsOf, routingOf, type RouteMatchers, type Routing } from './routing.js'
import { answerUnrouted, isBelowUnknownRoot } from './unrouted.js'
import { versionRoutes } from './versions.js'

/** The dependencies and settings of the REST interface. */
export interface RestParts extends ErrorLog {
  compile: CompileOperation
  spaces: Spaces
  links: LinkSpaces
  rateLimiter: RateLimiter
  /** The version of this software. */
  version: string
  /** Aborts when the gateway begins to stop. */
  stopping: AbortSignal
}

/** The parts of a request that determine whether it is for a universal link, and where the link leads. */
export interface LinkRequest {
  /** The `Host` header. */
  host: string
  /** The path and the query of the request target, not decoded. */
  url: string
  userAgent: string
}

/** Resolves the target of a universal link. Returns `undefined` for a refused link, and for a request of another kind. */
export type ResolveLink = (request: LinkRequest) => string | undefined

/** The REST interface. */
export interface Rest {
  /** Answers a request. `ctx.state.context` must be set. */
  handle: (ctx: RestRequest) => Promise<void>
  /** Answers any request with an error, even a request for GraphQL. `ctx.state.context` must be set. */
  refuse: (ctx: RestRequest, error: HttpError) => Promise<void>
  resolveLink: ResolveLink
}

/**
 * Creates the REST interface. It has the routes of spaces, below `/registry` and `/<space>/registry`, and routes that belong to
 * no space. Universal links match all other paths.
 */
export function createRest({ compile, spaces, links, rateLimiter, version, stopping, ...log }: RestParts): Rest {
  const sharedSpaceRoutes = sharedRoutes(compile)
  const realSpaceRoutes = realRoutes(compile)
  const otherRoutes = [
    ...[...editorRoutes(compile), ...statusRoutes(compile), ...staticRoutes()],
    ...[...wellKnownRoutes(links), ...linkRoutes(links)],
  ]
  const probes = probeRoutes(compile, stopping)
  const spaceRoutes = [
    { routes: sharedSpaceRoutes, spaces: spaceNames(spaces.all) },
    { routes: realSpaceRoutes, spaces: spaceNames(spaces.real) },
  ]
  const openApi = openApiRoute({ spaceRoutes, otherRoutes: [...probes, ...otherRoutes], version })
  const spaceMatchers = {
    REAL: new RouteMatcher([...sharedSpaceRoutes, ...realSpaceRoutes]),
    VIRTUAL: new RouteMatcher(sharedSpaceRoutes),
  }
  // The OpenAPI document and the probes are not served on the hosts of universal links. Their paths are links there.
  const linkHostMatchers = { ...spaceMatchers, outside: new RouteMatcher(otherRoutes) }
  const otherHostMatchers = { ...spaceMatchers, outside: new RouteMatcher([openApi, ...probes, ...otherRoutes]) }
  const matchersOf = (ctx: RestRequest): RouteMatchers =>
    links.isLinkHost(ctx.get('Host')) ? linkHostMatchers : otherHostMatchers
  const sendError = errorResponder(log)
  const slices = new TimeSlices()
  const refuse = async (ctx: RestRequest, routing: Routing, error: unknown): Promise<void> => {
    await logRefusal(ctx, routing.change, error)
    sendError(ctx, error, isTooLarge(ctx) ? 'text' : errorFormatOf(routing))
  }
  const handle = async (ctx: RestRequest): Promise<void> => {
    const routing = routingOf(ctx, spaces, matchersOf(ctx))
    try {
      // The size is checked before everything else.
      if (isTooLarge(ctx)) throw tooLarge()
      // Lists take long. Requests in spaces wait for a time slice. Probes belong to no space, and don't wait.
      if (routing.space) await slices.admit()
      if (ctx.res.closed) throw new ClientLeftError()
      await serve(ctx, routing, { spaces, rateLimiter, clientAddress: log.clientAddress })
    } catch (error) {
      await refuse(ctx, routing, error)
    }
  }
  const resolve: ResolveLink = ({ host, url, userAgent }) => {
    // The host is checked first: most requests are not for a host of universal links.
    const space = links.find(host)
    const requestTarget = space && splitUrl(url)
    if (!requestTarget) return undefined
    const rawSegments = rawSegmentsOf(requestTarget.path)
    if (belowRoot(spaces, rawSegments)) return undefined
    const resolveTarget = linkHostMatchers.outside.findRoute('GET', joinSegments(rawSegments))?.resolveLink
    return resolveTarget?.({
      space,
      segments: rawSegments.map(decodeSegment),
      query: new URLSearchParams(requestTarget.query),
      userAgent,
    })
  }
  return {
    handle,
    refuse: async (ctx, error) => {
      await logRefusal(ctx, routingOf(ctx, spaces, matchersOf(ctx)).change, error)
      sendError(ctx, error, 'json')
    },
    resolveLink: (request) => undefinedIfRefused(() => resolve(request)),
  }
}

// A refused link has no target here. The request then reaches the handler, and the handler answers with the error.
function undefinedIfRefused<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof HttpError) return undefined
    throw error
  }
}

/** The names of the query parameters of all routes of spaces. Other parameters don't influence the answers of these routes. */
export function knownParameters(): string[] {
  // These routes never run. Their operations need not be compiled.
  const rejectCall = () => Promise.reject(new Error('The operation was not compiled'))
  const compile: CompileOperation = () => Object.assign(rejectCall, { authorize: rejectCall })
  const declared = [...sharedRoutes(compile), ...realRoutes(compile)].flatMap(({ query = [] }) => query)
  return [...new Set(declared.map(({ name }) => name))]
}

// The routes that real and virtual spaces have: routes that read, and maintenance. Each virtual space has its own maintenance.
function sharedRoutes(compile: CompileOperation): Route[] {
  return [
    ...listRoutes(compile),
    ...slugRoutes(compile),
    ...maintenanceRoutes(compile),
    ...appRoutes(compile).filter(({ method }) => method === 'GET'),
    ...versionRoutes(compile),
    ...fileRoutes(),
    downloadRoute(),
  ]
}

// The routes that only real spaces have: they write.
function realRoutes(compile: CompileOperation): Route[] {
  return [
    ...appRoutes(compile).filter(({ method }) => method !== 'GET'),
    ...publishRoutes(compile),
    ...pendingRoutes(compile),
  ]
}

function spaceNames(spaces: readonly Space[]): string[] {
  return spaces.map(({ name }) => name).filter((name) => name !== defaultSpace)
}

type ServeParts = Pick<RestParts, 'spaces' | 'rateLimiter' | 'clientAddress'>

async function serve(ctx: RestRequest, routing: Routing, { spaces, ...parts }: ServeParts): Promise<void> {
  const { match, space, segments } = routing
  if (!match) return answerUnrouted(ctx, routing, spaces)
  const { route, params } = match
  if (space) ctx.state.space = space
  ctx.state.params = params
  ctx.state.segments = segments
  if (route.checksMediaTypes) checkMediaTypes(ctx, route.body !== undefined)
  if (route.variesByEncoding) ctx.vary('Accept-Encoding')
  if (route.token) await checkRateLimits(ctx, route, parts)
  await route.handle(ctx)
}

async function checkRateLimits(
  ctx: RestRequest,
  { mutation }: Route,
  { rateLimiter, clientAddress }: Pick<RestParts, 'rateLimiter' | 'clientAddress'>,
): Promise<void> {
  const client = { viewer: ctx.state.context.viewer, address: clientAddress(ctx) }
  const publications = mutation === 'publishVersion' ? 1 : 0
  const states = mutation
    ? await rateLimiter.count(client, { writes: 1, publications })
    : await rateLimiter.countFailedToken(client)
  const refusal = applyRateLimits(ctx, states)
  if (refusal) throw refusal
}

// The format of errors for a request:
// - with a route: the format of the route;
// - without a route, below the root of a space, even if the space does not exist: JSON;
// - elsewhere, if a route has the same path and another method: the format of this route;
// - otherwise: text.
function errorFormatOf(routing: Routing): Route['errors'] {
  const { match, space, routesForOtherMethods } = routing
  if (match) return match.route.errors
  return space || isBelowUnknownRoot(routing) ? 'json' : (routesForOtherMethods[0]?.errors ?? 'text')
}

// Logs a change that was refused or failed before its mutation ran. A mutation that has run is logged by `auditMutations`.
async function logRefusal(ctx: RestRequest, requested: Change | undefined, error: unknown): Promise<void> {
  const { context, body } = ctx.state
  const { audit } = context
  if (requested === undefined || audit.hasLogged) return
  // A client over its limit must not fill the log. `RateLimiter` logs the first such request of a minute.
  if (error instanceof RegistryError && error.code === 'RATE_LIMITED') return
  const change = { ...requested, on: { ...inputToLog(body), ...requested.on } }
  const isRefused = error instanceof HttpError && error.status < 500
  await (isRefused ? audit.logRefusal(change, error.detail ?? error.message) : audit.logFailure(change, error))
}
