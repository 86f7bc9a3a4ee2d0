import type Router from '@koa/router'
import { z } from 'zod'
import { FolderError } from '../folders/errors.js'
import { foldersDoctype, revisionOf, rootId, trashId, type Reference } from '../folders/folder.js'
import type { FolderTree } from '../folders/folder-tree.js'
import type { Folders } from '../folders/folders.js'
import { requireType, type Caller } from '../instances/caller.js'
import type { Instances } from '../instances/instances.js'
import { jsonOf } from '../json.js'
import type { Change } from '../registry/audit/change.js'
import { describeInvalid } from '../registry/describe-invalid.js'
import { shortened } from '../registry/shortened.js'
import { readBody } from './body.js'
import type { ChangeLog } from './change-log.js'
import { callerOf, type StackRequest, type StackState } from './context.js'
import { folderSource } from './document-source.js'
import { sendJson, StackError } from './errors.js'
import { bookmarkOf, find, keysIn, queryIn, type Query } from './find.js'
import { requireFolder } from './folder-permission.js'
import { pagePieces, sendPieces } from './send-pieces.js'
import { FolderResources, referencesOf, type ContentsPage } from './folder-resource.js'
import { firstOf, pageLimitIn, parameterIn } from './parameters.js'

const jsonApi = 'application/vnd.api+json'
// In bytes.
const bodyLimit = 100_000

const changeShape = z.object({
  data: z.object({
    attributes: z
      .object({ name: z.string().optional(), dir_id: z.string().optional(), permanent_delete: z.boolean().optional() })
      .default({}),
    meta: z.object({ rev: z.string().optional() }).default({}),
  }),
})

const identifiersShape = z.object({ data: z.array(z.object({ type: z.string(), id: z.string() })) })

/** The dependencies of the routes of folders. */
export interface FolderRouteParts {
  instances: Instances
  folders: Folders
  changes: ChangeLog
}

