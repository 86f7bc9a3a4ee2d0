import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ParameterizedContext } from 'koa'
import { codedBodyRefusal, hasCodedBody } from '../http-semantics/content-coding.js'
import { encodingFor, type Encoding } from '../http-semantics/accept-encoding.js'
import { hasBody } from '../http-semantics/has-body.js'
import { takesJson } from '../http-semantics/accept-json.js'
import { compose } from '../wire-format/compose.js'
import { shortened } from '../registry/shortened.js'
import { HttpError } from './errors.js'

// More effort takes many times as long for a few bytes in a hundred.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
const encoders: Record<Encoding, (text: Buffer) => Promise<Buffer>> = {
  br: (text) => promisify(brotliCompress)(text, brotli),
  gzip: promisify(gzip),
  identity: (text) => Promise.resolve(text),
}

/**
 * Checks what a JSON route demands of the headers: a body must be announced as JSON, and JSON must be acceptable.
 * No `Accept` header is fine: most clients send none.
 * @param readsBody whether the route takes a body at all; one that does wants it announced even when it is empty
 * @throws HttpError 415, 406
 */
export function checkMediaTypes(ctx: ParameterizedContext, readsBody: boolean): void {
  if (hasCodedBody(ctx.req)) throw new HttpError(415, codedBodyRefusal.message, { headers: codedBodyRefusal.headers })
  const announced = ctx.request.type.trim().toLowerCase()
  if ((readsBody || hasBody(ctx.req)) && writes(ctx) && announced !== 'application/json') {
    const found = announced === '' ? 'there is none' : `it is "${shortened(announced)}"`
    throw new HttpError(415, 'Content-Type should be application/json', {
      detail: `The header "Content-Type" must be "application/json", and ${found}`,
    })
  }
  if (!takesJson(ctx.req.headers.accept)) {
    throw new HttpError(406, 'Accept header does not contain application/json', {
      detail: `The answer is JSON: accept "application/json" or "*/*", or send no header "Accept"`,
    })
  }
}

function writes({ method }: ParameterizedContext): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH'
}

/** What to send beside a JSON body. */
export interface JsonAnswer {
  status: number
  /** How long clients may keep the answer; without it they are told nothing. */
  cacheControl?: string | undefined
  /** Whether clients may revalidate what they keep. */
  revalidated?: boolean
}

/** Answers with JSON: compact, or indented when the query has `pretty`; compressed where the client can read that. */
export async function sendJson(ctx: ParameterizedContext, body: object, answer: JsonAnswer): Promise<void> {
  await sendText(ctx, jsonText(ctx, body), 'application/json', answer)
}

/** Answers with a text of some media type, compressed where the client can read that. */
export async function sendText(
  ctx: ParameterizedContext,
  text: string | Buffer,
  contentType: string,
  { status, cacheControl, revalidated = false }: JsonAnswer,
): Promise<void> {
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text)
  const encoding = encodingFor(ctx.req.headers['accept-encoding'])
  // Headers last: assigning a body sets a type of its own.
  ctx.body = await encoders[encoding](bytes)
  ctx.status = status
  ctx.set('Content-Type', contentType)
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding)
  // A route may have said for once that it is good for a shorter while.
  if (cacheControl !== undefined && !ctx.res.hasHeader('Cache-Control')) ctx.set('Cache-Control', cacheControl)
  if (!revalidated) return
  // The bytes are at hand, so the answer becomes 304 on its way out, where it is kept.
  const tag = createHash('sha256').update(bytes).digest('base64url')
  ctx.set('ETag', encoding === 'identity' ? `"${tag}"` : `"${tag}-${encoding}"`)
}

/** The text of a JSON answer, with a line feed at its end. */
export function jsonText(ctx: Pick<ParameterizedContext, 'query'>, body: object): string {
  return `${'pretty' in ctx.query ? JSON.stringify(body, null, 2) : compose(body)}\n`
}
