import { createHash } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { Logger } from 'pino'
import type { Cache } from '../cache/cache.js'
import { settingKey } from '../setting-key.js'
import type { Access, Viewer } from './access.js'
import { RegistryError } from './errors.js'

/** The limits for one minute; 0 means no limit. `config/limits.ts` describes these settings (`limits.rate`). */
export interface RateLimits {
  writesPerToken: number
  writesPerAddress: number
  publicationsPerToken: number
  publicationsPerAddress: number
  queryCostPerToken: number
  queryCostPerAddress: number
  tokenQueryCostPerAddress: number
  subscriptionsPerAddress: number
  failedTokensPerAddress: number
}

/** The name of a limit. */
export type RateLimitName = keyof RateLimits

/** The client of a request. */
export interface RateLimitedClient {
  viewer: Viewer
  /** The IP address. */
  address: string
}

/** What a request does, in the units of the limits. */
export interface Usage {
  /** The number of changes, including publications. */
  writes?: number
  publications?: number
  /** The estimated cost of the query. */
  queryCost?: number
  /** The number of opened subscriptions. */
  subscriptions?: number
}

/** What is left of a limit for a client. */
export interface RateLimitState {
  name: RateLimitName
  /** The name of the setting, without its section. */
  policy: string
  limit: number
  remaining: number
  /** Seconds until the window ends. At least 1. */
  resetsIn: number
  isExceeded: boolean
}

// The points to count for each limit, and the keys to count them for.
type Points = Partial<Record<RateLimitName, [key: string, points: number]>>

/** The length of the window of all limits, in seconds. */
export const rateLimitWindow = 60

// The subjects of the messages.
const subjects: Record<RateLimitName, string> = {
  writesPerToken: 'changes with this token',
  writesPerAddress: 'changes from this address',
  publicationsPerToken: 'publications with this token',
  publicationsPerAddress: 'publications from this address',
  queryCostPerToken: 'fields in the queries with this token',
  queryCostPerAddress: 'fields in the queries from this address',
  tokenQueryCostPerAddress: 'fields in the queries with tokens from this address',
  subscriptionsPerAddress: 'new subscriptions from this address',
  failedTokensPerAddress: 'requests without a valid token from this address',
}

/** The dependencies and settings of the limiter. */
export interface RateLimiterParts {
  cache: Pick<Cache, 'count'>
  access: Pick<Access, 'isGenuine'>
  limits: RateLimits
  log: Logger
}

/**
 * Counts what clients do, by token and by address. Gateways with the same Redis count together.
 *
 * Only clients with a genuine token count against the limits for tokens and for writes. A client without one can't change
 * anything. So clients that share an address with it can go on.
 */
export class RateLimiter {
  readonly #parts: RateLimiterParts

  constructor(parts: RateLimiterParts) {
    this.#parts = parts
  }

  /**
   * Counts a request. Returns the state of each limit that applies. If a limit is exceeded, the request must be refused with
   * `rateLimitRefusal`.
   */
  async count(client: RateLimitedClient, usage: Usage): Promise<RateLimitState[]> {
    if (client.viewer.kind === 'operator') return []
    const { writes = 0, publications = 0, queryCost = 0, subscriptions = 0 } = usage
    const token = this.#genuineToken(client.viewer)
    const address = `address:${networkOf(client.address)}`
    const pointsOfToken: Points =
      token === undefined
        ? { queryCostPerAddress: [address, queryCost], failedTokensPerAddress: [address, writes] }
        : {
            queryCostPerToken: [token, queryCost],
            tokenQueryCostPerAddress: [address, queryCost],
            writesPerToken: [token, writes],
            writesPerAddress: [address, writes],
            publicationsPerToken: [token, publications],
            publicationsPerAddress: [address, publications],
          }
    const points = { ...pointsOfToken, subscriptionsPerAddress: [address, subscriptions] } satisfies Points
    return this.#countAll(points, client.address)
  }

  /** Counts a request for something that needs a token, if it has no genuine one. Returns the states as `count` does. */
  async countFailedToken(client: RateLimitedClient): Promise<RateLimitState[]> {
    if (this.#parts.access.isGenuine(client.viewer)) return []
    return this.#countAll({ failedTokensPerAddress: [`address:${networkOf(client.address)}`, 1] }, client.address)
  }

  // A hash instead of the token: Redis must not have tokens.
  #genuineToken(viewer: Viewer): string | undefined {
    if (viewer.kind !== 'token' || !this.#parts.access.isGenuine(viewer)) return undefined
    return `token:${createHash('sha256').update(viewer.token).digest('base64url')}`
  }

  async #countAll(points: Points, address: string): Promise<RateLimitState[]> {
    const { cache, limits, log } = this.#parts
    const counting = rateLimitNames.map(async (name): Promise<RateLimitState[]> => {
      const [key, added] = points[name] ?? ['', 0]
      const limit = limits[name]
      if (added === 0 || limit === 0) return []
      const { total, resetsIn } = await cache.count(`${name}:${key}`, added, rateLimitWindow * 1_000)
      const isExceeded = total > limit
      // One line per window, not one for each request.
      if (isExceeded && total - added <= limit) {
        log.warn({ limit: settingKey('limits', 'rate', name), from: address }, 'a client exceeded a rate limit')
      }
      const seconds = Math.max(Math.ceil(resetsIn / 1_000), 1)
      return [
        { name, policy: settingKey(name), limit, remaining: Math.max(limit - total, 0), resetsIn: seconds, isExceeded },
      ]
    })
    return (await Promise.all(counting)).flat()
  }
}

const rateLimitNames = [
  'writesPerToken',
  'writesPerAddress',
  'publicationsPerToken',
  'publicationsPerAddress',
  'queryCostPerToken',
  'queryCostPerAddress',
  'tokenQueryCostPerAddress',
  'subscriptionsPerAddress',
  'failedTokensPerAddress',
] as const satisfies RateLimitName[]

/** The refusal of a request that exceeds a limit: of the limit that stays exceeded for the longest. */
export function rateLimitRefusal(states: readonly RateLimitState[]): RegistryError | undefined {
  const [longest] = states.filter(({ isExceeded }) => isExceeded).sort((a, b) => b.resetsIn - a.resetsIn)
  if (!longest) return undefined
  const { name, limit, resetsIn } = longest
  const key = settingKey('limits', 'rate', name)
  const message = `There are too many ${subjects[name]}: at most ${String(limit)} in a minute are allowed (${key}). Try again in ${String(resetsIn)} s`
  return new RegistryError('RATE_LIMITED', message, { retryAfter: resetsIn, limit: key })
}

// In characters. Longer than any IPv6 address.
const longestAddress = 64

/**
 * The part of an address that identifies a client: all of an IPv4 address, and the first 64 bits of an IPv6 address. A single
 * client usually has all other bits to choose from.
 */
export function networkOf(address: string): string {
  // A proxy may send any text instead of an address.
  if (!ipaddr.isValid(address)) return address.slice(0, longestAddress)
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  const network = parsed.toByteArray().slice(0, 8)
  return `${ipaddr.fromByteArray([...network, 0, 0, 0, 0, 0, 0, 0, 0]).toString()}/64`
}
