import type { ParameterizedContext } from 'koa'

/**
 * Gives an answer its validator, and turns it into 304 when the client has it already (RFC 9110, 13). For bodies that
 * are costly to open; an answer whose bytes are at hand just sets its `ETag`, and is turned into 304 on its way out.
 */
export function revalidate(ctx: ParameterizedContext, tag: string): void {
  ctx.set('ETag', `"${tag}"`)
  if (!isKnown(ctx.get('If-None-Match'), `"${tag}"`)) return
  ctx.body = null
  ctx.status = 304
  ctx.remove('Content-Encoding')
}

/**
 * Whether a client that sends this `If-None-Match` has the answer with this `ETag`. Clients of the reference registry send
 * tags back without quotes, which `fresh` does not know.
 */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined || ifNoneMatch === '') return false
  const bare = etag.slice(1, -1)
  return ifNoneMatch
    .split(',')
    .map((item) => item.trim().replace(/^W\//, ''))
    .some((item) => item === '*' || item === etag || item === bare)
}
