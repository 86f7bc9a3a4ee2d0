import type Router from '@koa/router'
import type { Folders } from '../folders/folders.js'
import type { Caller } from '../instances/caller.js'
import { forbidden, requireType } from '../instances/caller.js'
import type { Instances } from '../instances/instances.js'
import { allowsDocument } from '../instances/permissions/matching.js'
import type { JsonObject } from '../json.js'
import { callerOf, type StackRequest, type StackState } from './context.js'
import { createFindSource, type DocumentSource, type ListedDocument } from './document-source.js'
import { sendJson, StackError } from './errors.js'
import { bookmarkOf, find, keysIn, selectFields, queryIn, type Query } from './find.js'
import { limitIn, parameterIn } from './parameters.js'
import { pagePieces, sendPieces } from './send-pieces.js'

// Doctypes that no application may read (or write), even with a permission.
const unreadable: ReadonlySet<string> = new Set(['io.cozy.permissions', 'io.cozy.remote.secrets'])
const unwritable: ReadonlySet<string> = new Set([
  ...unreadable,
  'io.cozy.apps',
  'io.cozy.files',
  'io.cozy.konnectors',
  'io.cozy.remote.requests',
])

/** `/data/:doctype/…`: the documents of an instance. Applications need a permission to read them. */
export function addDataRoutes(router: Router<StackState>, instances: Instances, folders: Folders): void {
  const findSource = createFindSource(instances.documents, folders)

  /** Identifies the caller. Refuses a doctype that no application can read. */
  const identifyReader = async (ctx: StackRequest, doctype: string): Promise<Caller> => {
    const caller = await callerOf(ctx, instances)
    if (unreadable.has(doctype)) throw new StackError(403, `reserved doctype ${doctype} unreadable`)
    return caller
  }

  /** All documents of a doctype. Refuses a caller who may not read all of them. */
  const readableSource = async (ctx: StackRequest, doctype: string): Promise<DocumentSource> => {
    requireType(await identifyReader(ctx, doctype), 'GET', doctype)
    return (await findSource(ctx.state.instance, doctype)) ?? notServed()
  }

  router.get('/data/:doctype/_all_docs', async (ctx) => {
    const source = await readableSource(ctx, ctx.params.doctype ?? '')
    const page = pageIn(ctx)
    await sendPieces(ctx, allDocs(source.list(), await source.count(), page))
  })

  router.post('/data/:doctype/_all_docs', async (ctx) => {
    const source = await readableSource(ctx, ctx.params.doctype ?? '')
    const { includeDocs } = pageIn(ctx)
    const rows = rowsOf(source, await keysIn(ctx), includeDocs)
    await sendPieces(ctx, keyedDocs(rows, await source.count()))
  })

  router.get('/data/:doctype/_normal_docs', async (ctx) => {
    const source = await readableSource(ctx, ctx.params.doctype ?? '')
    const bookmark = parameterIn(ctx, 'bookmark')
    const query = { selector: {}, limit: limitIn(ctx), skip: pageIn(ctx).skip, ...(bookmark && { bookmark }) }
    await sendPieces(ctx, normalDocs(find(source, query), await source.count(), query.limit))
  })

  router.post('/data/:doctype/_find', async (ctx) => {
    const source = await readableSource(ctx, ctx.params.doctype ?? '')
    const query = await queryIn(ctx)
    await sendPieces(ctx, foundDocs(find(source, query), query))
  })

  router.get('/data/:doctype/:id', async (ctx) => {
    const { doctype = '', id = '' } = ctx.params
    const caller = await identifyReader(ctx, doctype)
    const source = await findSource(ctx.state.instance, doctype)
    const document = await source?.get(id)
    const isReadable = source?.isReadable(caller, id, document) ?? allowsId(caller, doctype, id)
    // Without the permission, the answer must not tell whether the document exists.
    if (!isReadable) throw forbidden('GET', doctype, id)
    if (document) return sendJson(ctx, { ...document, _type: doctype })
    // Such an id is a route of CouchDB that is not supported here. This 404 has another body than that of a missing document:
    // clients would take `not_found` for an empty list.
    if (id.startsWith('_')) notServed()
    ctx.status = 404
    sendJson(ctx, { ok: false, status: '404', error: 'not_found', reason: 'missing' })
  })

  const refuseWrite = async (ctx: StackRequest & { params: Record<string, string> }): Promise<void> => {
    const { doctype = '' } = ctx.params
    await callerOf(ctx, instances)
    if (unwritable.has(doctype)) throw new StackError(403, `reserved doctype ${doctype} unwritable`)
    notServed()
  }
  router.post('/data/:doctype', refuseWrite)
  router.put('/data/:doctype/:id', refuseWrite)
  router.delete('/data/:doctype/:id', refuseWrite)
}

