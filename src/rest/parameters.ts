import type { ParameterizedContext } from 'koa'
import { channels, invalidChannel, type Channel } from '../registry/versions.js'
import { shortened } from '../registry/shortened.js'
import { HttpError } from './errors.js'

/** A query parameter, as routes declare it. */
export interface Parameter {
  name: string
  /** Its meaning, in one line. */
  summary: string
  /** The allowed values; any text when absent. */
  values?: readonly string[]
  required?: boolean
}

/** The value of a query parameter; the first one, if it is repeated. */
export function parameter({ query }: Pick<ParameterizedContext, 'query'>, { name }: Parameter): string | undefined {
  const value = query[name]
  return Array.isArray(value) ? value[0] : value
}

/** The channel whose versions an answer lists. */
export const versionsChannel: Parameter = {
  name: 'versionsChannel',
  summary: 'Lists the versions of this channel and of stabler ones; default: dev.',
  values: channels,
}

/** A channel by its name, or `undefined`. */
export function channelNamed(name: string | undefined): Channel | undefined {
  return channels.find((channel) => channel === name)
}

/**
 * The channel in a query parameter.
 * @throws HttpError 400 for an unknown or empty channel
 */
export function channelParameter(ctx: ParameterizedContext, wanted: Parameter, fallback: Channel): Channel {
  const value = parameter(ctx, wanted)
  if (value === undefined) return fallback
  const channel = channelNamed(value)
  if (!channel) {
    const { message, details } = invalidChannel(value)
    throw invalidParameter(wanted, message, details.detail)
  }
  return channel
}

const largest = 2n ** 63n - 1n

/**
 * The whole number in a query parameter: 0 or more; the default is 0.
 * @throws HttpError 400
 */
export function numberParameter(ctx: ParameterizedContext, wanted: Parameter): number {
  const value = parameter(ctx, wanted)
  if (value === undefined) return 0
  const quoted = JSON.stringify(value)
  if (!/^[+-]?\d+$/.test(value)) throw invalidNumber(wanted, value, `strconv.Atoi: parsing ${quoted}: invalid syntax`)
  const number = BigInt(value.replace('+', ''))
  if (number > largest || number < -largest - 1n) {
    throw invalidNumber(wanted, value, `strconv.Atoi: parsing ${quoted}: value out of range`)
  }
  if (number < 0n) throw invalidNumber(wanted, value, `${value} is negative`)
  return Math.min(Number(number), Number.MAX_SAFE_INTEGER)
}

function invalidNumber(wanted: Parameter, value: string, cause: string): HttpError {
  const detail = `"${wanted.name}" must be a whole number of zero or more, and is "${shortened(value)}"`
  return invalidParameter(wanted, cause, detail)
}

function invalidParameter({ name }: Parameter, cause: string, detail: string | undefined): HttpError {
  return new HttpError(400, `Query param "${name}" is invalid: ${cause}`, { detail })
}
