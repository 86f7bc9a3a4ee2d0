import type { ParameterizedContext } from 'koa'
import { channels, invalidChannel, type Channel } from '../registry/versions.js'
import { shortened } from '../registry/shortened.js'
import { HttpError } from './errors.js'

/** The declaration of a query parameter of a route. */
export interface Parameter {
  name: string
  /** The meaning of the parameter, in one line. */
  summary: string
  /** The allowed values. When absent, any text is allowed. */
  values?: readonly string[]
  required?: boolean
}

/** The value of a query parameter. For a repeated parameter, the first value. */
export function parameter({ query }: Pick<ParameterizedContext, 'query'>, { name }: Parameter): string | undefined {
  const value = query[name]
  return Array.isArray(value) ? value[0] : value
}

/** Declares the parameter for the channel whose versions an answer lists. */
export const versionsChannel: Parameter = {
  name: 'versionsChannel',
  summary: 'Lists the versions of this channel and of more stable channels. The default is dev.',
  values: channels,
}

/** The channel with this name. `undefined` when no channel has it. */
export function channelNamed(name: string | undefined): Channel | undefined {
  return channels.find((channel) => channel === name)
}

/**
 * The channel in a query parameter.
 * @throws HttpError 400 for an unknown or empty channel
 */
export function channelParameter(ctx: ParameterizedContext, declaration: Parameter, fallback: Channel): Channel {
  const value = parameter(ctx, declaration)
  if (value === undefined) return fallback
  const channel = channelNamed(value)
  if (!channel) {
    const { message, details } = invalidChannel(value)
    throw invalidParameter(declaration, message, details.detail)
  }
  return channel
}

const maxInt64 = 2n ** 63n - 1n

/**
 * The whole number in a query parameter. 0 without the parameter.
 * @throws HttpError 400 for a negative number, and for a value that is not a whole number
 */
export function numberParameter(ctx: ParameterizedContext, declaration: Parameter): number {
  const value = parameter(ctx, declaration)
  if (value === undefined) return 0
  // The messages are those of the reference registry, which is written in Go.
  const quoted = JSON.stringify(value)
  if (!/^[+-]?\d+$/.test(value))
    throw invalidNumber(declaration, value, `strconv.Atoi: parsing ${quoted}: invalid syntax`)
  const number = BigInt(value.replace('+', ''))
  if (number > maxInt64 || number < -maxInt64 - 1n) {
    throw invalidNumber(declaration, value, `strconv.Atoi: parsing ${quoted}: value out of range`)
  }
  if (number < 0n) throw invalidNumber(declaration, value, `${value} is negative`)
  return Math.min(Number(number), Number.MAX_SAFE_INTEGER)
}

function invalidNumber(declaration: Parameter, value: string, cause: string): HttpError {
  const detail = `"${declaration.name}" must be a whole number of zero or more, and is "${shortened(value)}"`
  return invalidParameter(declaration, cause, detail)
}

function invalidParameter({ name }: Parameter, cause: string, detail: string | undefined): HttpError {
  return new HttpError(400, `Query param "${name}" is invalid: ${cause}`, { detail })
}
