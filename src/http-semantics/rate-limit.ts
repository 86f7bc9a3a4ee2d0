import type { ParameterizedContext } from 'koa'
import type { RegistryError } from '../registry/errors.js'
import { rateLimitRefusal, rateLimitWindow, type RateLimitState } from '../registry/rate-limiter.js'

/** The headers about rate limits, which web pages of other origins may read. */
export const rateLimitHeaders = ['RateLimit', 'RateLimit-Policy', 'Retry-After']

/**
 * Sets the headers `RateLimit` and `RateLimit-Policy` (IETF draft "RateLimit header fields for HTTP", version 10). On an answer that caches may
 * store, they are set only if a limit is exceeded.
 * @returns the refusal of the request, if it exceeds a limit
 */
export function applyRateLimits(
  ctx: ParameterizedContext,
  states: readonly RateLimitState[],
): RegistryError | undefined {
  const refusal = rateLimitRefusal(states)
  const isCacheable = ctx.method === 'GET' || ctx.method === 'HEAD'
  if (states.length > 0 && (refusal || !isCacheable)) {
    ctx.set('RateLimit-Policy', states.map(policyItem).join(', '))
    ctx.set('RateLimit', states.map(limitItem).join(', '))
  }
  return refusal
}

function policyItem({ policy, limit }: RateLimitState): string {
  return `"${policy}";q=${String(limit)};w=${String(rateLimitWindow)}`
}

function limitItem({ policy, remaining, resetsIn }: RateLimitState): string {
  return `"${policy}";r=${String(remaining)};t=${String(resetsIn)}`
}
