import { z } from 'zod'
import { lookedUpApp } from '../graphql/allow-directive.js'
import type { CompileOperation } from '../graphql/compile-operation.js'
import type { Context } from '../graphql/context.js'
import { appOf } from './app-in-path.js'
import { bodyReader } from './body.js'
import {
  ActivateMaintenanceDocument,
  DeactivateMaintenanceDocument,
  ListMaintenanceDocument,
} from './generated/operations.js'
import { jsonRoute, type Route } from './route.js'
import { apps, done } from '../wire-format/shapes.js'
import { appToWire } from '../wire-format/to-wire.js'

const flag = z.boolean().nullish()
const text = z.string().nullish()
const options = z.object({
  flag_infra_maintenance: flag,
  flag_short_maintenance: flag,
  flag_disallow_manual_exec: flag,
  messages: z.record(z.string(), z.object({ long_message: text, short_message: text }).nullable()).nullish(),
})

/** The routes that list, activate and deactivate maintenance. */
export function maintenanceRoutes(compile: CompileOperation): Route[] {
  return [listRoute(compile), activateRoute(compile), deactivateRoute(compile)]
}

function listRoute(compile: CompileOperation): Route {
  const listMaintenance = compile(ListMaintenanceDocument)
  return jsonRoute({
    method: 'GET',
    path: '/maintenance',
    summary: 'Lists the applications in maintenance',
    shape: apps,
    async handle(ctx) {
      const { space } = await listMaintenance({ space: ctx.state.space.name }, ctx.state.context)
      return (space?.maintenance ?? []).map(({ label, ...app }) => appToWire(app, { label }))
    },
  })
}

function activateRoute(compile: CompileOperation): Route {
  const activate = compile(ActivateMaintenanceDocument)
  return jsonRoute({
    method: 'PUT',
    path: '/maintenance/:app/activate',
    mutation: 'activateMaintenance',
    summary: 'Puts an application in maintenance, or replaces the options of its maintenance',
    token: 'master',
    body: options,
    shape: done,
    refuses: [400, 404],
    async handle(ctx) {
      const readBody = bodyReader(ctx, options)
      const context = await activate.authorize(ctx.state.context, { app: () => appOf(ctx) })
      const body = await readBody()
      const input = {
        ...appInput(context),
        infrastructure: body.flag_infra_maintenance ?? false,
        short: body.flag_short_maintenance ?? false,
        noManualExecution: body.flag_disallow_manual_exec ?? false,
        messages: Object.entries(body.messages ?? {}).map(([locale, message]) => ({
          locale,
          short: message?.short_message ?? '',
          long: message?.long_message ?? '',
        })),
      }
      await activate({ input }, context)
      return { ok: true as const }
    },
  })
}

function deactivateRoute(compile: CompileOperation): Route {
  const deactivate = compile(DeactivateMaintenanceDocument)
  return jsonRoute({
    method: 'PUT',
    path: '/maintenance/:app/deactivate',
    mutation: 'deactivateMaintenance',
    summary: 'Ends the maintenance of an application',
    token: 'master',
    shape: done,
    refuses: [400, 404],
    async handle(ctx) {
      const context = await deactivate.authorize(ctx.state.context, { app: () => appOf(ctx) })
      await deactivate({ input: appInput(context) }, context)
      return { ok: true as const }
    },
  })
}

function appInput(context: Context): { space: string; slug: string } {
  const { space, record } = lookedUpApp(context)
  return { space: space.name, slug: record.slug }
}
