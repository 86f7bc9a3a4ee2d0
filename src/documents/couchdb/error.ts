import { z } from 'zod'
import { reasonOf, meansDiskFull } from '../../http-client.js'

/** The details of a failed request. */
interface Failure {
  /** The HTTP status. Without a response, it is absent. */
  status?: number
  /** CouchDB's error code, such as `not_found`. */
  code?: string
  message: string
}

const refusal = z.object({ error: z.string().optional(), reason: z.string().optional() })

/** A request that CouchDB refused, or that got no response. The message contains neither credentials nor documents. */
export class CouchError extends Error {
  override name = 'CouchError'
  readonly status: number | undefined
  /** An error code of CouchDB, such as `not_found`, or of the operating system, such as `ECONNREFUSED` or `ENOSPC`. */
  readonly code: string | undefined
  /** Whether CouchDB took too long to answer. */
  readonly timedOut: boolean
  /** Whether the database does not exist. */
  readonly databaseMissing: boolean

  constructor(address: string, request: { method?: string; database?: string; path?: string }, failure: Failure) {
    const { status, code, message } = failure
    const { method = 'get', database, path } = request
    const target = `${method.toUpperCase()} /${[database, path].filter((part) => part !== undefined).join('/')}`
    super(
      status === undefined
        ? `No answer from CouchDB at ${address} to ${target}: ${message}`
        : `CouchDB at ${address} answered ${target} with ${status}: ${message}`,
    )
    this.status = status
    this.timedOut = status === undefined && code === 'ETIMEDOUT'
    this.code = status !== undefined && meansDiskFull(status, message) ? 'ENOSPC' : code
    this.databaseMissing = status === 404 && /^Database does not exist|^no_db_file/.test(message)
  }
}

/**
 * Describes a failed request.
 * @param status the HTTP status; `undefined` if there was no response
 * @param cause the JSON of the response; without a response, the caught error
 * @param redirectOrigin the origin of the target, if the response is a redirect
 */
export function failureOf(status: number | undefined, cause: unknown, redirectOrigin?: string): Failure {
  if (status === undefined) {
    const message = reasonOf(cause)
    return { message, code: cause instanceof Error && 'code' in cause ? String(cause.code) : 'EPROTO' }
  }
  const { error, reason } = refusal.safeParse(cause).data ?? {}
  return {
    status,
    ...(error !== undefined && { code: error }),
    message: reason ?? error ?? (redirectOrigin ? `it redirects to "${redirectOrigin}"` : 'without a reason'),
  }
}
