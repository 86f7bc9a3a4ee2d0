import { contentEncodingRefusal, hasContentEncoding } from '../http-semantics/content-coding.js'
import { hasBody } from '../http-semantics/has-body.js'
import { BodyError, readText } from '../http-semantics/read-text.js'
import type { StackRequest } from './context.js'
import { StackError } from './errors.js'

// In milliseconds. The whole body must arrive within this time.
const timeout = 30_000

/**
 * Reads the body of a request. Returns `''` when there is none.
 * @param limit in bytes
 * @param setting the configuration key of the limit, for the message
 * @throws StackError 400, 408, 413, 415
 */
export async function readBody(ctx: StackRequest, limit: number, setting?: string): Promise<string> {
  if (!hasBody(ctx.req)) return ''
  if (hasContentEncoding(ctx.req)) {
    ctx.set(contentEncodingRefusal.headers)
    throw new StackError(415, contentEncodingRefusal.message)
  }
  try {
    return await readText(ctx.req, { limit, timeout })
  } catch (error) {
    // The rest of the body is not read.
    ctx.set('Connection', 'close')
    throw error instanceof BodyError ? refusalOf(error, limit, setting) : error
  }
}

function refusalOf({ reason }: BodyError, limit: number, setting?: string): StackError {
  if (reason === 'TOO_SLOW') return new StackError(408, 'the body has not arrived in time')
  if (reason === 'INCOMPLETE') return new StackError(400, 'the body ends before its announced length')
  if (reason === 'NOT_UTF8') return new StackError(400, 'the body is not UTF-8')
  const key = setting === undefined ? '' : ` (${setting})`
  return new StackError(413, `the body may have ${String(limit)} bytes at most${key}`)
}
