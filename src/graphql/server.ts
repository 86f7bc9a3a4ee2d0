import { NoSchemaIntrospectionCustomRule, type GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { ParameterizedContext } from 'koa'
import type { Logger } from 'pino'
import { rateLimitHeaders } from '../http-semantics/rate-limit.js'
import type { RateLimiter } from '../registry/rate-limiter.js'
import { disconnectSignal } from '../http-semantics/client-left.js'
import type { Context, GraphQLRequest } from './context.js'
import { maskError, shortenMessages } from './errors.js'
import { createGraphiQL, isGraphiQLFile, wantsPage } from './graphiql.js'
import { guardResolvers } from './guard-resolvers.js'
import type { GraphQLLimits } from './limits.js'
import { refusalsAsResults } from './refusals.js'
import type { PersistedOperations } from './persisted-operations.js'
import { useCacheHeaders } from './use-cache-headers.js'
import { recordOutcomes, useMutationIds } from './use-mutation-ids.js'
import { useRequestReader } from './use-request-reader.js'
import { QueryDependencies } from './query-dependencies.js'
import { useResultCache } from './use-result-cache.js'
import { createValidDocuments, useDocumentLimits } from './use-document-limits.js'
import { useRateLimits } from './use-rate-limits.js'
import { TimeSlices } from '../http-semantics/time-slices.js'
import type { SubscriptionLimits } from './subscription-slots.js'
import { asksForCost, useOperationLimits } from './use-operation-limits.js'
import { streamTokenOf, useSingleConnection } from './use-single-connection.js'
import { useSubscriptions } from './use-subscriptions.js'

/** Answers a request for `/graphql`. */
export type GraphQLHandler = (ctx: GraphQLRequest) => Promise<void>

/** The dependencies and settings of the GraphQL handler. */
export interface GraphQLParts {
  /** The handler wraps the resolvers of this schema in place. Nothing else may use this schema. */
  schema: GraphQLSchema
  log: Logger
  /** Whether clients may introspect the schema, and whether browsers get GraphiQL. GraphiQL needs introspection. */
  introspection: boolean
  /** The operations that clients may request by an id. */
  persistedOperations: PersistedOperations | undefined
  /** Whether clients without a valid token may request only these operations. */
  persistedOnly: boolean
  limits: GraphQLLimits
  rateLimiter: RateLimiter
  /** Returns the IP address of the client. */
  addressOf: (ctx: ParameterizedContext) => string
  subscriptionLimits: SubscriptionLimits
  /** Aborts when the gateway begins to stop. */
  stopping: AbortSignal
  /** The origins that CORS allows; `*` is any. */
  origins: string[]
}

const noIntrospection: Plugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(NoSchemaIntrospectionCustomRule)
  },
}

const shortMessages: Plugin = {
  onExecutionResult(payload) {
    const { result } = payload
    if (result && 'errors' in result && Array.isArray(result.errors)) {
      payload.setResult({ ...result, errors: shortenMessages(result.errors) })
    }
  },
}

// In a 406, Yoga lists all its media types once for each media type that the request accepts. The header with the list could
// have a megabyte.
const distinctMediaTypes: Plugin = {
  onResultProcess({ acceptableMediaTypes }) {
    const distinct = new Set(acceptableMediaTypes)
    acceptableMediaTypes.splice(0, acceptableMediaTypes.length, ...distinct)
  },
}

/** Serves GraphQL by the specification "GraphQL over HTTP". Also serves GraphiQL to browsers. */
export function createGraphQLHandler(parts: GraphQLParts): GraphQLHandler {
  const { schema, log, limits, introspection, rateLimiter: limiter, addressOf, subscriptionLimits, stopping } = parts
  const validDocuments = createValidDocuments(limits)
  const slices = new TimeSlices()
  const yoga = createYoga<{ ctx: GraphQLRequest }, Context>({
    schema: guardResolvers(recordOutcomes(refusalsAsResults(schema))),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // Yoga takes an empty list for all origins.
    cors: parts.origins.length > 0 && {
      origin: parts.origins,
      credentials: false,
      methods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
      exposedHeaders: rateLimitHeaders,
    },
    graphiql: false,
    multipart: false,
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    plugins: [
      useRequestReader({ ...parts, slices }),
      useDocumentLimits({ limits, validDocuments, suggestions: introspection }),
      ...(introspection ? [] : [noIntrospection]),
      useResultCache(),
      useOperationLimits({ limits, slices, log }),
      useSubscriptions({ limits, subscriptionLimits, slices, log, stopping }),
      useRateLimits({ limiter, addressOf, isKnownDocument: (text) => validDocuments.has(text) }),
      useMutationIds(),
      useCacheHeaders(parts.origins),
      shortMessages,
      useSingleConnection({ limiter, addressOf, subscriptionLimits, stopping }),
      distinctMediaTypes,
    ],
    maskedErrors: { maskError: (error) => maskError(error, log) },
    logging: false,
    context: ({ ctx }) => ({
      ...ctx.state.context,
      signal: ctx.state.operationSignal ?? disconnectSignal(ctx.res),
      clientAddress: addressOf(ctx),
      lastEventId: ctx.get('Last-Event-ID') || undefined,
      dependencies: isCacheable(ctx) ? new QueryDependencies() : undefined,
    }),
  })
  const graphiql = createGraphiQL()
  return async (ctx) => {
    if (isGraphiQLFile(ctx.path)) return introspection ? graphiql.file(ctx) : ctx.throw(404)
    if (introspection && wantsPage(ctx)) return graphiql.page(ctx)
    ctx.respond = false
    await yoga(ctx.req, ctx.res, { ctx })
  }
}

// In bytes. Requests with longer bodies are rarely repeated.
const maxCacheableBody = 100_000

// Whether the result may be cached for all clients.
function isCacheable(ctx: ParameterizedContext): boolean {
  const isAnonymous = ctx.headers.authorization === undefined && ctx.headers.cookie === undefined
  // The result for an event stream is no answer to the request.
  return (
    isAnonymous &&
    streamTokenOf(ctx) === undefined &&
    Number(ctx.get('Content-Length')) <= maxCacheableBody &&
    !asksForCost(ctx)
  )
}
