import { GraphQLError, type ExecutionResult } from 'graphql'
import { isAsyncIterable, type Plugin } from 'graphql-yoga'
import type { ParameterizedContext } from 'koa'
import type { RateLimiter } from '../registry/rate-limiter.js'
import { z } from 'zod'
import type { Context, GraphQLRequest } from './context.js'
import type { ConnectedOperation, EventConnection, OperationResult } from './event-connection.js'
import { EventConnections } from './event-connections.js'
import { eventStreamHeaders } from './event-stream-response.js'
import type { SlotLimits } from './subscription-slots.js'
import { leastCost, refuseIfExceeded } from './use-rate-limits.js'

/** The header with the token of an event stream. Its name in the protocol is `X-GraphQL-Event-Stream-Token`. */
export const streamTokenHeader = 'x-graphql-event-stream-token'

/** The dependencies of `useSingleConnection`. */
export interface SingleConnectionParts {
  limiter: RateLimiter
  /** The IP address of the client. */
  addressOf: (ctx: ParameterizedContext) => string
  subscriptionLimits: SlotLimits
  /** Aborts when the gateway begins to stop. */
  stopping: AbortSignal
}

type HttpContext = Context & { ctx: GraphQLRequest }

interface Connected {
  connection: EventConnection
  operation: ConnectedOperation
}

/**
 * The "single connection mode" of GraphQL over SSE: `PUT` reserves an event stream, `GET` opens it, each `POST` with its token sends
 * the results of an operation to it, and `DELETE` ends an operation.
 */
export function useSingleConnection(parts: SingleConnectionParts): Plugin<HttpContext, { ctx: GraphQLRequest }> {
  const connections = new EventConnections(parts.subscriptionLimits, parts.stopping)
  const connected = new WeakMap<GraphQLRequest, Connected>()
  const answers: Record<string, (ctx: GraphQLRequest) => Response | Promise<Response>> = {
    PUT: (ctx) => reserve(ctx, connections, parts),
    GET: (ctx) => openStream(ctx, connections),
    DELETE: (ctx) => endOperation(ctx, connections),
  }
  const markAsBegun = (ctx: GraphQLRequest): void => {
    const { operation } = connected.get(ctx) ?? {}
    if (operation) operation.hasBegun = true
  }
  return {
    async onRequest(payload) {
      const { ctx } = payload.serverContext
      if (ctx.method === 'GET' && !opensStream(ctx)) return
      const answer = answers[ctx.method]
      if (answer) payload.endResponse(await Promise.resolve(ctx).then(answer).catch(refusalResponse))
    },
    onParams({ params, context: { ctx } }) {
      const token = streamTokenOf(ctx)
      if (token === undefined) return
      const connection = connections.get(token)
      const operation = connections.begin(connection, params.extensions?.operationId)
      connected.set(ctx, { connection, operation })
      ctx.state.operationSignal = operation.signal
      ctx.res.once('close', () => {
        if (!operation.isAccepted) connection.end(operation.id)
      })
    },
    // The plugins before this one have already refused what exceeds a limit.
    onExecute: ({ args }) => markAsBegun(args.contextValue.ctx),
    onSubscribe: ({ args }) => markAsBegun(args.contextValue.ctx),
    onExecutionResult(payload) {
      const { result, context } = payload
      const { ctx } = context
      const found = connected.get(ctx)
      if (!found || !result || Array.isArray(result) || !isForStream(result, found.operation)) return
      found.connection.accept(found.operation, result)
      payload.setResult(accepted)
    },
    onResultProcess(payload) {
      if (payload.result === accepted) payload.setResultProcessor(() => new Response(null, { status: 202 }), '*/*')
    },
  }
}

/** The token of the event stream that a request is for, in its header or its query. */
export function streamTokenOf(ctx: ParameterizedContext): string | undefined {
  // Each use of `ctx.query` parses the query.
  const fromQuery = ctx.querystring.includes('token=') ? [ctx.query.token].flat()[0] : undefined
  return ctx.get(streamTokenHeader) || fromQuery
}

// The result of a request whose operation has its results sent to an event stream.
const accepted: ExecutionResult = {}

function opensStream(ctx: ParameterizedContext): boolean {
  return streamTokenOf(ctx) !== undefined && /(?:^|,) *text\/event-stream\b/i.test(ctx.get('Accept'))
}

async function reserve(
  ctx: GraphQLRequest,
  connections: EventConnections,
  { limiter, addressOf }: SingleConnectionParts,
): Promise<Response> {
  const client = { viewer: ctx.state.context.viewer, address: addressOf(ctx) }
  refuseIfExceeded(ctx, await limiter.count(client, { queryCost: leastCost }))
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(connections.reserve(client.address), { status: 201, headers })
}

function openStream(ctx: GraphQLRequest, connections: EventConnections): Response {
  const connection = connections.get(streamTokenOf(ctx) ?? '')
  if (connection.isOpen)
    throw badRequest(409, 'The event stream with this token is open already: reserve another one with PUT')
  ctx.res.once('close', () => connection.close())
  return new Response(connection.open(), { headers: eventStreamHeaders })
}

function endOperation(ctx: GraphQLRequest, connections: EventConnections): Response {
  const token = streamTokenOf(ctx)
  if (token === undefined)
    throw badRequest(400, `The request has no token of an event stream (header ${streamTokenHeader})`)
  const id = [ctx.query.operationId].flat()[0]
  if (!id) throw badRequest(400, 'The parameter "operationId" with the operation to end is missing')
  connections.get(token).end(id)
  return new Response(null, { status: 200 })
}

// Errors of the request are answered as without an event stream. The errors of an operation that has begun are results.
function isForStream(result: OperationResult, { hasBegun }: ConnectedOperation): boolean {
  if (isAsyncIterable(result) || 'stringify' in result || result.data !== undefined) return true
  return hasBegun && !result.errors?.some(({ extensions }) => extensions.http !== undefined)
}

function refusalResponse(error: unknown): Response {
  if (!(error instanceof GraphQLError)) throw error
  const { http, ...extensions } = error.extensions
  const { status, headers } = httpOf.parse(http)
  return Response.json({ errors: [{ message: error.message, extensions }] }, { status, headers })
}

const httpOf = z.object({ status: z.number(), headers: z.record(z.string(), z.string()).default({}) })

function badRequest(status: number, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status, spec: false } } })
}
