import { GraphQLError } from 'graphql'
import { settingKey } from '../setting-key.js'

/** The limits of one GraphQL operation. `config/limits.ts` describes these settings (`limits.graphql`). */
export interface GraphQLLimits {
  bodyBytes: number
  anonymousBodyBytes: number
  jsonValues: number
  jsonDepth: number
  textBytes: number
  tokens: number
  fields: number
  depth: number
  aliases: number
  directives: number
  repetitions: number
  first: number
  cost: number
  answerBytes: number
  /** In milliseconds. */
  runTimeout: number
  errors: number
  documentCacheBytes: number
}

/** A limit that an operation can exceed. */
export type LimitName = Exclude<keyof GraphQLLimits, 'documentCacheBytes'>

/** The amount that was found in an operation, and the limit that it exceeds. */
export interface Excess {
  found: number
  /** Whether counting stopped at `found`. Then the real amount may be larger. */
  orMore?: boolean
  limit: number
  /** The status of the HTTP response; 400 by default. */
  status?: number
}

/**
 * The error for an operation that exceeds a limit.
 * @param subject the start of the message, up to its verb: `The query nests`
 * @param unit the counted unit: `levels`
 */
export function limitExceeded(name: LimitName, subject: string, unit: string, excess: Excess): GraphQLError {
  return exceeded(settingKey('limits', 'graphql', name), subject, unit, excess)
}

/** The error for a subscription each event of which would cost too much. */
export function eventCostExceeded(excess: Excess): GraphQLError {
  return exceeded(settingKey('limits', 'subscriptions', 'cost'), 'Each event costs', 'fields', excess)
}

function exceeded(
  key: string,
  subject: string,
  unit: string,
  { found, orMore = false, limit, status = 400 }: Excess,
): GraphQLError {
  const amount = orMore ? `more than ${String(limit)}` : String(found)
  const message = `${subject} ${amount} ${unit}; at most ${String(limit)} are allowed (${key})`
  return new GraphQLError(message, {
    extensions: { code: 'LIMIT_EXCEEDED', limit: key, found, allowed: limit, http: { status, spec: false } },
  })
}
