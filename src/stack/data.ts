import { Readable } from 'node:stream'
import type Router from '@koa/router'
import { z } from 'zod'
import type { Caller } from '../instances/caller.js'
import { forbidden, requireType } from '../instances/caller.js'
import type { Instances } from '../instances/instances.js'
import { allowsDocument } from '../instances/permissions/matching.js'
import { jsonOf, type Json, type JsonObject } from '../json.js'
import { readBody } from './body.js'
import { installedCallerOf, type StackRequest, type StackState } from './context.js'
import { sendJson, StackError } from './errors.js'
import { defaultPage, longestPage } from './parameters.js'
import { fieldName, matchesSelector, selectorShape, valueAt } from './selector.js'

// Doctypes that applications can't read, or can't write, whatever their permissions are.
const unreadable: ReadonlySet<string> = new Set(['io.cozy.permissions', 'io.cozy.remote.secrets'])
const unwritable: ReadonlySet<string> = new Set([
  ...unreadable,
  'io.cozy.apps',
  'io.cozy.konnectors',
  'io.cozy.remote.requests',
])
const served: ReadonlySet<string> = new Set(['io.cozy.apps', 'io.cozy.konnectors', 'io.cozy.remote.requests'])

const bodyLimit = 100_000
const maxFields = 50

const whole = z.number().int().nonnegative()
const findShape = z.strictObject({
  selector: selectorShape,
  limit: whole.nullish(),
  skip: whole.nullish(),
  fields: z.array(fieldName).max(maxFields).nullish(),
  bookmark: z.string().nullish(),
  // Clients send these for CouchDB; here they change nothing.
  use_index: z.unknown().optional(),
  execution_stats: z.unknown().optional(),
})

const keysShape = z.object({ keys: z.array(z.string()).max(longestPage) })

