import { z } from 'zod'
import type { CompileOperation } from '../graphql/compile-operation.js'
import { unlessRefused } from '../graphql/unless-refused.js'
import { appNotFound, cannotChange } from '../registry/apps.js'
import { existingApp, slugOf } from './app-in-path.js'
import { readBody } from './body.js'
import { commitmentsFrom, typeFrom, typeNamed } from './enums.js'
import { CreateAppDocument, FindAppDocument, ReadAppDocument, UpdateAppDocument } from './generated/operations.js'
import { channelNamed, parameter, versionsChannel } from './parameters.js'
import { jsonRoute, type Route } from './route.js'
import { app as appShape } from './shapes.js'
import { appToWire, versionsToWire } from './wire.js'

const text = z.string().nullish()
const commitments = { data_usage_commitment: text, data_usage_commitment_by: text }
const newApp = z.object({ slug: text, editor: text, type: text, ...commitments })
const appChange = z.object({ editor: text, type: text, ...commitments })

/** Applications: reading, creating and changing one. */
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
    gives: appShape,
    cacheControl: 'max-age=300',
    refuses: [400, 404],
    async handle(ctx) {
      const slug = slugOf(ctx)
      const { space } = await readApp({ space: ctx.state.space.name, slug }, ctx.state.operation)
      if (!space?.app) throw appNotFound(ctx.state.space, slug)
      const { label, latestVersion, ...app } = space.app
      // Another word than a channel means dev here, unlike in lists.
      const versions = versionsToWire(app, channelNamed(parameter(ctx, versionsChannel)) ?? 'dev')
      return appToWire(app, { versions, label, latestVersion })
    },
  })
}

function createRoute(compile: CompileOperation): Route {
  const findApp = compile(FindAppDocument)
  const createApp = compile(CreateAppDocument)
  return jsonRoute({
    method: 'POST',
    path: '/',
    changes: 'createApp',
    summary: 'Creates an application',
    token: 'master',
    body: newApp,
    gives: appShape,
    status: 201,
    refuses: [400, 409],
    async handle(ctx) {
      const { space, operation } = ctx.state
      const { access } = operation.registry
      access.requireGenuine(operation.viewer)
      const body = await readBody(ctx, newApp)
      const slug = body.slug ?? ''
      const editor = body.editor ?? ''
      // Permission comes before validation.
      await access.requireMaster(operation.viewer, editor)
      // The slug is checked before the values that the schema could not even carry.
      await findApp({ space: space.name, slug }, operation)
      const input = { space: space.name, slug, editor, type: typeFrom(body.type), ...commitmentsFrom(body) }
      const { label, ...app } = unlessRefused((await createApp({ input }, operation)).createApp).app
      return appToWire(app, { versions: versionsToWire(app, 'dev'), label })
    },
  })
}

function changeRoute(compile: CompileOperation): Route {
  const findApp = compile(FindAppDocument)
  const updateApp = compile(UpdateAppDocument)
  return jsonRoute({
    method: 'PATCH',
    path: '/:app',
    changes: 'updateApp',
    summary: "Changes what is promised about a person's data",
    token: 'master',
    body: appChange,
    gives: appShape,
    refuses: [400, 404],
    async handle(ctx) {
      const { space, operation } = ctx.state
      const { access } = operation.registry
      access.requireGenuine(operation.viewer)
      const body = await readBody(ctx, appChange)
      const { slug, editor, type } = await existingApp(ctx, findApp)
      await access.requireMaster(operation.viewer, editor.name)
      // Changes of immutable members are refused before values that the schema can't represent.
      if (body.editor && body.editor !== editor.name) throw cannotChange('editor', editor.name)
      if (body.type && typeNamed(body.type) !== type) throw cannotChange('type', type.toLowerCase())
      const input = { space: space.name, slug, ...commitmentsFrom(body) }
      const { label, ...app } = unlessRefused((await updateApp({ input }, operation)).updateApp).app
      return appToWire(app, { label })
    },
  })
}
