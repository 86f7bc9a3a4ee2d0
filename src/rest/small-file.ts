import { HttpError } from './errors.js'
import type { RestRequest } from './route.js'
import type { OpenFile } from '../registry/files.js'

// Icons are; screenshots and archives are not, and would push everything else out of the cache.
const smallSize = 64 * 1024

/** Whether a file of so many bytes is read whole, so that it can be kept, or rather sent as a stream. */
export function isSmall(size: number): boolean {
  return size <= smallSize
}

/**
 * Sends a small file that lasts as long as its version does. Its bytes are at hand, so the answer becomes 304 on its way
 * out, where it is kept.
 * @throws HttpError 404 when the file is gone meanwhile
 */
export async function sendSmall(ctx: RestRequest, contentType: string, file: OpenFile | undefined): Promise<void> {
  if (!file) throw new HttpError(404, 'File not found')
  ctx.body = Buffer.concat(await file.body.toArray())
  ctx.status = 200
  ctx.set('Content-Type', contentType)
  ctx.set('ETag', `"${file.etag}"`)
  ctx.state.shared = true
}
