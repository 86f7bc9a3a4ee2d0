import { randomUUID } from 'node:crypto'
import type { ParameterizedContext } from 'koa'
import type { Logger } from 'pino'
import { refusalOf } from '../registry/storage-failures.js'
import { answerTo, type ErrorAnswer } from './errors.js'
import { ClientLeftError } from '../registry/errors.js'
import { jsonText } from './send-json.js'

/** The log for errors, and the client address that it shows. */
export interface ErrorLog {
  log: Logger
  clientAddress: (ctx: ParameterizedContext) => string
}

/** Answers a request with an error: a JSON object, or plain text on routes of files. */
export type ErrorResponder = (ctx: ParameterizedContext, error: unknown, kind: 'json' | 'text') => void

/** Creates the responder. */
export function errorResponder({ log, clientAddress }: ErrorLog): ErrorResponder {
  return (ctx, thrown, kind) => {
    if (thrown instanceof ClientLeftError) {
      log.debug({ method: ctx.method, request_uri: ctx.originalUrl, remote_ip: clientAddress(ctx) }, thrown.message)
      return
    }
    const error = refusalOf(thrown) ?? thrown
    const answer = answerTo(error) ?? unexpected()
    const { status } = answer
    const detail = answer.detail === undefined ? undefined : printable(answer.detail)
    const message = printable(answer.message)
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
        is_json: kind === 'json',
      },
      'a request was refused',
    )
    for (const name of ['ETag', 'Last-Modified', 'Content-Encoding', 'Accept-Ranges']) ctx.remove(name)
    // Stacks read `message`, the publishing client reads `error`. A read that finds nothing gets no detail, to be short: stacks
    // often ask for missing applications.
    const more = status === 404 && isRead(ctx) ? undefined : detail
    ctx.body = kind === 'json' ? jsonText(ctx, { error: message, message, detail: more }) : message
    ctx.status = status
    ctx.set('Content-Type', kind === 'json' ? 'application/json' : 'text/plain; charset=UTF-8')
    ctx.set(answer.headers)
  }
}

// A 404 with a cause hides a failure, as of the store of well-known files.
function levelOf(status: number, cause: unknown): 'error' | 'info' | 'debug' {
  if (status >= 500 || (status === 404 && cause !== undefined)) return 'error'
  return status === 404 ? 'debug' : 'info'
}

// The answer to an internal error shows only an id, by which the cause is found in the log.
function unexpected(): ErrorAnswer {
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

function isRead({ method }: ParameterizedContext): boolean {
  return method === 'GET' || method === 'HEAD'
}

// Replaces control characters, except tabs and line feeds: a message may quote any input.
function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '\uFFFD')
}
