import { NoSchemaIntrospectionCustomRule, type GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { ParameterizedContext } from 'koa'
import type { Logger } from 'pino'
import { clientLeft } from '../http-semantics/client-left.js'
import type { Context, GraphQLRequest } from './context.js'
import { maskError, shortenMessages } from './errors.js'
import { createGraphiQL, isGraphiQLFile, wantsPage } from './graphiql.js'
import { guardResolvers } from './guard-resolvers.js'
import type { GraphQLLimits } from './limits.js'
import { refusalsAsResults } from './refusals.js'
import { useRequestReader } from './read-request.js'
import { QueryDependencies } from './query-dependencies.js'
import { resultCache } from './results.js'
import { useDocuments } from './use-documents.js'
import { TimeSlices } from './time-slices.js'
import { asksForCost, useOperationLimits } from './use-operation-limits.js'

/** Answers a request for `/graphql`. */
export type GraphQLHandler = (ctx: GraphQLRequest) => Promise<void>

/** What the GraphQL door is made of. */
export interface GraphQLParts {
  /** For this handler alone: it bounds the resolvers. */
  schema: GraphQLSchema
  log: Logger
  /** Whether clients may ask for the schema; GraphiQL needs it. */
  introspection: boolean
  limits: GraphQLLimits
  /** Origins of web pages that may use it; `*` is any. */
  origins: string[]
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
  const { schema, log, limits, introspection } = parts
  const slices = new TimeSlices()
  const yoga = createYoga<{ ctx: GraphQLRequest }, Context>({
    schema: guardResolvers(refusalsAsResults(schema)),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    cors: { origin: parts.origins, credentials: false, methods: ['GET', 'POST', 'OPTIONS'] },
    graphiql: false,
    multipart: false,
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    plugins: [
      useRequestReader({ limits, slices }),
      useDocuments({ limits, suggestions: introspection }),
      ...(introspection ? [] : [closed]),
      resultCache(),
      useOperationLimits({ limits, slices, log }),
      shortMessages,
    ],
    maskedErrors: { maskError: (error) => maskError(error, log) },
    logging: false,
    context: ({ ctx }) => ({
      ...ctx.state.operation,
      signal: clientLeft(ctx.res),
      dependencies: mayShare(ctx) ? new QueryDependencies() : undefined,
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

// Long requests are hardly made twice.
const longestShared = 100_000

// Whether the result may be given to everybody who asks the same.
function mayShare(ctx: ParameterizedContext): boolean {
  const isAnonymous = ctx.headers.authorization === undefined && ctx.headers.cookie === undefined
  return isAnonymous && Number(ctx.get('Content-Length')) <= longestShared && !asksForCost(ctx)
}
