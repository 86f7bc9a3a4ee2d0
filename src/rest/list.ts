import type { Prepare } from '../graphql/prepare.js'
import { encodeCursor } from '../registry/cursors.js'
import { ListAppsDocument, type AppFilter, type AppSort } from './generated/operations.js'
import { sendJson } from './json.js'
import { channelParameter, numberParameter, parameter } from './parameters.js'
import type { RestRequest, Route } from './route.js'
import { appToWire, versionsToWire } from './wire.js'

const usualLimit = 50
const longestLimit = 200
const sortFields = { slug: 'SLUG', type: 'TYPE', editor: 'EDITOR', created_at: 'CREATED_AT' } as const

/** The list of applications. */
export function listRoutes(prepare: Prepare): Route[] {
  const listApps = prepare(ListAppsDocument)
  return [
    {
      method: 'GET',
      path: '/',
      kind: 'json',
      async handle(ctx) {
        const limit = Math.min(numberParameter(ctx, 'limit') || usualLimit, longestLimit)
        const offset = numberParameter(ctx, 'cursor')
        const versionsChannel = channelParameter(ctx, 'versionsChannel', 'dev')
        const latestChannel = channelParameter(ctx, 'latestChannelVersion', 'stable')
        const { space } = await listApps(
          {
            space: ctx.state.space.name,
            first: limit,
            after: encodeCursor({ offset }),
            filter: filterOf(ctx),
            sort: sortOf(ctx),
            channel: channelNames[latestChannel],
          },
          ctx.state.operation,
        )
        const { nodes = [], pageInfo } = space?.apps ?? {}
        const data = nodes.map(({ latestVersion, label, ...app }) =>
          appToWire(app, { versions: versionsToWire(app, versionsChannel), label, latestVersion }),
        )
        const next = pageInfo?.hasNextPage ? { next_cursor: String(offset + limit) } : {}
        await sendJson(ctx, { data, meta: { count: data.length, ...next } })
      },
    },
  ]
}

/** Names of the channels in the schema. */
export const channelNames = { stable: 'STABLE', beta: 'BETA', dev: 'DEV' } as const

function filterOf(ctx: RestRequest): AppFilter {
  const type = parameter(ctx, 'filter[type]')
  const select = parameter(ctx, 'filter[select]')?.split(',')
  const types = { webapp: 'WEBAPP', konnector: 'KONNECTOR' } as const
  const known = type === 'webapp' || type === 'konnector' ? types[type] : null
  return {
    type: known,
    editor: parameter(ctx, 'filter[editor]') ?? null,
    // Another type matches nothing.
    slugs: type !== undefined && known === null ? [] : (select ?? null),
    exceptSlugs: parameter(ctx, 'filter[reject]')?.split(',') ?? null,
  }
}

// An unknown field means the slug, but its sign still counts.
function sortOf(ctx: RestRequest): AppSort {
  const text = parameter(ctx, 'sort') ?? ''
  const name = text.replace(/^-/, '')
  const by = Object.entries(sortFields).find(([field]) => field === name)?.[1] ?? 'SLUG'
  return { by, direction: text.startsWith('-') ? 'DESCENDING' : 'ASCENDING' }
}
