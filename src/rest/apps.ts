import { z } from 'zod'
import { lookedUpApp } from '../graphql/allow-directive.js'
import type { CompileOperation } from '../graphql/compile-operation.js'
import { successOf } from '../graphql/success-of.js'
import { checkUnchanged } from '../registry/apps.js'
import { appNotFound } from '../registry/not-found.js'
import { checkNewSlug } from '../registry/slugs.js'
import { appOf, slugOf } from './app-in-path.js'
import { bodyReader } from './body.js'
import { CreateAppDocument, ReadAppDocument, UpdateAppDocument } from './generated/operations.js'
import { channelNamed, parameter, versionsChannel } from './parameters.js'
import { jsonRoute, type Route } from './route.js'
import { commitmentsFrom, typeFrom } from '../wire-format/from-wire.js'
import { app as appShape } from '../wire-format/shapes.js'
import { appToWire, versionsToWire } from '../wire-format/to-wire.js'

const text = z.string().nullish()
const commitments = { data_usage_commitment: text, data_usage_commitment_by: text }
const newApp = z.object({ slug: text, editor: text, type: text, ...commitments })
const appChange = z.object({ editor: text, type: text, ...commitments })

/** The routes that read, create and update an application. */
export function appRoutes(compile: CompileOperation): Route[] {
  return [readRoute(compile), createRoute(compile), changeRoute(compile)]
}

function readRoute(compile: CompileOperation): Route {
  const readApp = compile(ReadAppDocument)
  return jsonRoute({
    method: 'GET',
    path: '/:app',
    summary: 'Reads an application',
    query: [versionsChannel],
    shape: appShape,
    cacheControl: 'max-age=300',
    refuses: [400, 404],
    async handle(ctx) {
      const slug = slugOf(ctx)
      const { space } = await readApp({ space: ctx.state.space.name, slug }, ctx.state.context)
      if (!space?.app) throw appNotFound(ctx.state.space, slug)
      const { label, latestVersion, ...app } = space.app
      // Here, an unknown channel means dev. In a list of applications, it is refused.
      const versions = versionsToWire(app, channelNamed(parameter(ctx, versionsChannel)) ?? 'dev')
      return appToWire(app, { versions, label, latestVersion })
    },
  })
}

function createRoute(compile: CompileOperation): Route {
  const createApp = compile(CreateAppDocument)
  return jsonRoute({
    method: 'POST',
    path: '/',
    mutation: 'createApp',
    summary: 'Creates an application',
    token: 'master',
    body: newApp,
    shape: appShape,
    status: 201,
    refuses: [400, 409],
    async handle(ctx) {
      const { space } = ctx.state
      const readBody = bodyReader(ctx, newApp)
      const readEditor = async () => (await readBody()).editor ?? ''
      // If the editor in the body does not exist, the permission check fails for every token.
      const context = await createApp.authorize(ctx.state.context, { input: readBody, editor: readEditor })
      const body = await readBody()
      // Checks the slug before the type and the commitment: clients expect the errors in this order.
      const slug = checkNewSlug(body.slug ?? '')
      const editor = await readEditor()
      const input = { space: space.name, slug, editor, type: typeFrom(body.type), ...commitmentsFrom(body) }
      const { label, ...app } = successOf((await createApp({ input }, context)).createApp).app
      return appToWire(app, { versions: versionsToWire(app, 'dev'), label })
    },
  })
}

function changeRoute(compile: CompileOperation): Route {
  const updateApp = compile(UpdateAppDocument)
  return jsonRoute({
    method: 'PATCH',
    path: '/:app',
    mutation: 'updateApp',
    summary: 'Updates the data usage commitment of an application',
    token: 'master',
    body: appChange,
    shape: appShape,
    refuses: [400, 404],
    async handle(ctx) {
      const readBody = bodyReader(ctx, appChange)
      const app = () => appOf(ctx)
      const context = await updateApp.authorize(ctx.state.context, { input: readBody, app })
      const body = await readBody()
      const { space, record } = lookedUpApp(context)
      // Refuses changes of immutable members before invalid values: clients expect the errors in this order.
      checkUnchanged(record, body)
      const input = { space: space.name, slug: record.slug, ...commitmentsFrom(body) }
      const { label, ...changed } = successOf((await updateApp({ input }, context)).updateApp).app
      return appToWire(changed, { label })
    },
  })
}
