import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ParameterizedContext } from 'koa'
import { etagMatches } from './conditional.js'

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
export function answerOf({ status, body, response, res }: ParameterizedContext): Answer | undefined {
  if (status !== 200 || !Buffer.isBuffer(body)) return undefined
  const named = Object.entries(response.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return answerWith(named, body, etagOf({ res }))
}

/** Makes an answer from its headers and its body. `Content-Length` is that of the body. */
export function answerWith(
  headers: Iterable<readonly [name: string, value: string]>,
  body: Buffer,
  etag: string | undefined,
): Answer {
  const named = [...headers].filter(([name]) => name.toLowerCase() !== 'content-length')
  const aboutContent = /^content-(type|encoding)$/i
  return {
    headers: [...named.flat(), 'Content-Length', String(body.length)],
    notModifiedHeaders: named.filter(([name]) => !aboutContent.test(name)).flat(),
    etag,
    body,
  }
}

/** The `ETag` header of an answer, if one has been set. */
export function etagOf({ res }: Pick<ParameterizedContext, 'res'>): string | undefined {
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