function allowsId({ rules }: Caller, type: string, id: string): boolean {
  return allowsDocument(rules.values(), 'GET', { type, id, valuesOf: () => [] })
}

function notServed(): never {
  throw new StackError(404, 'Not Found')
}

interface Page {
  limit: number
  skip: number
  includeDocs: boolean
}

function pageIn(ctx: StackRequest): Page {
  const { limit, skip, include_docs } = ctx.query
  return { limit: numberIn(limit, Infinity), skip: numberIn(skip, 0), includeDocs: include_docs === 'true' }
}

function numberIn(text: string | string[] | undefined, fallback: number): number {
  if (text === undefined) return fallback
  if (typeof text === 'string' && /^\d{1,9}$/.test(text)) return Number(text)
  throw new StackError(400, '"limit" and "skip" must be numbers')
}

// CouchDB's answer to GET `_all_docs`, in pieces, because there may be many documents.
async function* allDocs(documents: AsyncIterable<JsonObject>, total: number, page: Page): AsyncGenerator<string, void> {
  yield `{"total_rows":${String(total)},"offset":${String(Math.min(page.skip, total))},"rows":[`
  let [index, sent] = [0, 0]
  for await (const document of documents) {
    if (sent >= page.limit) break
    if (index++ < page.skip) continue
    yield `${sent++ > 0 ? ',\n' : '\n'}${JSON.stringify(rowOf(document, page.includeDocs))}`
  }
  yield '\n]}\n'
}

async function* rowsOf(
  source: DocumentSource,
  keys: readonly string[],
  includeDocs: boolean,
): AsyncGenerator<JsonObject> {
  let index = 0
  for await (const document of source.getEach(keys)) {
    const key = keys[index++] ?? ''
    yield document ? rowOf(document, includeDocs) : { key, error: 'not_found' }
  }
}

// CouchDB's answer to POST `_all_docs`.
async function* keyedDocs(rows: AsyncIterable<JsonObject>, total: number): AsyncGenerator<string, void> {
  yield `{"total_rows":${String(total)},"offset":null,"rows":`
  yield* pagePieces(rows, Infinity, (row) => row)
  yield '}'
}

// The answer of cozy-stack to `_normal_docs`.
async function* normalDocs(
  documents: AsyncIterable<ListedDocument>,
  total: number,
  limit: number,
): AsyncGenerator<string, void> {
  yield `{"total_rows":${String(total)},"rows":`
  const { last } = yield* pagePieces(documents, limit, (document) => document)
  yield `,"bookmark":"${bookmarkOf(last)}"}`
}

// CouchDB's answer to `_find`, with the members that cozy-stack adds.
async function* foundDocs(
  documents: AsyncIterable<ListedDocument>,
  { limit, fields }: Query,
): AsyncGenerator<string, void> {
  yield '{"docs":'
  const { last, next } = yield* pagePieces(documents, limit, (document) => selectFields(document, fields))
  yield `,"limit":${String(limit)},"next":${String(next !== undefined)},"bookmark":"${bookmarkOf(last)}"}`
}

function rowOf(document: JsonObject, includeDoc: boolean): JsonObject {
  const { _id: id, _rev: rev } = document
  return { id, key: id, value: { rev }, ...(includeDoc && { doc: document }) }
}
