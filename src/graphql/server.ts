import { execute, NoSchemaIntrospectionCustomRule, type GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { ParameterizedContext } from 'koa'
import type { Logger } from 'pino'
import { viewerOf } from '../registry/access.js'
import type { Registry } from '../registry/registry.js'
import { clientLeft } from '../http/client-left.js'
import type { Context } from './context.js'
import { maskError } from './errors.js'
import { createGraphiQL, isGraphiQLFile, wantsPage } from './graphiql.js'
import { Reads } from './reads.js'
import { resultCache } from './results.js'

/** Answers a request for `/graphql`. */
export type GraphQLHandler = (ctx: ParameterizedContext) => Promise<void>

/** What the GraphQL door is made of. */
export interface GraphQLParts {
  schema: GraphQLSchema
  registry: Registry
  log: Logger
  /** Whether clients may ask for the schema; GraphiQL needs it. */
  introspection: boolean
  /** Origins of web pages that may use it; `*` is any. */
  origins: string[]
  /** Scheme and host under which the client of a request reaches the gateway. */
  baseUrl: (ctx: ParameterizedContext) => string
  clientAddress: (ctx: ParameterizedContext) => string
}

// Answers have their fields in the order of the query, as the GraphQL specification wants (7.2.2): yoga's own executor gives
// them in the order in which they were found.
const inOrder: Plugin = {
  onExecute({ setExecuteFn }) {
    setExecuteFn(execute)
  },
}

const closed: Plugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(NoSchemaIntrospectionCustomRule)
  },
}

/** GraphQL over HTTP (the specification of that name), and GraphiQL for browsers, served whole from here. */
export function createGraphQLHandler(parts: GraphQLParts): GraphQLHandler {
  const { schema, registry, log } = parts
  const yoga = createYoga<{ ctx: ParameterizedContext }, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    cors: { origin: parts.origins, credentials: false, methods: ['GET', 'POST', 'OPTIONS'] },
    graphiql: false,
    plugins: [inOrder, resultCache(), ...(parts.introspection ? [] : [closed])],
    maskedErrors: { maskError: (error) => maskError(error, log) },
    logging: false,
    context: ({ ctx }) => {
      const viewer = viewerOf(ctx.get('Authorization'))
      return {
        ...{ registry, viewer },
        baseUrl: parts.baseUrl(ctx),
        audit: registry.audit.trail(viewer, parts.clientAddress(ctx)),
        signal: clientLeft(ctx.res),
        reads: isAnonymous(ctx) ? new Reads() : undefined,
      }
    },
  })
  const graphiql = createGraphiQL()
  return async (ctx) => {
    if (isGraphiQLFile(ctx.path)) return parts.introspection ? graphiql.file(ctx) : ctx.throw(404)
    if (parts.introspection && wantsPage(ctx)) return graphiql.page(ctx)
    ctx.respond = false
    await yoga(ctx.req, ctx.res, { ctx })
  }
}

function isAnonymous({ headers }: ParameterizedContext): boolean {
  return headers.authorization === undefined && headers.cookie === undefined
}