/** `/files/…`: the folders of an instance. An instance has no files. */
export function addFolderRoutes(router: Router<StackState>, { instances, folders, changes }: FolderRouteParts): void {
  // The names of folders are private, so the log has only their ids.
  const changeOf = (ctx: StackRequest, operation: string, ids: Record<string, string> = {}): Change => {
    const shown = Object.entries(ids).map(([name, id]): [string, string] => [name, shortened(id)])
    return { operation, on: { domain: ctx.state.instance.domain, ...Object.fromEntries(shown) } }
  }
  const show = (ctx: StackRequest, tree: FolderTree, id: string, notSynchronizedOn: [] | null): void => {
    const resources = new FolderResources(ctx.state.instance, tree)
    sendJson(ctx, resources.full(id, contentsPage(ctx, tree, id), notSynchronizedOn), jsonApi)
  }

  router.get('/files/metadata', async (ctx) => {
    const caller = await callerOf(ctx, instances)
    const tree = await folders.read(ctx.state.instance)
    const path = firstOf(ctx.query.Path) ?? ''
    const id = path.startsWith('/') ? tree.idAt(path) : undefined
    // Without the permission for all folders, the answer must not tell which paths exist.
    requireFolder(caller, 'GET', tree, id ?? rootId)
    show(ctx, tree, id ?? missing(), null)
  })

  router.get('/files/:id', async (ctx) => {
    const { id = '' } = ctx.params
    const caller = await callerOf(ctx, instances)
    const tree = await folders.read(ctx.state.instance)
    requireFolder(caller, 'GET', tree, id)
    show(ctx, tree, tree.find(id) ? id : missing(), null)
  })

  router.get('/files/:id/relationships/contents', async (ctx) => {
    const { id = '' } = ctx.params
    const caller = await callerOf(ctx, instances)
    const tree = await folders.read(ctx.state.instance)
    requireFolder(caller, 'GET', tree, id)
    tree.get(id)
    const resources = new FolderResources(ctx.state.instance, tree)
    const { ids, count, next } = contentsPage(ctx, tree, id)
    const links = next === undefined ? {} : { next }
    sendJson(ctx, { data: ids.map((child) => resources.short(child)), links, meta: { count } }, jsonApi)
  })

  /** All folders. Refuses a caller without a permission for all of them. */
  const readAll = async (ctx: StackRequest): Promise<FolderResources> => {
    requireType(await callerOf(ctx, instances), 'GET', foldersDoctype)
    return new FolderResources(ctx.state.instance, await folders.read(ctx.state.instance))
  }

  router.post('/files/_find', async (ctx) => {
    const resources = await readAll(ctx)
    const cursor = parameterIn(ctx, 'page[cursor]')
    const query = { ...(cursor !== undefined && { bookmark: cursor }), ...(await queryIn(ctx)) }
    await sendPieces(ctx, foundFolders(resources, query), jsonApi)
  })

  router.post('/files/_all_docs', async (ctx) => {
    const resources = await readAll(ctx)
    await sendPieces(ctx, keyedFolders(resources, await keysIn(ctx)), jsonApi)
  })

  const create = async (ctx: StackRequest, parent: string): Promise<void> => {
    const { instance } = ctx.state
    const [type, name = ''] = [firstOf(ctx.query.Type), firstOf(ctx.query.Name)]
    const work = (caller: Caller) =>
      folders.change(instance, caller.slug, (tree, by) => {
        requireFolder(caller, 'POST', tree, parent)
        if (type !== 'directory') throw new StackError(422, 'there are only folders here: give "Type=directory"')
        const id = tree.create(parent, name, by)
        return { id, data: new FolderResources(instance, tree).short(id) }
      })
    const change = changeOf(ctx, 'createFolder', { parent })
    const { data } = await changes.run(ctx, change, work, ({ id }) => ({ folder: id }))
    ctx.status = 201
    sendJson(ctx, { data }, jsonApi)
  }
  router.post('/files', (ctx) => create(ctx, rootId))
  router.post('/files/:id', (ctx) => create(ctx, ctx.params.id ?? ''))

  const destroy = ({ state }: StackRequest, caller: Caller, id: string, revision?: string): Promise<void> =>
    folders.change(state.instance, caller.slug, (tree) => {
      requireFolder(caller, 'DELETE', tree, id)
      tree.destroy(id, revision)
    })

  router.patch('/files/:id', async (ctx) => {
    const { id = '' } = ctx.params
    const work = async (caller: Caller): Promise<FolderTree | undefined> => {
      const { attributes, meta } = (await bodyOf(ctx, changeShape)).data
      const { name, dir_id: parent } = attributes
      const revision = meta.rev ?? revisionIn(ctx)
      if (attributes.permanent_delete) {
        await destroy(ctx, caller, id, revision)
        return undefined
      }
      return folders.change(ctx.state.instance, caller.slug, (tree, by) => {
        requireFolder(caller, 'PATCH', tree, id)
        if (parent !== undefined) requireFolder(caller, 'PATCH', tree, parent)
        tree.update(id, { name, parent, revision }, by)
        return tree
      })
    }
    const change = changeOf(ctx, 'updateFolder', { folder: id })
    const tree = await changes.run(ctx, change, work, (found) => (found ? {} : { isRemoved: true }))
    if (tree) show(ctx, tree, id, null)
    else ctx.status = 204
  })

  router.delete('/files/trash', async (ctx) => {
    await changes.run(ctx, changeOf(ctx, 'emptyTrash'), (caller) =>
      folders.change(ctx.state.instance, caller.slug, (tree) => {
        requireFolder(caller, 'DELETE', tree, trashId)
        tree.emptyTrash()
      }),
    )
    ctx.status = 204
  })

  router.post('/files/trash/:id', async (ctx) => {
    const { id = '' } = ctx.params
    const tree = await changes.run(ctx, changeOf(ctx, 'restoreFolder', { folder: id }), (caller) =>
      folders.change(ctx.state.instance, caller.slug, (tree, by) => {
        requireFolder(caller, 'PATCH', tree, id)
        tree.restore(id, by)
        return tree
      }),
    )
    show(ctx, tree, id, [])
  })

  router.delete('/files/trash/:id', async (ctx) => {
    const { id = '' } = ctx.params
    await changes.run(ctx, changeOf(ctx, 'removeFolder', { folder: id }), (caller) => destroy(ctx, caller, id))
    ctx.status = 204
  })

  router.delete('/files/:id', async (ctx) => {
    const { id = '' } = ctx.params
    const tree = await changes.run(ctx, changeOf(ctx, 'trashFolder', { folder: id }), (caller) =>
      folders.change(ctx.state.instance, caller.slug, (tree, by) => {
        requireFolder(caller, 'DELETE', tree, id)
        tree.trash(id, by, revisionIn(ctx))
        return tree
      }),
    )
    show(ctx, tree, id, [])
  })

  const sendReferences = (ctx: StackRequest, tree: FolderTree, id: string): void => {
    const folder = tree.get(id)
    const { referenced_by: references } = folder
    const meta = { rev: revisionOf(folder), count: references.length }
    sendJson(ctx, { data: referencesOf(references), meta }, jsonApi)
  }
  const readReferences = async (ctx: StackRequest, id: string): Promise<void> => {
    const caller = await callerOf(ctx, instances)
    const tree = await folders.read(ctx.state.instance)
    requireFolder(caller, 'GET', tree, id)
    sendReferences(ctx, tree, id)
  }
  const changeReferences = async (
    ctx: StackRequest,
    id: string,
    operation: 'addReferences' | 'removeReferences',
  ): Promise<void> => {
    const tree = await changes.run(ctx, changeOf(ctx, operation, { folder: id }), async (caller) => {
      const references = await identifiersIn(ctx)
      return folders.change(ctx.state.instance, caller.slug, (tree, by) => {
        requireFolder(caller, 'PATCH', tree, id)
        tree[operation](id, references, by)
        return tree
      })
    })
    sendReferences(ctx, tree, id)
  }
  const path = '/files/:id/relationships/referenced_by'
  router.get(path, (ctx) => readReferences(ctx, ctx.params.id ?? ''))
  // The member `referenced_by` of a folder links to this path.
  router.get('/files/:id/relationships/references', (ctx) => readReferences(ctx, ctx.params.id ?? ''))
  router.post(path, (ctx) => changeReferences(ctx, ctx.params.id ?? '', 'addReferences'))
  router.delete(path, (ctx) => changeReferences(ctx, ctx.params.id ?? '', 'removeReferences'))
}

