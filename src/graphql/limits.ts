import { GraphQLError } from 'graphql'

/** The limits of one GraphQL operation; each is documented with its key in `limits.graphql`. */
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

// The keys of the configuration, which error messages name.
const keys = {
  bodyBytes: 'body_bytes',
  anonymousBodyBytes: 'anonymous_body_bytes',
  jsonValues: 'json_values',
  jsonDepth: 'json_depth',
  textBytes: 'text_bytes',
  tokens: 'tokens',
  fields: 'fields',
  depth: 'depth',
  aliases: 'aliases',
  directives: 'directives',
  repetitions: 'repetitions',
  first: 'first',
  cost: 'cost',
  answerBytes: 'answer_bytes',
  runTimeout: 'run_timeout',
  errors: 'errors',
} as const satisfies Partial<Record<keyof GraphQLLimits, string>>

/** A limit that an operation can exceed. */
export type LimitName = keyof typeof keys

/** The amount that was found, and the limit. */
export interface Excess {
  found: number
  /** Whether counting stopped at `found`, so that there may be more. */
  orMore?: boolean
  limit: number
  status?: number
}

/**
 * The error for an operation that exceeds a limit.
 * @param subject what is too much, with its verb: `The query nests`
 * @param unit what is counted
 */
export function limitExceeded(
  name: LimitName,
  subject: string,
  unit: string,
  { found, orMore = false, limit, status = 400 }: Excess,
): GraphQLError {
  const key = `limits.graphql.${keys[name]}`
  const amount = orMore ? `more than ${String(limit)}` : String(found)
  const message = `${subject} ${amount} ${unit}; at most ${String(limit)} are allowed (${key})`
  return new GraphQLError(message, {
    extensions: { code: 'LIMIT_EXCEEDED', limit: key, found, allowed: limit, http: { status, spec: false } },
  })
}
