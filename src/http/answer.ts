import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ParameterizedContext } from 'koa'
import { etagMatches } from '../http-semantics/conditional.js'

/** A finished answer with the status 200. It can be sent to any client. */
export interface Answer {
  /** Alternating names and values. `writeHead` accepts such a list, and sends it without checking each header. */
  headers: string[]
  /** The headers for a 304, in the same form. */
  notModifiedHeaders: string[]
  etag: string | undefined
  body: Buffer
}

/** The answer in a Koa context. If its status is not 200, or if its body is not in memory: `undefined`. */
export function answerOf(ctx: ParameterizedContext): Answer | undefined {
  const { status, body, response } = ctx
  if (status !== 200 || !Buffer.isBuffer(body)) return undefined
  const named = Object.entries(response.headers).filter(([name]) => name.toLowerCase() !== 'content-length')
  const headers = named.flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]))
  const aboutContent = /^content-(type|encoding)$/i
  return {
    headers: [...headers, 'Content-Length', String(body.length)],
    notModifiedHeaders: named.flatMap(([name, value]) =>
      value === undefined || aboutContent.test(name) ? [] : [name, String(value)],
    ),
    etag: etagOf(ctx),
    body,
  }
}

/** The `ETag` header of an answer, if one has been set. */
export function etagOf({ res }: ParameterizedContext): string | undefined {
  const etag = res.getHeader('ETag')
  return typeof etag === 'string' ? etag : undefined
}

/** Sends an answer. For HEAD, it is sent without its body. If its `ETag` matches `If-None-Match`, it is sent as a 304. */
export function sendAnswer(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  const { headers, notModifiedHeaders, etag, body } = answer
  if (etag !== undefined && etagMatches(request.headers['if-none-match'], etag)) {
    response.writeHead(304, notModifiedHeaders).end()
  } else {
    response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body)
  }
}
