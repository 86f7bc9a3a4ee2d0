import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { ClientLeftError, RegistryError } from '../registry/errors.js'
import { refusalOf } from '../registry/storage-failures.js'

const internalMessage = 'Internal server error'
const internalCode = 'INTERNAL_SERVER_ERROR'

/**
 * Makes the error that a client gets:
 * - A refusal keeps its detail, or else its message. Its code is added.
 * - An error of GraphQL itself stays unchanged.
 * - Any other error is replaced by a general message with a random id. The original error is logged with this id.
 */
export function maskError(error: unknown, log: Logger): GraphQLError {
  const cause = causeOf(error)
  const refusal = refusalOf(cause)
  if (refusal) {
    if (refusal.cause !== undefined) log.error({ err: refusal.cause, code: refusal.code }, 'an operation was refused')
    const { detail, ...details } = refusal.details
    return rewrite(error, detail ?? refusal.message, { code: refusal.code, ...details })
  }
  // Also covers errors that a scalar throws for its input: GraphQL wraps them in another GraphQLError.
  if (error instanceof GraphQLError && cause instanceof GraphQLError) return error
  if (cause instanceof ClientLeftError) {
    log.debug({ err: cause }, 'the client of an operation left')
    return rewrite(error, cause.message, {})
  }
  const id = randomUUID()
  log.error({ err: cause, id }, 'an operation failed')
  return rewrite(error, internalMessage, { code: internalCode, id })
}

// The limit of logged causes for one operation: thousands of fields may fail.
const maxLoggedCauses = 5
const maxMessageLength = 1000

/** Masks the errors of one operation. Logs each internal cause once, and at most `maxLoggedCauses` of them. */
export function maskErrors(errors: readonly GraphQLError[], log: Logger): GraphQLError[] {
  const masked = new Map<unknown, GraphQLError>()
  let more = 0
  const result = errors.map((error) => {
    const cause = causeOf(error)
    const known = masked.get(cause)
    if (known) return rewrite(error, known.message, known.extensions)
    const isExpected = cause instanceof GraphQLError || (cause instanceof RegistryError && cause.cause === undefined)
    if (!isExpected && masked.size >= maxLoggedCauses) {
      more++
      return rewrite(error, internalMessage, { code: internalCode })
    }
    const result = maskError(error, log)
    if (!isExpected) masked.set(cause, result)
    return result
  })
  if (more > 0) log.error({ more }, 'more fields of the operation failed')
  return result
}

/** Shortens the messages of errors. A message may quote a whole value of the request. */
export function shortenMessages(errors: readonly GraphQLError[]): GraphQLError[] {
  return errors.map((error) => {
    const { message, extensions } = error
    const isLong = message.length > maxMessageLength
    return isLong ? rewrite(error, `${message.slice(0, maxMessageLength)}…`, extensions) : error
  })
}

/** The error that was thrown originally, without the GraphQL errors that wrap it. */
export function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error
}

/** The same error, at the same place of the document, with another message and other extensions. */
export function rewrite(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions })
  const { nodes = null, source = null, positions = null, path = null } = error
  return new GraphQLError(message, { nodes, source, positions, path, extensions })
}
