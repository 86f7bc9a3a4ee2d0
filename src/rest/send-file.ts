import type { ParameterizedContext } from 'koa'
import { revalidate } from '../http-semantics/conditional.js'
import type { ByteRange, FileInfo, OpenFile } from '../registry/files.js'
import { HttpError } from './errors.js'
import { parseRange } from '../http-semantics/range.js'

// In bytes. Larger files are streams: in the cache, they would evict many others.
const maxCachedSize = 256 * 1024

/** A file that can be sent. */
export interface SendableFile {
  info: FileInfo
  /** The `Content-Type` of the answer. */
  contentType: string
  /** Whether the file may be cached until its space changes. */
  cacheable: boolean
  /** Opens the file. */
  open: (range?: ByteRange) => Promise<OpenFile>
  /** Makes a temporary URL in the object store, for a redirect. `undefined` if the file is not redirected. */
  downloadUrl: (() => Promise<string>) | undefined
}

/**
 * Sends a file, or the requested range of it, as a stream. Conditional requests compare only the `ETag`. `Last-Modified` is
 * sent but never compared, because a file may be replaced by one with an earlier date.
 * @throws HttpError 416
 * @throws the errors of `open`
 */
export async function sendFile(ctx: ParameterizedContext, file: SendableFile): Promise<void> {
  const { info, contentType, open, downloadUrl } = file
  setFileHeaders(ctx, info, contentType)
  const isCached = file.cacheable && info.size <= maxCachedSize && !downloadUrl
  if (isCached && ctx.get('Range') === '') return sendWhole(ctx, file)
  revalidate(ctx, info.etag)
  if (ctx.status === 304) return
  const url = ctx.method === 'GET' ? await downloadUrl?.() : undefined
  if (url !== undefined) return redirect(ctx, url)
  const range = ctx.method === 'GET' && isUnchanged(ctx, info) ? parseRange(ctx.get('Range'), info.size) : undefined
  if (range === 'unsatisfiable') {
    throw new HttpError(416, 'Range Not Satisfiable', {
      headers: { 'Content-Range': `bytes */${info.size}` },
    })
  }
  const length = range ? range.end - range.start + 1 : info.size
  if (ctx.method !== 'HEAD') ctx.body = (await open(range)).body
  ctx.status = range ? 206 : 200
  if (range) ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${info.size}`)
  ctx.set('Content-Type', contentType)
  ctx.set('Content-Length', String(length))
}

// The redirect is not cached, since its URL is temporary. The object store sends the headers of the file.
function redirect(ctx: ParameterizedContext, url: string): void {
  ctx.body = null
  ctx.status = 302
  for (const name of ['Content-Type', 'ETag', 'Last-Modified', 'Accept-Ranges']) ctx.remove(name)
  ctx.set('Location', url)
  ctx.set('Cache-Control', 'no-store')
}

// Reads a whole file into memory and sends it. `AnswerCache` caches the answer, and makes it a 304 when the `ETag` matches.
async function sendWhole(ctx: ParameterizedContext, { info, contentType, open }: SendableFile): Promise<void> {
  const { body } = await open()
  ctx.body = Buffer.concat(await body.toArray())
  ctx.status = 200
  ctx.set('Content-Type', contentType)
  ctx.set('ETag', `"${info.etag}"`)
  ctx.state.cacheable = true
}

function setFileHeaders(ctx: ParameterizedContext, info: FileInfo, contentType: string): void {
  ctx.status = 200
  ctx.set('Content-Type', contentType)
  ctx.set('Accept-Ranges', 'bytes')
  ctx.set('Last-Modified', info.modifiedAt.toUTCString())
}

// Whether a range may be sent: `If-Range` is absent, or has the `ETag` of this file (RFC 9110, 13.1.5).
function isUnchanged(ctx: ParameterizedContext, { etag }: FileInfo): boolean {
  const condition = ctx.get('If-Range').trim()
  return condition === '' || condition === `"${etag}"`
}