/** `/data/:doctype/…`: documents of an instance, which applications read with a permission. */
export function addDataRoutes(router: Router<StackState>, instances: Instances): void {
  /** The caller, once it is known that the doctype can be read. */
  const reader = async (ctx: StackRequest, doctype: string): Promise<Caller> => {
    const caller = await installedCallerOf(ctx, instances)
    if (unreadable.has(doctype)) throw new StackError(403, `reserved doctype ${doctype} unreadable`)
    return caller
  }

  router.get('/data/:doctype/_all_docs', async (ctx) => {
    const doctype = ctx.params.doctype ?? ''
    requireType(await reader(ctx, doctype), 'GET', doctype)
    requireServed(doctype)
    const { instance } = ctx.state
    const total = (await instances.documents.ids(instance, doctype)).length
    const page = pageIn(ctx)
    ctx.set('Content-Type', 'application/json')
    ctx.body = Readable.from(allDocs(instances.documents.list(instance, doctype), total, page))
  })

  router.post('/data/:doctype/_all_docs', async (ctx) => {
    const doctype = ctx.params.doctype ?? ''
    requireType(await reader(ctx, doctype), 'GET', doctype)
    requireServed(doctype)
    const request = keysShape.safeParse(jsonOf(await readBody(ctx, bodyLimit)))
    if (!request.success) throw invalidQuery(request.error)
    const { instance } = ctx.state
    const { includeDocs } = pageIn(ctx)
    const rows: JsonObject[] = []
    for (const key of request.data.keys) {
      const document = await instances.documents.get(instance, doctype, key)
      rows.push(document ? rowOf(document, includeDocs) : { key, error: 'not_found' })
    }
    const total = (await instances.documents.ids(instance, doctype)).length
    sendJson(ctx, { total_rows: total, offset: null, rows })
  })

  router.post('/data/:doctype/_find', async (ctx) => {
    const doctype = ctx.params.doctype ?? ''
    requireType(await reader(ctx, doctype), 'GET', doctype)
    requireServed(doctype)
    const body = jsonOf(await readBody(ctx, bodyLimit))
    if (body === undefined) throw new StackError(400, "the query can't be answered: the body is no valid JSON")
    const request = findShape.safeParse(body)
    if (!request.success) throw invalidQuery(request.error)
    const { selector, limit, skip, fields, bookmark } = request.data
    const size = Math.min(limit ?? defaultPage, longestPage)
    const after = bookmark ? Buffer.from(bookmark, 'base64url').toString() : undefined
    const found: JsonObject[] = []
    let toSkip = skip ?? 0
    for await (const stored of instances.documents.list(ctx.state.instance, doctype, after)) {
      const document = visible(stored)
      if (document._id === after || !matchesSelector(document, selector) || toSkip-- > 0) continue
      found.push(document)
      if (found.length > size) break
    }
    const docs = found.slice(0, size)
    const last = docs.at(-1)?._id
    sendJson(ctx, {
      docs: fields ? docs.map((document) => only(document, fields)) : docs,
      limit: size,
      next: found.length > size,
      bookmark: typeof last === 'string' ? Buffer.from(last).toString('base64url') : '',
    })
  })

  router.get('/data/:doctype/:id', async (ctx) => {
    const { doctype = '', id = '' } = ctx.params
    const { rules } = await reader(ctx, doctype)
    const stored = served.has(doctype) ? await instances.documents.get(ctx.state.instance, doctype, id) : undefined
    const document = stored && visible(stored)
    const valuesOf = (field: string): string[] => textsIn(document && valueAt(document, field))
    // Without the permission, the answer must not tell whether the document exists.
    if (!allowsDocument(rules.values(), 'GET', { type: doctype, id, valuesOf })) {
      throw forbidden('GET', doctype, id)
    }
    if (document) return sendJson(ctx, { ...document, _type: doctype })
    ctx.status = 404
    sendJson(ctx, { ok: false, status: '404', error: 'not_found', reason: 'missing' })
  })

  const refuseWrite = async (ctx: StackRequest & { params: Record<string, string> }): Promise<void> => {
    const { doctype = '' } = ctx.params
    await installedCallerOf(ctx, instances)
    if (unwritable.has(doctype)) throw new StackError(403, `reserved doctype ${doctype} unwritable`)
    throw notServed()
  }
  router.post('/data/:doctype', refuseWrite)
  router.put('/data/:doctype/:id', refuseWrite)
  router.delete('/data/:doctype/:id', refuseWrite)
}

function requireServed(doctype: string): void {
  if (!served.has(doctype)) throw notServed()
}

function notServed(): StackError {
  return new StackError(404, 'Not Found')
}

function invalidQuery({ issues: [issue] }: z.ZodError): StackError {
  const place = issue?.path.join('.') ?? ''
  return new StackError(400, `the query can't be answered: ${place && `${place}: `}${issue?.message ?? ''}`)
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

function numberIn(text: string | string[] | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (typeof text === 'string' && /^\d{1,9}$/.test(text)) return Number(text)
  throw new StackError(400, '"limit" and "skip" must be numbers')
}

// CouchDB's answer, written piece by piece, since there may be many documents.
async function* allDocs(documents: AsyncIterable<JsonObject>, total: number, page: Page): AsyncIterable<string> {
  yield `{"total_rows":${String(total)},"offset":${String(Math.min(page.skip, total))},"rows":[`
  let [index, sent] = [0, 0]
  for await (const document of documents) {
    if (sent >= page.limit) break
    if (index++ < page.skip) continue
    yield `${sent++ > 0 ? ',\n' : '\n'}${JSON.stringify(rowOf(document, page.includeDocs))}`
  }
  yield '\n]}\n'
}

function rowOf(document: JsonObject, includeDoc: boolean): JsonObject {
  const { _id: id, _rev: rev } = document
  return { id, key: id, value: { rev }, ...(includeDoc && { doc: visible(document) }) }
}

// A document without the members that only this registry needs: the checksum of an archive that no registry gave.
function visible({ archive_checksum: _archive, ...document }: JsonObject): JsonObject {
  return document
}

function only(document: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field, valueAt(document, field)]))
}

function textsIn(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
}
