import type { ParameterizedContext } from 'koa'
import { revalidate } from '../http-semantics/conditional.js'
import type { ByteRange, FileInfo, OpenFile } from '../registry/files.js'
import { HttpError } from './errors.js'
import { parseRange } from '../http-semantics/range.js'

// Only small files (icons) are cached whole: screenshots and archives would push everything else out of the cache.
const smallSize = 64 * 1024

/** A file that can be sent. */
export interface SendableFile {
  info: FileInfo
  /** As it is told to the client. */
  contentType: string
  /** Whether it stays as it is until its space changes. */
  lasting: boolean
  /** `undefined` when it is gone meanwhile. */
  open: (range?: ByteRange) => Promise<OpenFile | undefined>
  /** An address to download it from instead, if there is one. */
  elsewhere?: () => Promise<string | undefined>
}

/**
 * Sends a file, or the part of it that is asked for, as a stream. Its date is told but never compared: a file may be
 * replaced by an older one, so only its tag says whether a client has it.
 * @throws HttpError 404, 416
 */
export async function sendFile(ctx: ParameterizedContext, file: SendableFile): Promise<void> {
  const { info, contentType, open, elsewhere } = file
  describe(ctx, info, contentType)
  if (file.lasting && info.size <= smallSize && ctx.get('Range') === '') return sendWhole(ctx, file)
  revalidate(ctx, info.etag)
  if (ctx.status === 304) return
  const url = ctx.method === 'GET' ? await elsewhere?.() : undefined
  if (url !== undefined) return redirect(ctx, url)
  const range = ctx.method === 'GET' && isUnchanged(ctx, info) ? parseRange(ctx.get('Range'), info.size) : undefined
  if (range === 'none') {
    throw new HttpError(416, 'Range Not Satisfiable', {
      headers: { 'Content-Range': `bytes */${info.size}` },
    })
  }
  const length = range ? range.end - range.start + 1 : info.size
  if (ctx.method !== 'HEAD') {
    const object = await open(range)
    if (!object) throw new HttpError(404, 'File not found')
    ctx.body = object.body
  }
  ctx.status = range ? 206 : 200
  if (range) ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${info.size}`)
  ctx.set('Content-Type', contentType)
  ctx.set('Content-Length', String(length))
}

// The address is good for a while only, and its server tells the rest about the file.
function redirect(ctx: ParameterizedContext, url: string): void {
  ctx.body = null
  ctx.status = 302
  for (const name of ['Content-Type', 'ETag', 'Last-Modified', 'Accept-Ranges']) ctx.remove(name)
  ctx.set('Location', url)
  ctx.set('Cache-Control', 'no-store')
}

// The bytes are at hand, so the answer becomes 304 on its way out, where it is kept.
async function sendWhole(ctx: ParameterizedContext, { info, contentType, open }: SendableFile): Promise<void> {
  const object = await open()
  if (!object) throw new HttpError(404, 'File not found')
  ctx.body = Buffer.concat(await object.body.toArray())
  ctx.status = 200
  ctx.set('Content-Type', contentType)
  ctx.set('ETag', `"${info.etag}"`)
  ctx.state.shared = true
}

function describe(ctx: ParameterizedContext, info: FileInfo, contentType: string): void {
  ctx.status = 200
  ctx.set('Content-Type', contentType)
  ctx.set('Accept-Ranges', 'bytes')
  ctx.set('Last-Modified', info.modifiedAt.toUTCString())
}

// A part of another file than the client has a part of is of no use to it (RFC 9110, 13.1.5).
function isUnchanged(ctx: ParameterizedContext, { etag }: FileInfo): boolean {
  const condition = ctx.get('If-Range').trim()
  return condition === '' || condition === `"${etag}"`
}
