import type Router from '@koa/router'
import { z } from 'zod'
import { FolderError } from '../folders/errors.js'
import { foldersDoctype, type Reference } from '../folders/folder.js'
import type { FolderTree } from '../folders/folder-tree.js'
import {
  pageOfReferences,
  referenceOrders,
  type ReferenceOrder,
  type ReferencePage,
  type ReferencePosition,
} from '../folders/reference-page.js'
import { forbidden, type Caller } from '../instances/caller.js'
import { allowsDocument, allowsType } from '../instances/permissions/matching.js'
import { jsonOf } from '../json.js'
import { shortened } from '../registry/shortened.js'
import { callerOf, type StackRequest, type StackState } from './context.js'
import { sendJson } from './errors.js'
import { FolderResources, identifierOf } from './folder-resource.js'
import { requireFolder } from './folder-permission.js'
import { identifiersIn, type FolderRouteParts } from './folders.js'
import { firstOf, pageLimitIn, parameterIn } from './parameters.js'

const path = '/data/:type/:id/relationships/references'
const order = z.enum(referenceOrders)
// The maximum number of folders that one line of the log names.
const mostLogged = 20
// The cursor, in the form of a position in a CouchDB view: the key, and the id of a folder.
const cursorShape = z.tuple([z.array(z.string()).max(3), z.string()])

/** `/data/:type/:id/relationships/references`: the folders with a reference to a document. The document need not exist. */
export function addReferenceRoutes(
  router: Router<StackState>,
  { instances, folders, changes }: FolderRouteParts,
): void {
  router.get(path, async (ctx) => {
    const { type = '', id = '' } = ctx.params
    const { rules } = await callerOf(ctx, instances)
    const isAllowed =
      allowsDocument(rules.values(), 'GET', { type, id, valuesOf: () => [] }) ||
      allowsType(rules.values(), 'GET', foldersDoctype)
    if (!isAllowed) throw forbidden('GET', type, id)
    const tree = await folders.read(ctx.state.instance)
    const reference = storedReference(tree, type, id, rawId(ctx))
    const sort = orderIn(ctx)
    const page = pageOfReferences(tree, reference, sort ?? 'id', pageLimitIn(ctx), positionIn(ctx))
    const includesFolders = firstOf(ctx.query.include) === 'files' && page.ids.length > 0
    const resources = new FolderResources(ctx.state.instance, tree)
    const answer = {
      data: page.ids.map(identifierOf),
      links: page.next ? { next: urlOfNextPage(ctx, reference, sort, page.next) } : {},
      meta: { count: page.count },
      ...(includesFolders && { included: page.ids.map((each) => resources.short(each)) }),
    }
    sendJson(ctx, answer, 'application/vnd.api+json')
  })

  const change = async (
    ctx: StackRequest & { params: Record<string, string> },
    operation: 'addReferences' | 'removeReferences',
  ): Promise<void> => {
    const { type = '', id = '' } = ctx.params
    const { instance } = ctx.state
    const on = { domain: instance.domain, type: shortened(type), id: shortened(id) }
    const work = async (caller: Caller): Promise<Reference[]> => {
      const files = await identifiersIn(ctx)
      await folders.change(instance, caller.slug, (tree, by) => {
        for (const file of files) requireFolder(caller, 'PATCH', tree, file.id)
        for (const file of files) {
          if (file.type !== foldersDoctype) throw new FolderError('NOT_FOUND', 'file does not exist')
          tree[operation](file.id, [{ type, id }], by)
        }
      })
      return files
    }
    const detailsOf = (files: Reference[]) => ({ folders: files.slice(0, mostLogged).map((file) => file.id) })
    await changes.run(ctx, { operation, on }, work, detailsOf)
    ctx.status = 204
  }
  router.post(path, (ctx) => change(ctx, 'addReferences'))
  router.delete(path, (ctx) => change(ctx, 'removeReferences'))
}

// Old clients stored ids with an escaped slash. As in cozy-stack, if no folder refers to the decoded id, the id is looked up as it
// is written in the path.
function storedReference(tree: FolderTree, type: string, id: string, raw: string): Reference {
  const isLegacy = raw !== id && tree.referencing({ type, id }).length === 0
  return { type, id: isLegacy && tree.referencing({ type, id: raw }).length > 0 ? raw : id }
}

function rawId(ctx: StackRequest): string {
  return ctx.path.split('/')[3] ?? ''
}

function orderIn(ctx: StackRequest): ReferenceOrder | undefined {
  const sort = firstOf(ctx.query.sort)
  if (sort === undefined || sort === '') return undefined
  const { data } = order.safeParse(sort)
  if (!data) throw new FolderError('INVALID_QUERY', 'Invalid sort parameter')
  return data
}

function positionIn(ctx: StackRequest): ReferencePosition | undefined {
  const text = firstOf(ctx.query['page[cursor]'])
  if (text === undefined || text === '') return undefined
  const { data } = cursorShape.safeParse(jsonOf(text))
  if (!data) throw new FolderError('INVALID_QUERY', 'page cursor is invalid')
  const [[, , createdAt], id] = data
  return { createdAt, id }
}

function urlOfNextPage(
  ctx: StackRequest,
  { type, id }: Reference,
  sort: ReferenceOrder | undefined,
  next: NonNullable<ReferencePage['next']>,
): string {
  const key = sort?.endsWith('datetime') ? [type, id, next.createdAt] : [type, id]
  const include = firstOf(ctx.query.include)
  const query = new URLSearchParams({
    ...(include !== undefined && { include }),
    'page[cursor]': JSON.stringify([key, next.id]),
    'page[limit]': parameterIn(ctx, 'page[limit]') ?? String(pageLimitIn(ctx)),
    ...(sort && { sort }),
  })
  return `/data/${encodeURIComponent(type)}/${encodeURIComponent(id)}/relationships/references?${String(query)}`
}
