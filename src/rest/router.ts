import Router from '@koa/router'
import type Koa from 'koa'
import type { Prepare } from '../graphql/prepare.js'
import { pathOf, type Space, type Spaces } from '../registry/spaces.js'
import { appRoutes } from './apps.js'
import { HttpError } from './errors.js'
import { fileRoutes } from './files.js'
import { checkMediaTypes } from './json.js'
import { listRoutes } from './list.js'
import type { RestState, Route } from './route.js'
import { errorResponder, type ErrorLog, type ErrorResponder } from './send-error.js'
import { versionRoutes } from './versions.js'

/** All routes of one space. Where several match a path the first one serves it, so literal words stand before parameters. */
function routesOf(prepare: Prepare): Route[] {
  return [...listRoutes(prepare), ...fileRoutes(), ...appRoutes(prepare), ...versionRoutes(prepare)]
}

/**
 * Mounts the REST interface below `/registry` and `/<space>/registry`. The state of requests must hold the operation
 * context by then.
 */
export function mountRest(app: Koa<RestState>, prepare: Prepare, spaces: Spaces, log: ErrorLog): void {
  const routes = routesOf(prepare)
  const sendError = errorResponder(log)
  for (const space of spaces.all) {
    const root = `${pathOf(space)}/registry`
    const router = spaceRouter(root, space, routes, sendError)
    app.use(router.routes())
    app.use((ctx, next) => {
      if (ctx.path !== root && !ctx.path.startsWith(`${root}/`)) return next()
      sendError(ctx, unmatched(router, ctx.path), 'json')
    })
  }
}

function spaceRouter(root: string, space: Space, routes: Route[], sendError: ErrorResponder): Router<RestState> {
  const router = new Router<RestState>({ prefix: root })
  for (const { method, path, kind, handle } of routes) {
    // A virtual space can't be published in.
    if (space.kind === 'VIRTUAL' && method !== 'GET') continue
    router.register(path, method === 'GET' ? ['HEAD', 'GET'] : [method], async (ctx) => {
      ctx.state.space = space
      try {
        if (kind === 'json') checkMediaTypes(ctx)
        // What a space says in JSON holds until it changes; files know for themselves.
        ctx.state.shared = kind === 'json' && method === 'GET'
        await handle(ctx)
      } catch (error) {
        sendError(ctx, error, kind)
      }
    })
  }
  return router
}

// No route has this path, or not for this method.
function unmatched(router: Router<RestState>, path: string): HttpError {
  const methods = new Set(router.match(path, '').path.flatMap((layer) => layer.methods))
  if (methods.size === 0) return new HttpError(404, 'Not Found')
  return new HttpError(405, 'Method Not Allowed', { Allow: [...methods].sort().join(', ') })
}
