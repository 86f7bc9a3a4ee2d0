import type { CompileOperation } from '../graphql/compile-operation.js'
import { enumName, enums } from '../graphql/enums.js'
import { encodeCursor } from '../registry/cursors.js'
import { appTypes } from '../registry/records.js'
import { ListAppsDocument, type AppFilter, type AppSort } from './generated/operations.js'
import { channelParameter, numberParameter, parameter, versionsChannel, type Parameter } from './parameters.js'
import { jsonRoute, type RestRequest, type Route } from './route.js'
import { channels } from '../registry/versions.js'
import { appList } from '../wire-format/shapes.js'
import { appToWire, versionsToWire } from '../wire-format/to-wire.js'

const defaultLimit = 50
const maxLimit = 200
const sortFields = { slug: 'SLUG', type: 'TYPE', editor: 'EDITOR', created_at: 'CREATED_AT' } as const
const sortNames = Object.keys(sortFields)

const limitParameter = {
  name: 'limit',
  summary: 'Applications per page, at most 200. The default is 50. 0 means the default.',
}
const cursorParameter = { name: 'cursor', summary: 'The number of applications to skip, as `next_cursor` gives it.' }
const sortParameter = {
  name: 'sort',
  summary: 'The field to sort by. A dash in front of it means descending order. The default is slug.',
  values: [...sortNames, ...sortNames.map((name) => `-${name}`)],
}
const typeFilter = { name: 'filter[type]', summary: 'Only applications of this type.' }
const editorFilter = { name: 'filter[editor]', summary: 'Only applications of this editor (case-sensitive).' }
const selectFilter = { name: 'filter[select]', summary: 'Only these slugs, separated by commas.' }
const rejectFilter = { name: 'filter[reject]', summary: 'All slugs except these, separated by commas.' }
const latestChannel: Parameter = {
  name: 'latestChannelVersion',
  summary: 'The channel whose newest version is `latest_version` and determines the label. Default: stable.',
  values: channels,
}

/** The route that lists applications. */
export function listRoutes(compile: CompileOperation): Route[] {
  const listApps = compile(ListAppsDocument)
  return [
    jsonRoute({
      method: 'GET',
      path: '/',
      summary: 'Lists applications, page by page',
      query: [
        ...[limitParameter, cursorParameter, sortParameter, typeFilter, editorFilter, selectFilter, rejectFilter],
        ...[versionsChannel, latestChannel],
      ],
      shape: appList,
      refuses: [400],
      async handle(ctx) {
        const limit = Math.min(numberParameter(ctx, limitParameter) || defaultLimit, maxLimit)
        const offset = numberParameter(ctx, cursorParameter)
        const listedChannel = channelParameter(ctx, versionsChannel, 'dev')
        const channel = enumName(enums.Channel, channelParameter(ctx, latestChannel, 'stable'))
        const page = { first: limit, after: encodeCursor({ offset }), filter: filterOf(ctx), sort: sortOf(ctx) }
        const { space } = await listApps({ space: ctx.state.space.name, ...page, channel }, ctx.state.context)
        const { nodes = [], pageInfo } = space?.apps ?? {}
        const data = nodes.map(({ latestVersion, label, ...app }) =>
          appToWire(app, { versions: versionsToWire(app, listedChannel), label, latestVersion }),
        )
        const next = pageInfo?.hasNextPage && { next_cursor: String(offset + limit) }
        return { data, meta: { count: data.length, ...next } }
      },
    }),
  ]
}

function filterOf(ctx: RestRequest): AppFilter {
  const type = parameter(ctx, typeFilter)
  const select = parameter(ctx, selectFilter)?.split(',')
  const knownType = appTypes.find((candidate) => candidate === type)
  return {
    type: knownType ? enumName(enums.AppType, knownType) : null,
    editor: parameter(ctx, editorFilter) ?? null,
    // An unknown type matches no application.
    slugs: type !== undefined && !knownType ? [] : (select ?? null),
    exceptSlugs: parameter(ctx, rejectFilter)?.split(',') ?? null,
  }
}

// With an unknown field, the list is sorted by slug, in the requested direction.
function sortOf(ctx: RestRequest): AppSort {
  const text = parameter(ctx, sortParameter) ?? ''
  const name = text.replace(/^-/, '')
  const by = Object.entries(sortFields).find(([field]) => field === name)?.[1] ?? 'SLUG'
  return { by, direction: text.startsWith('-') ? 'DESCENDING' : 'ASCENDING' }
}
