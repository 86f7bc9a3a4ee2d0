import { setTimeout as sleep } from 'node:timers/promises'
import getRawBody from 'raw-body'
import { hasBody } from '../http-semantics/has-body.js'
import { ClientLeftError } from '../registry/errors.js'
import type { StackRequest } from './context.js'
import { StackError } from './errors.js'

// Milliseconds until the body has to be there.
const bodyTimeout = 30_000

/**
 * Reads the body of a request; empty when there is none.
 * @param limit in bytes
 * @param setting the key of the limit, if it is configured
 * @throws StackError 400, 408, 413
 */
export async function readBody(ctx: StackRequest, limit: number, setting?: string): Promise<string> {
  if (!hasBody(ctx.req)) return ''
  const done = new AbortController()
  const late = sleep(bodyTimeout, undefined, { signal: done.signal, ref: false }).then(() => {
    throw new StackError(408, 'the body has not arrived in time')
  })
  const length = ctx.get('Content-Length') || null
  try {
    return (await Promise.race([getRawBody(ctx.req, { limit, length }), late])).toString('utf8')
  } catch (error) {
    // The rest of the body is not read.
    ctx.set('Connection', 'close')
    throw refusalOf(error, ctx, limit, setting)
  } finally {
    done.abort()
    late.catch(() => undefined)
  }
}

function refusalOf(error: unknown, ctx: StackRequest, limit: number, setting?: string): unknown {
  if (error instanceof StackError) return error
  if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') {
    const key = setting === undefined ? '' : ` (${setting})`
    return new StackError(413, `the body may have ${String(limit)} bytes at most${key}`)
  }
  if (ctx.req.destroyed && !ctx.req.complete) return new ClientLeftError()
  return new StackError(400, 'the body ends before its announced length')
}
