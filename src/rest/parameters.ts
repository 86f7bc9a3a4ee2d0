import { RegistryError } from '../registry/errors.js'
import { channels, type Channel } from '../registry/versions.js'
import { HttpError } from './errors.js'
import type { RestRequest } from './route.js'

/** All parameters that some route knows. */
export const parameters: readonly string[] = [
  ...['limit', 'cursor', 'sort', 'versionsChannel', 'latestChannelVersion'],
  ...['filter[type]', 'filter[editor]', 'filter[select]', 'filter[reject]'],
]

/** A parameter of the query; of a repeated one the first value counts. */
export function parameter(ctx: Pick<RestRequest, 'query'>, name: string): string | undefined {
  const value = ctx.query[name]
  return Array.isArray(value) ? value[0] : value
}

/** A channel by its name, or `undefined`. */
export function channelNamed(name: string | undefined): Channel | undefined {
  return channels.find((channel) => channel === name)
}

/** The refusal of a name that is no channel. */
export function invalidChannel(): RegistryError {
  return new RegistryError('INVALID_CHANNEL', 'Invalid version channel: should be "stable", "beta" or "dev"')
}

/**
 * A channel in the query of a list.
 * @throws HttpError 400 for another word, also the empty one
 */
export function channelParameter(ctx: RestRequest, name: string, fallback: Channel): Channel {
  const value = parameter(ctx, name)
  if (value === undefined) return fallback
  const channel = channelNamed(value)
  if (!channel) throw invalidParameter(name, invalidChannel().message)
  return channel
}

/**
 * A whole number of zero or more in the query.
 * @throws HttpError 400
 */
export function numberParameter(ctx: RestRequest, name: string): number {
  const value = parameter(ctx, name)
  if (value === undefined) return 0
  const quoted = JSON.stringify(value)
  if (!/^[+-]?\d+$/.test(value)) throw invalidParameter(name, `strconv.Atoi: parsing ${quoted}: invalid syntax`)
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw invalidParameter(name, `strconv.Atoi: parsing ${quoted}: value out of range`)
  if (number < 0) throw invalidParameter(name, `${value} is negative`)
  return number
}

function invalidParameter(name: string, cause: string): HttpError {
  return new HttpError(400, `Query param "${name}" is invalid: ${cause}`)
}
