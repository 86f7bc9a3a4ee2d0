import Router from '@koa/router'
import type { ParameterizedContext } from 'koa'
import type { Folders } from '../folders/folders.js'
import type { Instance } from '../instances/instance.js'
import { TimeSlices } from '../http-semantics/time-slices.js'
import { sandboxPolicy } from '../remote/answer-headers.js'
import type { StackState } from './context.js'
import { ChangeLog, type ChangeLogParts } from './change-log.js'
import { addDataRoutes } from './data.js'
import { NoRouteError, sendError } from './errors.js'
import { addFolderRoutes } from './folders.js'
import { addInstalledAppRoutes, type InstalledAppRouteParts } from './installed-apps.js'
import { addPermissionRoutes } from './permissions.js'
import { addReferenceRoutes } from './references.js'
import { addRemoteRoutes, type RemoteRouteSettings } from './remote.js'

/** The dependencies of the routes. */
export interface StackParts
  extends RemoteRouteSettings, Omit<InstalledAppRouteParts, 'changes'>, Omit<ChangeLogParts, 'instances'> {
  folders: Folders
}

/** The routes of cozy-stack that instances have. */
export interface StackRoutes {
  /** The instance that a request is for. `undefined` when the path or the host does not belong to an instance. */
  instanceOf: (host: string, path: string) => Instance | undefined
  handle: (ctx: ParameterizedContext, instance: Instance) => Promise<void>
}

const stackPath = /^\/(apps|konnectors|remote|data|permissions|files)(\/|$)/

const securityHeaders = {
  'Content-Security-Policy': "default-src 'none';frame-src 'none';frame-ancestors 'none';base-uri 'none';",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
}

/** Creates the routes of all instances. */
export function createStackRoutes({ instances, folders, ...settings }: StackParts): StackRoutes {
  const { log } = settings
  const changes = new ChangeLog({ instances, ...settings })
  const router = new Router<StackState>()
  addPermissionRoutes(router, instances)
  addDataRoutes(router, instances, folders)
  addReferenceRoutes(router, { instances, folders, changes })
  addFolderRoutes(router, { instances, folders, changes })
  addInstalledAppRoutes(router, { ...settings, instances, changes })
  addRemoteRoutes(router, instances, settings)
  const slices = new TimeSlices()
  const [routes, allowedMethods] = [router.routes(), router.allowedMethods()]
  return {
    instanceOf: (host, path) => (stackPath.test(path) ? instances.find(host) : undefined),
    async handle(ctx, instance) {
      const request = Object.assign(ctx, {
        state: { ...ctx.state, instance, slices },
        // Placeholders for the types. The router sets the parameters.
        params: {},
        router,
        request: Object.assign(ctx.request, { params: {} }),
      })
      try {
        await allowedMethods(request, async () => {
          await routes(request, () => Promise.resolve())
        })
        if (ctx.status === 404 && ctx.body === undefined) throw new NoRouteError()
      } catch (error) {
        sendError(request, error, ctx.path.startsWith('/data/') ? 'data' : 'json:api', log)
      }
      // Set last: headers in the answer of a remote host must not replace these headers.
      const isSandboxed = ctx.response.get('Content-Security-Policy') === sandboxPolicy
      ctx.set({ ...securityHeaders, ...(isSandboxed && { 'Content-Security-Policy': sandboxPolicy }) })
    },
  }
}
