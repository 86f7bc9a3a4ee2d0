import type { CompileOperation } from '../graphql/compile-operation.js'
import { enumName, enums } from '../graphql/enums.js'
import { versionNotFound } from '../registry/not-found.js'
import { checkChannel } from '../registry/versions.js'
import { appOf, slugOf } from './app-in-path.js'
import { ReadLatestVersionDocument, ReadVersionDocument, ReadVersionsDocument } from './generated/operations.js'
import { channelNamed, parameter, versionsChannel } from './parameters.js'
import { jsonRoute, type Route } from './route.js'
import { version as versionShape, versionLists } from '../wire-format/shapes.js'
import { versionsToWire, versionToWire } from '../wire-format/to-wire.js'

/** The routes that read versions. */
export function versionRoutes(compile: CompileOperation): Route[] {
  return [listsRoute(compile), versionRoute(compile), latestRoute(compile)]
}

function listsRoute(compile: CompileOperation): Route {
  const readVersions = compile(ReadVersionsDocument)
  return jsonRoute({
    method: 'GET',
    path: '/:app/versions',
    summary: 'Lists the versions of an application, channel by channel',
    query: [versionsChannel],
    shape: versionLists,
    cacheControl: 'max-age=300',
    refuses: [400, 404],
    async handle(ctx) {
      const { space } = await readVersions({ space: ctx.state.space.name, slug: slugOf(ctx) }, ctx.state.context)
      const listedChannel = channelNamed(parameter(ctx, versionsChannel)) ?? 'dev'
      // A missing application is no 404 here. Cozy servers expect the answer for an application without versions.
      return space?.app ? versionsToWire(space.app, listedChannel) : { has_versions: false }
    },
  })
}

function versionRoute(compile: CompileOperation): Route {
  const readVersion = compile(ReadVersionDocument)
  return jsonRoute({
    method: 'GET',
    path: '/:app/:version',
    summary: 'Reads a published version',
    shape: versionShape,
    cacheControl: 'max-age=31536000',
    refuses: [400, 404],
    async handle(ctx) {
      const { space, params, context } = ctx.state
      // Looks up the application first. A missing application is refused before an invalid version number.
      const { slug } = (await appOf(ctx)).record
      const version = params.version ?? ''
      const result = await readVersion({ space: space.name, slug, version }, context)
      const record = result.space?.app?.version
      if (!record) throw versionNotFound(slug, version)
      // An overwritten version is cached for a short time only. Its name and icon may be overwritten again at any time. A withdrawn
      // version may be restored.
      if (record.isOverwritten || record.withdrawn) ctx.set('Cache-Control', 'max-age=300')
      return versionToWire(record)
    },
  })
}

function latestRoute(compile: CompileOperation): Route {
  const readLatest = compile(ReadLatestVersionDocument)
  return jsonRoute({
    method: 'GET',
    path: '/:app/:channel/latest',
    summary: 'Reads the newest version that a channel offers',
    shape: versionShape,
    cacheControl: 'max-age=300',
    refuses: [400, 404],
    async handle(ctx) {
      const { space, params, context } = ctx.state
      const { slug } = (await appOf(ctx)).record
      const name = checkChannel(params.channel ?? '')
      const result = await readLatest({ space: space.name, slug, channel: enumName(enums.Channel, name) }, context)
      const record = result.space?.app?.latestVersion
      if (!record) throw versionNotFound(slug, `in the channel "${name}"`)
      return versionToWire(record)
    },
  })
}
