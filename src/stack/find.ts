import { z } from 'zod'
import { jsonOf, type JsonObject } from '../json.js'
import { describeInvalid } from '../registry/describe-invalid.js'
import { readBody } from './body.js'
import type { StackRequest } from './context.js'
import type { DocumentSource, ListedDocument } from './document-source.js'
import { StackError } from './errors.js'
import { defaultPageSize, maxPageSize } from './parameters.js'
import { fieldName, matchesSelector, selectorShape, valueAt, type Selector } from './selector.js'

// The maximum size of a body, in bytes.
const bodyLimit = 100_000
const maxFields = 50

const wholeNumber = z.number().int().nonnegative()
const queryShape = z
  .strictObject({
    selector: selectorShape,
    limit: wholeNumber.nullish(),
    skip: wholeNumber.nullish(),
    fields: z.array(fieldName).max(maxFields).nullish(),
    bookmark: z.string().nullish(),
    // Clients send these members for CouchDB. They have no effect here.
    use_index: z.unknown().optional(),
    execution_stats: z.unknown().optional(),
  })
  .transform(({ selector, limit, skip, fields, bookmark }) => ({
    selector,
    limit: Math.min(limit ?? defaultPageSize, maxPageSize),
    skip: skip ?? 0,
    ...(fields && { fields }),
    ...(bookmark && { bookmark }),
  }))

const keysShape = z.object({ keys: z.array(z.string()).max(maxPageSize) })

/** A query for documents. */
export interface Query {
  selector: Selector
  limit: number
  skip: number
  /** The fields to send. When absent, all fields are sent. */
  fields?: string[]
  /** The bookmark in the answer with the previous page. When absent, the first page is sent. */
  bookmark?: string
}

/**
 * The query in a body.
 * @throws StackError 400
 */
export function queryIn(ctx: StackRequest): Promise<Query> {
  return bodyAs(ctx, queryShape)
}

/**
 * The ids of documents in a body.
 * @throws StackError 400
 */
export async function keysIn(ctx: StackRequest): Promise<string[]> {
  return (await bodyAs(ctx, keysShape)).keys
}

/** The documents that match a query: after its bookmark, and without the skipped ones. The limit is not applied. */
export async function* find(
  source: DocumentSource,
  { selector, skip, bookmark }: Query,
): AsyncGenerator<ListedDocument, void> {
  const after = bookmark === undefined ? undefined : Buffer.from(bookmark, 'base64url').toString()
  let toSkip = skip
  for await (const document of source.list(after)) {
    if (document._id !== after && matchesSelector(document, selector) && toSkip-- <= 0) yield document
  }
}

/** The bookmark for the page after a document. `''` if the page had no document. */
export function bookmarkOf(last: ListedDocument | undefined): string {
  return last === undefined ? '' : Buffer.from(last._id).toString('base64url')
}

/** The document with only these fields. Without `fields`, the whole document. */
export function selectFields(document: JsonObject, fields: readonly string[] | undefined): JsonObject {
  return fields ? Object.fromEntries(fields.map((field) => [field, valueAt(document, field)])) : document
}

async function bodyAs<T>(ctx: StackRequest, shape: z.ZodType<T>): Promise<T> {
  const body = jsonOf(await readBody(ctx, bodyLimit))
  if (body === undefined) throw new StackError(400, "the query can't be answered: the body is no valid JSON")
  const { data, error } = shape.safeParse(body)
  if (error) throw new StackError(400, `the query can't be answered: ${describeInvalid(error, body)}`)
  return data
}