/**
 * The resource identifiers in a body.
 * @throws StackError 400
 */
export async function identifiersIn(ctx: StackRequest): Promise<Reference[]> {
  return (await bodyOf(ctx, identifiersShape)).data
}

// The cursor is the id of the first folder of the page.
function contentsPage(ctx: StackRequest, tree: FolderTree, id: string): ContentsPage {
  const limit = pageLimitIn(ctx)
  const children = tree.children(id)
  const cursor = parameterIn(ctx, 'page[cursor]')
  const start = cursor === undefined ? 0 : children.indexOf(cursor)
  if (start === -1) throw new FolderError('INVALID_QUERY', 'page cursor is not the id of a folder in this folder')
  const first = children[start + limit]
  const query = new URLSearchParams({ 'page[cursor]': first ?? '', 'page[limit]': String(limit) })
  return {
    ids: children.slice(start, start + limit),
    count: children.length,
    ...(first !== undefined && { next: `/files/${id}/relationships/contents?${String(query)}` }),
  }
}

async function bodyOf<T>(ctx: StackRequest, shape: z.ZodType<T>): Promise<T> {
  const body = jsonOf(await readBody(ctx, bodyLimit))
  if (body === undefined) throw new StackError(400, 'the body is no valid JSON')
  const { data, error } = shape.safeParse(body)
  if (error) throw new StackError(400, `the body is no JSON:API document: ${describeInvalid(error, body)}`)
  return data
}

function revisionIn(ctx: StackRequest): string | undefined {
  return ctx.get('If-Match').replaceAll('"', '') || undefined
}

function missing(): never {
  throw new FolderError('NOT_FOUND', 'file does not exist')
}

async function* foundFolders(resources: FolderResources, query: Query): AsyncGenerator<string, void> {
  yield '{"data":'
  const found = find(folderSource(resources), query)
  const page = yield* pagePieces(found, query.limit, ({ _id }) => resources.short(_id))
  const next = `/files/_find?${String(new URLSearchParams({ 'page[cursor]': bookmarkOf(page.last) }))}`
  // Clients compare the count with the number of folders that they have, to see whether there are more.
  const count = query.skip + page.count + (page.next ? 1 : 0)
  yield `,"links":${JSON.stringify(page.next ? { next } : {})},"meta":${JSON.stringify({ count })}}`
}

async function* keyedFolders(resources: FolderResources, ids: readonly string[]): AsyncGenerator<string, void> {
  async function* found(): AsyncGenerator<string> {
    for (const id of ids) if (resources.has(id)) yield id
  }
  yield '{"data":'
  const { count } = yield* pagePieces(found(), Infinity, (id) => resources.short(id))
  yield `,"meta":${JSON.stringify({ count })}}`
}
