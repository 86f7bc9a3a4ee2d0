import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ParameterizedContext } from 'koa'
import { contentEncodingRefusal, hasContentEncoding } from '../http-semantics/content-coding.js'
import { encodingFor, type Encoding } from '../http-semantics/accept-encoding.js'
import { hasBody } from '../http-semantics/has-body.js'
import { acceptsJson } from '../http-semantics/accept-json.js'
import { stringifyJson } from '../wire-format/stringify-json.js'
import { shortened } from '../registry/shortened.js'
import { HttpError } from './errors.js'

// A higher quality would take many times as long, and save only a few percent of the bytes.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
const encoders: Record<Encoding, (text: Buffer) => Promise<Buffer>> = {
  br: (text) => promisify(brotliCompress)(text, brotli),
  gzip: promisify(gzip),
  identity: (text) => Promise.resolve(text),
}

/**
 * Checks the headers of a request to a JSON route. The `Content-Type` of a body must be JSON. The header `Accept` must allow
 * JSON, if it is sent.
 * @param readsBody whether the route reads a body. If so, `Content-Type` is required even without a body.
 * @throws HttpError 415, 406
 */
export function checkMediaTypes(ctx: ParameterizedContext, readsBody: boolean): void {
  if (hasContentEncoding(ctx.req))
    throw new HttpError(415, contentEncodingRefusal.message, { headers: contentEncodingRefusal.headers })
  const contentType = ctx.request.type.trim().toLowerCase()
  if ((readsBody || hasBody(ctx.req)) && isWrite(ctx) && contentType !== 'application/json') {
    const found = contentType === '' ? 'there is none' : `it is "${shortened(contentType)}"`
    throw new HttpError(415, 'Content-Type should be application/json', {
      detail: `The header "Content-Type" must be "application/json", and ${found}`,
    })
  }
  if (!acceptsJson(ctx.req.headers.accept)) {
    throw new HttpError(406, 'Accept header does not contain application/json', {
      detail: `The answer is JSON: accept "application/json" or "*/*", or send no header "Accept"`,
    })
  }
}

function isWrite({ method }: ParameterizedContext): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH'
}

/** The status and the cache headers of a JSON answer. */
export interface JsonAnswer {
  status: number
  /** The value of `Cache-Control`. When absent, the header is not sent. */
  cacheControl?: string | undefined
  /** Whether the answer has an `ETag`. */
  hasEtag?: boolean
}

/** Answers with JSON. Indents it when the query has `pretty`. Compresses it when the client accepts compression. */
export async function sendJson(ctx: ParameterizedContext, body: object, answer: JsonAnswer): Promise<void> {
  await sendText(ctx, jsonText(ctx, body), 'application/json', answer)
}

/** Answers with text of any media type, compressed when the client accepts compression. */
export async function sendText(
  ctx: ParameterizedContext,
  text: string | Buffer,
  contentType: string,
  { status, cacheControl, hasEtag = false }: JsonAnswer,
): Promise<void> {
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text)
  const encoding = encodingFor(ctx.req.headers['accept-encoding'])
  // Sets the body before the headers: Koa sets `Content-Type` when a body is assigned.
  ctx.body = await encoders[encoding](bytes)
  ctx.status = status
  ctx.set('Content-Type', contentType)
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding)
  // A route may have set a shorter `max-age` for this answer.
  if (cacheControl !== undefined && !ctx.res.hasHeader('Cache-Control')) ctx.set('Cache-Control', cacheControl)
  if (!hasEtag) return
  // `AnswerCache` makes the answer a 304 when the `ETag` matches.
  const tag = createHash('sha256').update(bytes).digest('base64url')
  ctx.set('ETag', encoding === 'identity' ? `"${tag}"` : `"${tag}-${encoding}"`)
}

/** The text of a JSON answer. It ends with a line feed. */
export function jsonText(ctx: Pick<ParameterizedContext, 'query'>, body: object): string {
  return `${'pretty' in ctx.query ? JSON.stringify(body, null, 2) : stringifyJson(body)}\n`
}
