import { randomUUID } from 'node:crypto'
import type { ParameterizedContext } from 'koa'
import type { Logger } from 'pino'
import { refusalOf } from '../registry/storage-failures.js'
import { answerTo, type ErrorAnswer } from './errors.js'
import { ClientLeftError } from '../registry/errors.js'
import { jsonText } from './send-json.js'

/** The log for errors, and the function that returns the address of the client for its entries. */
export interface ErrorLog {
  log: Logger
  clientAddress: (ctx: ParameterizedContext) => string
}

/** Answers a request with an error, as a JSON object or as plain text. */
export type ErrorResponder = (ctx: ParameterizedContext, error: unknown, format: 'json' | 'text') => void

/** Creates the function that logs an error and answers with it. */
export function errorResponder({ log, clientAddress }: ErrorLog): ErrorResponder {
  return (ctx, thrown, format) => {
    if (thrown instanceof ClientLeftError) {
      log.debug({ method: ctx.method, request_uri: ctx.originalUrl, remote_ip: clientAddress(ctx) }, thrown.message)
      return
    }
    const error = refusalOf(thrown) ?? thrown
    const answer = answerTo(error) ?? internalError()
    const { status } = answer
    const detail = answer.detail === undefined ? undefined : replaceControlCharacters(answer.detail)
    const message = replaceControlCharacters(answer.message)
    const cause = answer.id === undefined ? causeOf(error) : error
    log[levelOf(status, cause)](
      {
        ...(cause !== undefined && { err: cause, id: answer.id }),
        method: ctx.method,
        request_uri: ctx.originalUrl,
        remote_ip: clientAddress(ctx),
        status,
        error_msg: message,
        detail,
        is_json: format === 'json',
      },
      'a request was refused',
    )
    for (const name of ['ETag', 'Last-Modified', 'Content-Encoding', 'Accept-Ranges']) ctx.remove(name)
    // Cozy servers read `message`, the publishing client reads `error`. A 404 for GET has no detail: Cozy servers often ask for
    // missing applications, and this answer must be short.
    const shownDetail = status === 404 && isGetOrHead(ctx) ? undefined : detail
    ctx.body = format === 'json' ? jsonText(ctx, { error: message, message, detail: shownDetail }) : message
    ctx.status = status
    ctx.set('Content-Type', format === 'json' ? 'application/json' : 'text/plain; charset=UTF-8')
    ctx.set(answer.headers)
  }
}

// `RateLimiter` has logged the first 429 of a client. A 404 with a cause hides a failure from the client, such as a failure of the object store to open a well-known file.
function levelOf(status: number, cause: unknown): 'error' | 'info' | 'debug' {
  if (status >= 500 || (status === 404 && cause !== undefined)) return 'error'
  return status === 404 || status === 429 ? 'debug' : 'info'
}

// The answer to an internal error shows only a random id. The log has the cause under the same id.
function internalError(): ErrorAnswer {
  const id = randomUUID()
  return {
    status: 500,
    message: 'Internal server error',
    headers: { 'Cache-Control': 'no-cache', 'X-Request-Id': id },
    id,
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}

function isGetOrHead({ method }: ParameterizedContext): boolean {
  return method === 'GET' || method === 'HEAD'
}

// Replaces control characters, except tabs and line feeds. A message may quote any input.
function replaceControlCharacters(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '\uFFFD')
}
