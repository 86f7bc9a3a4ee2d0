import { z } from 'zod'
import { reasonOf, saysNoSpace } from '../../http-client.js'

/** The details of a failed request. */
interface Failure {
  /** HTTP status; absent when there was no answer. */
  status?: number
  /** CouchDB's error code, such as `not_found`. */
  code?: string
  message: string
}

const refusal = z.object({ error: z.string().optional(), reason: z.string().optional() })

/** A request that CouchDB refused, or that got no answer. Its message has no credentials and no documents. */
export class CouchError extends Error {
  override name = 'CouchError'
  readonly status: number | undefined
  /** CouchDB's error code, such as `not_found`, or one of the operating system, such as `ECONNREFUSED` or `ENOSPC`. */
  readonly code: string | undefined
  /** Whether CouchDB took too long to answer. */
  readonly timedOut: boolean
  /** Whether the database does not exist. */
  readonly databaseMissing: boolean

  constructor(address: string, request: { method?: string; database?: string; path?: string }, failure: Failure) {
    const { status, code, message } = failure
    const { method = 'get', database, path } = request
    const what = `${method.toUpperCase()} /${[database, path].filter((part) => part !== undefined).join('/')}`
    super(
      status === undefined
        ? `No answer from CouchDB at ${address} to ${what}: ${message}`
        : `CouchDB at ${address} answered ${what} with ${status}: ${message}`,
    )
    this.status = status
    this.timedOut = status === undefined && code === 'ETIMEDOUT'
    this.code = status !== undefined && saysNoSpace(status, message) ? 'ENOSPC' : code
    this.databaseMissing = status === 404 && /^Database does not exist|^no_db_file/.test(message)
  }
}

/**
 * Describes a failed request.
 * @param status of the answer; `undefined` when there was none
 * @param told the JSON of the answer, or the caught error when there was no answer
 */
export function failureOf(status: number | undefined, told: unknown, movedTo?: string): Failure {
  if (status === undefined) {
    const message = reasonOf(told)
    return { message, code: told instanceof Error && 'code' in told ? String(told.code) : 'EPROTO' }
  }
  const { error, reason } = refusal.safeParse(told).data ?? {}
  return {
    status,
    ...(error !== undefined && { code: error }),
    message: reason ?? error ?? (movedTo ? `it is at "${movedTo}"` : 'without a reason'),
  }
}
