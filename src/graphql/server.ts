import { NoSchemaIntrospectionCustomRule, type GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { ParameterizedContext } from 'koa'
import type { Logger } from 'pino'
import { viewerOf, type Viewer } from '../registry/access.js'
import type { Registry } from '../registry/registry.js'
import { clientLeft } from '../http-semantics/client-left.js'
import type { Context } from './context.js'
import { maskError, shortenMessages } from './errors.js'
import { createGraphiQL, isGraphiQLFile, wantsPage } from './graphiql.js'
import { guardResolvers } from './guard-resolvers.js'
import type { GraphQLLimits } from './limits.js'
import { useRequestReader } from './read-request.js'
import { QueryDependencies } from './query-dependencies.js'
import { resultCache } from './results.js'
import { useDocuments } from './use-documents.js'
import { TimeSlices } from './time-slices.js'
import { asksForCost, useOperationLimits } from './use-operation-limits.js'

/** Answers a request for `/graphql`. */
export type GraphQLHandler = (ctx: ParameterizedContext) => Promise<void>

/** What the GraphQL door is made of. */
export interface GraphQLParts {
  /** For this handler alone: it bounds the resolvers. */
  schema: GraphQLSchema
  registry: Registry
  log: Logger
  /** Whether clients may ask for the schema; GraphiQL needs it. */
  introspection: boolean
  limits: GraphQLLimits
  /** Origins of web pages that may use it; `*` is any. */
  origins: string[]
  /** Scheme and host under which the client of a request reaches the gateway. */
  baseUrl: (ctx: ParameterizedContext) => string
  clientAddress: (ctx: ParameterizedContext) => string
}

const closed: Plugin = {
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

/** GraphQL over HTTP (the specification of that name), and GraphiQL for browsers, served whole from here. */
export function createGraphQLHandler(parts: GraphQLParts): GraphQLHandler {
  const { schema, registry, log, limits, introspection } = parts
  const slices = new TimeSlices()
  const yoga = createYoga<{ ctx: ParameterizedContext }, Context>({
    schema: guardResolvers(schema),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    cors: { origin: parts.origins, credentials: false, methods: ['GET', 'POST', 'OPTIONS'] },
    graphiql: false,
    multipart: false,
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    plugins: [
      useRequestReader({ limits, slices, hasToken: (ctx) => isGenuine(registry, viewerOf(ctx.get('Authorization'))) }),
      useDocuments({ limits, suggestions: introspection }),
      ...(introspection ? [] : [closed]),
      resultCache(),
      useOperationLimits({ limits, slices, log }),
      shortMessages,
    ],
    maskedErrors: { maskError: (error) => maskError(error, log) },
    logging: false,
    context: ({ ctx }) => {
      const viewer = viewerOf(ctx.get('Authorization'))
      return {
        registry,
        viewer,
        baseUrl: parts.baseUrl(ctx),
        audit: registry.audit.trail(viewer, parts.clientAddress(ctx)),
        signal: clientLeft(ctx.res),
        dependencies: mayShare(ctx) ? new QueryDependencies() : undefined,
      }
    },
  })
  const graphiql = createGraphiQL()
  return async (ctx) => {
    if (isGraphiQLFile(ctx.path)) return introspection ? graphiql.file(ctx) : ctx.throw(404)
    if (introspection && wantsPage(ctx)) return graphiql.page(ctx)
    ctx.respond = false
    await yoga(ctx.req, ctx.res, { ctx })
  }
}

function isGenuine({ access }: Registry, viewer: Viewer): boolean {
  try {
    access.requireGenuine(viewer)
    return true
  } catch {
    return false
  }
}

// Long requests are hardly made twice.
const longestShared = 100_000

// Whether the result may be given to everybody who asks the same.
function mayShare(ctx: ParameterizedContext): boolean {
  const isAnonymous = ctx.headers.authorization === undefined && ctx.headers.cookie === undefined
  return isAnonymous && Number(ctx.get('Content-Length')) <= longestShared && !asksForCost(ctx)
}
