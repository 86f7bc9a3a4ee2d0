import type { ParameterizedContext } from 'koa'
import type { CompileOperation } from '../graphql/compile-operation.js'
import { ReadStatusDocument, type EnginePartsFragment } from './generated/operations.js'
import { jsonText } from './send-json.js'
import type { Route } from './route.js'
import { health, readiness, status as statusShape } from '../wire-format/shapes.js'

const probeDefaults = { checksMediaTypes: false, errors: 'text', variesByEncoding: false } as const

/** The route `/status`. The engines have the names that the reference registry uses. The HTTP status is always 200. */
export function statusRoutes(compile: CompileOperation): Route[] {
  const readStatus = compile(ReadStatusDocument)
  return [
    {
      method: 'GET',
      path: '/status',
      summary: 'Status of the engines. The HTTP status is always 200',
      ...probeDefaults,
      success: { status: 200, types: ['application/json'], shape: statusShape },
      async handle(ctx) {
        const { documents, objects, cache } = (await readStatus({}, ctx.state.context)).registry.status
        answer(ctx, 200, {
          couchDB: engineStatus(documents),
          redis: engineStatus(cache),
          // Monitoring tools for the reference registry expect `failed` when any engine fails.
          status: statusWord(documents.ok && objects.ok && cache.ok),
          swift: engineStatus(objects),
        })
      },
    },
  ]
}

/**
 * The routes of probes for a service manager or a load balancer: liveness and readiness.
 * @param stopping aborts when the gateway begins to stop
 */
export function probeRoutes(compile: CompileOperation, stopping: AbortSignal): Route[] {
  const readStatus = compile(ReadStatusDocument)
  return [
    {
      method: 'GET',
      path: '/health',
      summary: 'Liveness: answers as long as the process runs',
      ...probeDefaults,
      success: { status: 200, types: ['application/json'], shape: health },
      handle: (ctx) => answerUncached(ctx, 200, { status: 'ok' }),
    },
    {
      method: 'GET',
      path: '/ready',
      summary: 'Readiness: whether requests can be served',
      ...probeDefaults,
      success: { status: 200, types: ['application/json'], shape: readiness },
      refuses: [503],
      async handle(ctx) {
        if (stopping.aborted) return answerUncached(ctx, 503, { status: 'stopping' })
        const { status } = (await readStatus({}, ctx.state.context)).registry
        const { ok, documents, objects, cache, temporaryFolder } = status
        answerUncached(ctx, ok ? 200 : 503, {
          status: statusWord(ok),
          documents: engineStatus(documents),
          objects: engineStatus(objects),
          cache: engineStatus(cache),
          ...(!temporaryFolder.ok && { temporary_folder: engineStatus(temporaryFolder) }),
        })
      },
    },
  ]
}

function statusWord(ok: boolean): 'ok' | 'failed' {
  return ok ? 'ok' : 'failed'
}

function engineStatus({ ok, reason }: EnginePartsFragment): object {
  return { status: statusWord(ok), ...(reason !== null && { reason }) }
}

// Sends the current status, which must not be cached.
function answerUncached(ctx: ParameterizedContext, status: number, body: object): void {
  answer(ctx, status, body)
  ctx.set('Cache-Control', 'no-store')
}

function answer(ctx: ParameterizedContext, status: number, body: object): void {
  ctx.body = jsonText(ctx, body)
  ctx.status = status
  ctx.set('Content-Type', 'application/json')
}
