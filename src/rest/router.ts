import type { Change } from '../registry/audit-log.js'
import type { CompileOperation } from '../graphql/compile-operation.js'
import { TimeSlices } from '../graphql/time-slices.js'
import { decodeSegment, splitUrl } from '../http-semantics/paths.js'
import { ClientLeftError } from '../registry/errors.js'
import { defaultSpace, type Space, type Spaces } from '../registry/spaces.js'
import { appRoutes } from './apps.js'
import { isTooLarge, tooLarge } from './body.js'
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
import { belowRoot, joinSegments, rawSegmentsOf, targetOf, type RouteMatchers, type Target } from './target.js'
import { answerUnrouted, isBelowUnknownRoot } from './unrouted.js'
import { versionRoutes } from './versions.js'

/** The dependencies and settings of the REST interface. */
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
  /** The `Host` header. */
  host: string
  /** The request target: path and query, not decoded. */
  url: string
  userAgent: string
}

/** Resolves the target of a universal link; `undefined` for a refused link, and for any other request. */
export type ResolveLink = (request: LinkRequest) => string | undefined

/** The REST interface. */
export interface Rest {
  /** Answers a request. Its state must have the operation context. */
  handle: (ctx: RestRequest) => Promise<void>
  /** Answers any request with an error, also a request for GraphQL. Its state must have the operation context. */
  refuse: (ctx: RestRequest, error: HttpError) => Promise<void>
  resolveLink: ResolveLink
}

/**
 * The REST interface: the routes of spaces below `/registry` and `/<space>/registry`, and those without a space. Universal links
 * match all other paths.
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
  // On hosts of links, these paths are links: the OpenAPI document and the probes are not served there.
  const onLinkHosts = { ...below, outside: new RouteMatcher(otherRoutes) }
  const elsewhere = { ...below, outside: new RouteMatcher([openApi, ...probes, ...otherRoutes]) }
  const matchersOf = (ctx: RestRequest): RouteMatchers => (links.isLinkHost(ctx.get('Host')) ? onLinkHosts : elsewhere)
  const sendError = errorResponder(log)
  const slices = new TimeSlices()
  const refuse = async (ctx: RestRequest, target: Target, error: unknown): Promise<void> => {
    await logRefusal(ctx, target.change, error)
    sendError(ctx, error, isTooLarge(ctx) ? 'text' : errorFormatOf(target))
  }
  const handle = async (ctx: RestRequest): Promise<void> => {
    const target = targetOf(ctx, spaces, matchersOf(ctx))
    try {
      // The first of all checks.
      if (isTooLarge(ctx)) throw tooLarge()
      // Lists take long, so requests in spaces wait for a time slice. Probes are outside spaces, and don't wait.
      if (target.space) await slices.admit()
      if (ctx.res.closed) throw new ClientLeftError()
      await serve(ctx, target, spaces)
    } catch (error) {
      await refuse(ctx, target, error)
    }
  }
  const resolve: ResolveLink = ({ host, url, userAgent }) => {
    // The host is checked first, since most requests are not for a host of links.
    const space = links.find(host)
    const address = space && splitUrl(url)
    if (!address) return undefined
    const raw = rawSegmentsOf(address.path)
    if (belowRoot(spaces, raw)) return undefined
    const resolveTarget = onLinkHosts.outside.findRoute('GET', joinSegments(raw))?.resolveLink
    return resolveTarget?.({
      space,
      segments: raw.map(decodeSegment),
      query: new URLSearchParams(address.query),
      userAgent,
    })
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

// A refused link has no target here: the request handler answers it with the error.
function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof HttpError) return undefined
    throw error
  }
}

/** The names of all query parameters of the routes of spaces. Routes ignore other parameters. */
export function knownParameters(): string[] {
  // These routes never run, so their operations are not compiled.
  const notCompiled = () => Promise.reject(new Error('The operation was not compiled'))
  const compile: CompileOperation = () => Object.assign(notCompiled, { authorize: notCompiled })
  const declared = [...sharedRoutes(compile), ...realRoutes(compile)].flatMap(({ query = [] }) => query)
  return [...new Set(declared.map(({ name }) => name))]
}

// Routes of real and virtual spaces: reads, and maintenance, which is separate for each virtual space.
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

// Routes that only real spaces have: writes.
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
  if (route.checksMediaTypes) checkMediaTypes(ctx, route.body !== undefined)
  if (route.variesByEncoding) ctx.vary('Accept-Encoding')
  await route.handle(ctx)
}

// Without a route: JSON below the root of a space, even an unknown one; elsewhere the format of the path's routes for other
// methods, or text.
function errorFormatOf(target: Target): Route['errors'] {
  const { found, space, others } = target
  if (found) return found.route.errors
  return space || isBelowUnknownRoot(target) ? 'json' : (others[0]?.errors ?? 'text')
}

// Logs a change that was refused or failed before its mutation ran. A mutation that ran has been logged.
async function logRefusal(ctx: RestRequest, change: Change | undefined, error: unknown): Promise<void> {
  const { audit } = ctx.state.context
  if (change === undefined || audit.isWritten) return
  const isRefused = error instanceof HttpError && error.status < 500
  await (isRefused ? audit.refused(change, error.detail ?? error.message) : audit.failed(change, error))
}
