import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionArgs,
  type SelectionSetNode,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { ParameterizedContext } from 'koa'
import { applyRateLimits } from '../http-semantics/rate-limit.js'
import type { RateLimitedClient, RateLimiter, RateLimitState } from '../registry/rate-limiter.js'
import type { Context, GraphQLRequest } from './context.js'
import { rootFields } from './root-fields.js'

/** The dependencies of `useRateLimits`. */
export interface RateLimitParts {
  limiter: RateLimiter
  /** The IP address of the client. */
  addressOf: (ctx: ParameterizedContext) => string
  /** Whether a document was parsed and validated before. */
  isKnownDocument: (text: string) => boolean
}

type HttpContext = Context & { ctx: GraphQLRequest }

/** The least cost of an operation, in fields, like `Context.cost`. */
export const leastCost = 100
// The cost of parsing and validating a new document, in fields.
const newDocumentCost = 1_000

/**
 * Refuses operations of clients that exceed a rate limit. Results that come from the cache are not counted: `useResultCache` ends
 * the execution earlier.
 */
export function useRateLimits({
  limiter,
  addressOf,
  isKnownDocument,
}: RateLimitParts): Plugin<HttpContext, { ctx: GraphQLRequest }> {
  const clientOf = (ctx: GraphQLRequest): RateLimitedClient => ({
    viewer: ctx.state.context.viewer,
    address: addressOf(ctx),
  })
  const countOperation = async (args: ExecutionArgs, { ctx, cost = 0 }: HttpContext): Promise<void> => {
    const { document, operationName } = args
    const operation = getOperationAST(document, operationName)
    if (!operation) return
    const isMutation = operation.operation === OperationTypeNode.MUTATION
    const changes = isMutation ? changesIn(document, operation.selectionSet) : {}
    const subscriptions = operation.operation === OperationTypeNode.SUBSCRIPTION ? 1 : 0
    const usage = { queryCost: Math.max(cost, leastCost), subscriptions, ...changes }
    refuseIfExceeded(ctx, await limiter.count(clientOf(ctx), usage))
  }
  return {
    async onParams({ params, context: { ctx } }) {
      if (params.query === undefined || isKnownDocument(params.query)) return
      refuseIfExceeded(ctx, await limiter.count(clientOf(ctx), { queryCost: newDocumentCost }))
    },
    onExecute: ({ args }) => countOperation(args, args.contextValue),
    // The events of a subscription are not counted.
    onSubscribe: ({ args }) => countOperation(args, args.contextValue),
  }
}

/** @throws GraphQLError RATE_LIMITED, if a limit is exceeded */
export function refuseIfExceeded(ctx: ParameterizedContext, states: readonly RateLimitState[]): void {
  const refusal = applyRateLimits(ctx, states)
  if (!refusal) return
  const { code, message, details } = refusal
  const http = { status: 429, spec: false, headers: { 'Retry-After': String(details.retryAfter) } }
  throw new GraphQLError(message, { extensions: { code, ...details, http } })
}

function changesIn(document: DocumentNode, selectionSet: SelectionSetNode): { writes: number; publications: number } {
  const fields = rootFields(document, selectionSet)
  const publications = fields.filter(({ name }) => name.value === 'publishVersion')
  return { writes: fields.length, publications: publications.length }
}
