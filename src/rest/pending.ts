import type { CompileOperation } from '../graphql/compile-operation.js'
import { successOf } from '../graphql/success-of.js'
import { notPending } from '../registry/not-found.js'
import { appOf } from './app-in-path.js'
import {
  ApprovePendingVersionDocument,
  ListPendingVersionsDocument,
  ReadPendingVersionDocument,
  RejectPendingVersionDocument,
} from './generated/operations.js'
import { parameter } from './parameters.js'
import { jsonRoute, type Route } from './route.js'
import { version as versionShape, versions } from '../wire-format/shapes.js'
import { versionToWire } from '../wire-format/to-wire.js'

const editorParameter = { name: 'editor', summary: 'Only versions of this editor (case-insensitive).' }
const slugFilter = { name: 'filter[slug]', summary: 'Only versions of this application.' }

/** The routes that list, read, approve and reject pending versions. */
export function pendingRoutes(compile: CompileOperation): Route[] {
  return [listRoute(compile), readRoute(compile), approveRoute(compile), rejectRoute(compile)]
}

function listRoute(compile: CompileOperation): Route {
  const listPending = compile(ListPendingVersionsDocument)
  return jsonRoute({
    method: 'GET',
    path: '/pending',
    summary: 'Lists the pending versions',
    token: 'master',
    query: [editorParameter, slugFilter],
    shape: versions,
    async handle(ctx) {
      const editor = parameter(ctx, editorParameter)
      const context = await listPending.authorize(ctx.state.context, { editor: () => editor })
      const filter = { space: ctx.state.space.name, editor: editor ?? null, app: parameter(ctx, slugFilter) ?? null }
      const result = await listPending(filter, context)
      return (result.space?.pendingVersions ?? []).map(versionToWire)
    },
  })
}

function readRoute(compile: CompileOperation): Route {
  const readPending = compile(ReadPendingVersionDocument)
  return jsonRoute({
    method: 'GET',
    path: '/pending/:app/:version',
    summary: 'Reads a pending version',
    token: 'master',
    shape: versionShape,
    refuses: [400, 404],
    async handle(ctx) {
      const { space, params } = ctx.state
      const context = await readPending.authorize(ctx.state.context, {})
      const app = (await appOf(ctx)).record.slug
      const version = params.version ?? ''
      const result = await readPending({ space: space.name, app, version }, context)
      const record = result.space?.pendingVersion
      if (!record) throw notPending(app, version)
      return versionToWire(record)
    },
  })
}

function approveRoute(compile: CompileOperation): Route {
  const approve = compile(ApprovePendingVersionDocument)
  return jsonRoute({
    method: 'PUT',
    path: '/pending/:app/:version/approval',
    mutation: 'approvePendingVersion',
    summary: 'Approves a pending version, which publishes it',
    token: 'master',
    checksMediaTypes: false,
    shape: versionShape,
    status: 201,
    refuses: [400, 404, 409],
    async handle(ctx) {
      const { space, params } = ctx.state
      const context = await approve.authorize(ctx.state.context, {})
      const app = (await appOf(ctx)).record.slug
      const input = { space: space.name, app, version: params.version ?? '' }
      const { version } = successOf((await approve({ input }, context)).approvePendingVersion)
      return versionToWire(version)
    },
  })
}

function rejectRoute(compile: CompileOperation): Route {
  const reject = compile(RejectPendingVersionDocument)
  return {
    method: 'DELETE',
    path: '/pending/:app/:version',
    mutation: 'rejectPendingVersion',
    summary: 'Rejects a pending version, which removes it',
    token: 'master',
    checksMediaTypes: false,
    errors: 'json',
    variesByEncoding: true,
    success: { status: 204, types: [] },
    refuses: [400, 404],
    async handle(ctx) {
      const { space, params } = ctx.state
      const context = await reject.authorize(ctx.state.context, {})
      const input = { space: space.name, app: params.app ?? '', version: params.version ?? '' }
      await reject({ input }, context)
      ctx.status = 204
    },
  }
}
