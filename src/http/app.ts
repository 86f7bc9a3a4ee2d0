import Koa, { type Middleware } from 'koa'
import type { Logger } from 'pino'
import type { Context } from '../graphql/context.js'
import type { GraphQLHandler } from '../graphql/server.js'
import type { Prepare } from '../graphql/prepare.js'
import { viewerOf } from '../registry/access.js'
import type { Registry } from '../registry/registry.js'
import { bodyLimit } from '../rest/body.js'
import { mountRest } from '../rest/router.js'
import type { RestState } from '../rest/route.js'
import { baseUrlOf, clientAddress, type BaseUrlSettings } from './base-url.js'
import { canonicalPath } from './canonical-path.js'

/** What the HTTP side of the gateway is made of. */
export interface AppParts {
  registry: Registry
  prepare: Prepare
  graphql: GraphQLHandler
  settings: BaseUrlSettings
  /** Sees all answers before they leave. */
  outermost: Middleware
  log: Logger
}

/** The HTTP application: GraphQL at `/graphql`, REST below the roots of the spaces. */
export function createApp({ registry, prepare, graphql, settings, outermost, log }: AppParts): Koa<RestState> {
  const app = new Koa<RestState>()
  app.on('error', (err: unknown) => {
    log.error({ err }, 'a request failed')
  })
  app.use(outermost)
  app.use(async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.path = canonicalPath(ctx.path)
    if (ctx.path === '/graphql') return graphql(ctx)
    if (Number(ctx.get('Content-Length')) > bodyLimit) return sendText(ctx, 413, 'Request Entity Too Large')
    const context: Context = {
      registry,
      viewer: viewerOf(ctx.get('Authorization')),
      baseUrl: baseUrlOf(ctx.req, settings),
    }
    ctx.state.operation = context
    await next()
  })
  mountRest(app, prepare, registry.spaces, { log, clientAddress: (ctx) => clientAddress(ctx.req, settings) })
  app.use((ctx) => {
    sendText(ctx, 404, 'Not Found')
  })
  return app
}

function sendText(ctx: Koa.ParameterizedContext, status: number, text: string): void {
  ctx.body = text
  ctx.status = status
  ctx.set('Content-Type', 'text/plain; charset=UTF-8')
  ctx.set('Cache-Control', 'no-cache')
}
