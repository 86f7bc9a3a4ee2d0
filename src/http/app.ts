import Koa, { type Middleware, type ParameterizedContext, type Request } from 'koa'
import type { Logger } from 'pino'
import { isGraphiQLFile } from '../graphql/graphiql.js'
import type { GraphQLHandler } from '../graphql/server.js'
import type { CompileOperation } from '../graphql/compile-operation.js'
import type { Folders } from '../folders/folders.js'
import type { InstalledApps } from '../installed-apps/installed-apps.js'
import type { Instances } from '../instances/instances.js'
import { viewerOf } from '../registry/access.js'
import type { RateLimiter } from '../registry/rate-limiter.js'
import type { Registry } from '../registry/registry.js'
import { HttpError } from '../rest/errors.js'
import { LinkSpaces, type LinkSettings } from '../rest/links/spaces.js'
import { createRest, type ResolveLink } from '../rest/router.js'
import type { RestState } from '../rest/route.js'
import { createStackRoutes } from '../stack/stack-routes.js'
import type { RemoteSecrets } from '../remote/secrets.js'
import type { RemoteAccess } from '../stack/remote.js'
import { baseUrlOf, clientAddress, hostRefusal, type BaseUrlSettings } from './base-url.js'
import type { Handler } from './answer-cache.js'
import { contentEncodingRefusal, hasContentEncoding } from '../http-semantics/content-coding.js'
import { canonicalPath } from '../http-semantics/paths.js'
import { parseQuery } from '../http-semantics/query.js'

/** The dependencies and settings of the HTTP application. */
export interface AppParts {
  registry: Registry
  instances: Instances
  folders: Folders
  installedApps: InstalledApps
  remote: RemoteAccess
  remoteSecrets: RemoteSecrets
  compile: CompileOperation
  graphql: GraphQLHandler
  rateLimiter: RateLimiter
  settings: BaseUrlSettings & LinkSettings & { limits: { remote: { variables: number } } }
  /** Middleware around everything else, the outermost first. */
  outermost: Middleware[]
  log: Logger
  /** Aborts when the gateway begins to stop. */
  stopping: AbortSignal
}

/** The HTTP application. */
export interface App {
  handle: Handler
  /** Resolves the target of a universal link, without the middleware. */
  resolveLink: ResolveLink
}

/**
 * Creates the HTTP application: GraphQL at `/graphql`, and REST. On the hosts of universal links, only REST is served. On the
 * domains of instances, the routes of cozy-stack are also served.
 */
export function createApp({ registry, compile, graphql, settings, ...parts }: AppParts): App {
  const { outermost, rateLimiter, log, stopping, instances, installedApps, folders, remote, remoteSecrets } = parts
  const app = new Koa<RestState>()
  // Koa's parser takes quadratic time for repeated names. The cache of answers must parse queries in the same way.
  Object.defineProperty(app.request, 'query', {
    get(this: Request) {
      return parseQuery(this.querystring)
    },
  })
  const links = new LinkSpaces(settings, registry.spaces)
  const stack = createStackRoutes({
    instances,
    installedApps,
    folders,
    remote,
    variablesLimit: settings.limits.remote.variables,
    audit: registry.audit,
    origin: (ctx) => ({ address: clientAddress(ctx.req, settings), url: baseUrlOf(ctx.req, settings) }),
    log,
  })
  const rest = createRest({
    compile,
    spaces: registry.spaces,
    version: registry.version,
    links,
    rateLimiter,
    log,
    stopping,
    clientAddress: (ctx) => clientAddress(ctx.req, settings),
  })
  app.on('error', (err: unknown, ctx?: ParameterizedContext) => {
    log[isDisconnect(err, ctx) ? 'debug' : 'error']({ err }, 'an answer broke off')
  })
  for (const middleware of outermost) app.use(middleware)
  app.use(async (ctx) => {
    ctx.set('X-Content-Type-Options', 'nosniff')
    const hasNoHost = /^[a-z]+:\/\/(?:\?|$)/i.test(ctx.url)
    // Koa returns no path for an absolute URL without a host.
    if (hasNoHost) ctx.url = '/'
    ctx.path = canonicalPath(ctx.path)
    const viewer = viewerOf(ctx.get('Authorization'))
    const door = isGraphQL(ctx.path) && !links.isLinkHost(ctx.get('Host')) ? 'graphql' : 'rest'
    const audit = registry.audit.trailOf(viewer, { door, from: clientAddress(ctx.req, settings) })
    const domains = { registry, instances, installedApps, remoteSecrets }
    ctx.state.context = { ...domains, viewer, baseUrl: baseUrlOf(ctx.req, settings), audit }
    const refusal = hostRefusal(ctx.req, settings.publicUrl === undefined && mayReturnHostUrls(ctx))
    if (hasNoHost) return rest.refuse(ctx, new HttpError(400, 'The URL of the request has no host'))
    if (refusal !== undefined) return rest.refuse(ctx, new HttpError(400, refusal))
    // A request target may be an absolute URL (RFC 9112, 3.2.2). Code that reads `ctx.url` expects a path. So only the path
    // stays.
    if (!ctx.url.startsWith('/')) ctx.url = `${ctx.path}${ctx.search}`
    const host = ctx.get('Host')
    if (links.isLinkHost(host)) return rest.handle(ctx)
    if (isGraphQL(ctx.path)) return hasContentEncoding(ctx.req) ? refuseEncodedBody(ctx) : graphql(ctx)
    const instance = stack.instanceOf(host, ctx.path)
    return instance ? stack.handle(ctx, instance) : rest.handle(ctx)
  })
  return { handle: app.callback(), resolveLink: rest.resolveLink }
}

// Whether the answer may contain URLs that are made from the `Host` header. For GET requests, REST returns URLs as they are
// stored.
function mayReturnHostUrls({ method, path }: ParameterizedContext): boolean {
  return (method !== 'GET' && method !== 'HEAD') || path === '/graphql'
}

// Refuses a compressed body, in the error format of GraphQL.
function refuseEncodedBody(ctx: ParameterizedContext): void {
  const { message, headers } = contentEncodingRefusal
  ctx.status = 415
  ctx.set(headers)
  ctx.body = { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }
}

function isGraphQL(path: string): boolean {
  return path === '/graphql' || isGraphiQLFile(path)
}

// Whether an error comes from the client's connection, not from a connection to a store. If a client disconnects, this is not a
// failure of the gateway.
function isDisconnect(error: unknown, ctx: ParameterizedContext | undefined): boolean {
  if (!(error instanceof Error)) return false
  return ctx?.req.socket.errored === error || ('code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')
}
