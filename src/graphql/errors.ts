import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { ClientLeftError } from '../registry/errors.js'
import { refusalOf } from '../registry/storage-failures.js'

/**
 * Makes an error fit to be seen: a refusal keeps its text and gets its code, what GraphQL itself says stays, and anything
 * else is only an id, under which the log has the cause.
 */
export function maskError(error: unknown, log: Logger): GraphQLError {
  const cause = causeOf(error)
  const refusal = refusalOf(cause)
  if (refusal) {
    if (refusal.cause !== undefined) log.error({ err: refusal.cause, code: refusal.code }, 'an operation was refused')
    const { detail, ...details } = refusal.details
    return rewrite(error, detail ?? refusal.message, { code: refusal.code, ...details })
  }
  // Also what a scalar said about its input, which GraphQL wraps.
  if (error instanceof GraphQLError && cause instanceof GraphQLError) return error
  if (cause instanceof ClientLeftError) {
    log.debug({ err: cause }, 'the client of an operation left')
    return rewrite(error, cause.message, {})
  }
  const id = randomUUID()
  log.error({ err: cause, id }, 'an operation failed')
  return rewrite(error, 'Internal server error', { code: 'INTERNAL_SERVER_ERROR', id })
}

/** What was thrown first, behind all that GraphQL wrapped around it. */
export function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error
}

function rewrite(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions })
  const { nodes = null, source = null, positions = null, path = null } = error
  return new GraphQLError(message, { nodes, source, positions, path, extensions })
}
