import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ParameterizedContext } from 'koa'
import { etagMatches } from '../http-semantics/conditional.js'

/** A finished answer with the status 200, ready to be sent to anybody. */
export interface Answer {
  /** Names and values in turn, as Node takes them without looking at each. */
  headers: string[]
  /** The same for an answer of 304. */
  validated: string[]
  etag: string | undefined
  body: Buffer
}

/** The answer that a request has got, when it is a success and its bytes are all there. */
export function answerOf(ctx: ParameterizedContext): Answer | undefined {
  const { status, body, response } = ctx
  if (status !== 200 || !Buffer.isBuffer(body)) return undefined
  const named = Object.entries(response.headers).filter(([name]) => name.toLowerCase() !== 'content-length')
  const headers = named.flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]))
  const aboutContent = /^content-(type|encoding)$/i
  return {
    headers: [...headers, 'Content-Length', String(body.length)],
    validated: named.flatMap(([name, value]) =>
      value === undefined || aboutContent.test(name) ? [] : [name, String(value)],
    ),
    etag: etagOf(ctx),
    body,
  }
}

/** The validator that an answer has got so far. */
export function etagOf({ res }: ParameterizedContext): string | undefined {
  const etag = res.getHeader('ETag')
  return typeof etag === 'string' ? etag : undefined
}

/** Sends an answer: whole, as its headers alone for HEAD, or as 304 to a client that has it already. */
export function sendAnswer(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  const { headers, validated, etag, body } = answer
  if (etag !== undefined && etagMatches(request.headers['if-none-match'], etag)) {
    response.writeHead(304, validated).end()
  } else {
    response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body)
  }
}
