import type { ParameterizedContext } from 'koa'
import type { CompileOperation } from '../graphql/compile-operation.js'
import { ReadStatusDocument, type EnginePartsFragment } from './generated/operations.js'
import { jsonText } from './send-json.js'
import type { Route } from './route.js'
import { health, readiness, status as statusShape } from '../wire-format/shapes.js'

const plain = { checksMediaTypes: false, errors: 'text', variesByEncoding: false } as const

/** The status route, as in the reference registry: the same names of engines, and always 200. */
export function statusRoutes(compile: CompileOperation): Route[] {
  const readStatus = compile(ReadStatusDocument)
  return [
    {
      method: 'GET',
      path: '/status',
      summary: 'Status of the engines; always 200',
      ...plain,
      success: { status: 200, types: ['application/json'], shape: statusShape },
      async handle(ctx) {
        const { documents, objects, cache } = (await readStatus({}, ctx.state.context)).registry.status
        answer(ctx, 200, {
          couchDB: partOf(documents),
          redis: partOf(cache),
          // Monitors of the reference registry expect an error when any part fails.
          status: word(documents.ok && objects.ok && cache.ok),
          swift: partOf(objects),
        })
      },
    },
  ]
}

/**
 * Probes for a service manager or a load balancer: liveness and readiness.
 * @param stopping aborts when the gateway begins to stop
 */
export function probeRoutes(compile: CompileOperation, stopping: AbortSignal): Route[] {
  const readStatus = compile(ReadStatusDocument)
  return [
    {
      method: 'GET',
      path: '/health',
      summary: 'Liveness: answers as long as the process runs',
      ...plain,
      success: { status: 200, types: ['application/json'], shape: health },
      handle: (ctx) => answerNow(ctx, 200, { status: 'ok' }),
    },
    {
      method: 'GET',
      path: '/ready',
      summary: 'Readiness: whether requests can be served',
      ...plain,
      success: { status: 200, types: ['application/json'], shape: readiness },
      refuses: [503],
      async handle(ctx) {
        if (stopping.aborted) return answerNow(ctx, 503, { status: 'stopping' })
        const { status } = (await readStatus({}, ctx.state.context)).registry
        const { ok, documents, objects, cache, temporaryFolder } = status
        answerNow(ctx, ok ? 200 : 503, {
          status: word(ok),
          documents: partOf(documents),
          objects: partOf(objects),
          cache: partOf(cache),
          ...(!temporaryFolder.ok && { temporary_folder: partOf(temporaryFolder) }),
        })
      },
    },
  ]
}

function word(ok: boolean): 'ok' | 'failed' {
  return ok ? 'ok' : 'failed'
}

function partOf({ ok, reason }: EnginePartsFragment): object {
  return { status: word(ok), ...(reason !== null && { reason }) }
}

// Sends an answer that must not be cached, since it is the status of this moment.
function answerNow(ctx: ParameterizedContext, status: number, body: object): void {
  answer(ctx, status, body)
  ctx.set('Cache-Control', 'no-store')
}

function answer(ctx: ParameterizedContext, status: number, body: object): void {
  ctx.body = jsonText(ctx, body)
  ctx.status = status
  ctx.set('Content-Type', 'application/json')
}
