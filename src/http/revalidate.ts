import type { ParameterizedContext } from 'koa'

/**
 * Gives an answer its validator, and turns it into 304 when the client has it already (RFC 9110, 13). Clients of the
 * reference registry send tags back without quotes.
 */
export function revalidate(ctx: ParameterizedContext, tag: string): void {
  ctx.set('ETag', `"${tag}"`)
  const known = ctx
    .get('If-None-Match')
    .split(',')
    .map((item) => item.trim().replace(/^W\//, ''))
  if (!known.some((item) => item === '*' || item === tag || item === `"${tag}"`)) return
  ctx.body = null
  ctx.status = 304
  ctx.remove('Content-Encoding')
}
