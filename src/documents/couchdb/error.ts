import { z } from 'zod'

/** What is known of a failure. */
interface Failure {
  /** HTTP status; none when no answer came. */
  status?: number
  /** CouchDB's word for it, such as `not_found`. */
  code?: string
  message: string
}

const nanoError = z.object({
  statusCode: z.number().optional(),
  error: z.string().optional(),
  reason: z.string().optional(),
  message: z.string(),
})

/** A request that CouchDB refused, or that got no answer. Says where and what, but neither credentials nor documents. */
export class CouchError extends Error {
  override name = 'CouchError'
  readonly status: number | undefined
  /** CouchDB's word for it, such as `not_found`, or without an answer the system's, such as `ECONNREFUSED`. */
  readonly code: string | undefined
  /** Whether CouchDB took too long. */
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
    this.timedOut = status === undefined && message.includes('Timeout')
    this.code = code ?? (status === undefined ? systemCodeIn(message) : undefined)
    this.databaseMissing = status === 404 && /^Database does not exist|^no_db_file/.test(message)
  }
}

/** The failure that nano tells of; what else it carries (the whole request) is left behind. */
export function couchErrorOf(
  error: unknown,
  address: string,
  request: { method?: string; database?: string },
): CouchError {
  const told = nanoError.safeParse(error).data ?? { message: String(error) }
  const { statusCode: status, error: code, reason, message } = told
  return new CouchError(address, request, {
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    message: reason ?? message.replace('error happened in your connection. Reason: ', ''),
  })
}

// nano gives the words of the cause alone.
function systemCodeIn(message: string): string {
  return /\bE[A-Z]{4,}\b/.exec(message)?.[0] ?? (message.includes('Timeout') ? 'ETIMEDOUT' : 'EPROTO')
}
