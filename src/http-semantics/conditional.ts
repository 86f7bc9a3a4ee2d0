import type { ParameterizedContext } from 'koa'

/**
 * Sets the `ETag` of an answer. If the tag matches `If-None-Match` (RFC 9110, 13), makes the answer a 304. Call this before
 * opening a body that is costly to open. Answers from memory need only an `ETag`: `AnswerCache` makes them a 304.
 * @param tag without quotes
 */
export function revalidate(ctx: ParameterizedContext, tag: string): void {
  ctx.set('ETag', `"${tag}"`)
  if (!etagMatches(ctx.get('If-None-Match'), `"${tag}"`)) return
  ctx.body = null
  ctx.status = 304
  ctx.remove('Content-Encoding')
}

/**
 * Whether an `ETag` matches an `If-None-Match` header. Clients of the reference registry send tags without quotes, which the
 * library `fresh` does not accept.
 */
export function etagMatches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined || ifNoneMatch === '') return false
  const bare = etag.slice(1, -1)
  return ifNoneMatch
    .split(',')
    .map((item) => item.trim().replace(/^W\//, ''))
    .some((item) => item === '*' || item === etag || item === bare)
}
