import type { ParameterizedContext } from 'koa'
import type { z } from 'zod'
import type { Context } from '../graphql/context.js'
import type { Mutation as MutationFields } from '../graphql/generated/resolvers.js'
import type { Space } from '../registry/spaces.js'
import { sendJson } from './send-json.js'
import type { Link } from './links/link.js'
import type { Parameter } from './parameters.js'

/** The state of a request, for the handler of its route. */
export interface RestState {
  /** The space whose root the path is below; not set for routes outside spaces. */
  space: Space
  /** The whole path in segments, decoded. */
  segments: readonly string[]
  /** The parameters in the path, decoded. */
  params: Readonly<Record<string, string>>
  /** The context that operations run in. */
  context: Context
  /** Whether the answer may be cached: it is the same for all clients, until the space changes. */
  cacheable?: boolean
}

/** A request to a route. */
export type RestRequest = ParameterizedContext<RestState>

/** The declaration of a route, for the router and the OpenAPI document. */
export interface Declaration {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The mutation that it runs. A refusal before the mutation runs is logged with this name. */
  mutation?: keyof MutationFields
  /** The path below the root; `:name` is one segment, `*name` one or more segments at the end. GET serves HEAD, too. */
  path: string
  /** Its purpose, in one line. */
  summary: string
  /** The token that it needs; none when absent. */
  token?: 'editor' | 'master'
  /** The query parameters; others are ignored. */
  query?: readonly Parameter[]
  /** The JSON object in the body. */
  body?: z.ZodObject
  /** The statuses of its refusals, besides those that follow from its other members (see `openapi/responses.ts`). */
  refuses?: readonly number[]
}

/** One route. */
export interface Route extends Declaration {
  /** Whether `Accept` must allow JSON, and `Content-Type` must be JSON. */
  checksMediaTypes: boolean
  /** The format of its errors: a JSON object, or plain text. */
  errors: 'json' | 'text'
  /** Whether its answers have `Vary: Accept-Encoding`. */
  variesByEncoding: boolean
  /** The answer on success. */
  success: Success
  handle: (request: RestRequest) => Promise<void> | void
  /** For routes of universal links, which only redirect: resolves the target; `undefined` when it is not trusted. */
  resolveLink?: (link: Link) => string | undefined
}

/** The answer of a route on success. */
export interface Success {
  status: number
  /** Its media types; none when it has no body. */
  types: readonly string[]
  /** The shape of its JSON. */
  shape?: z.ZodType
  /** Whether it has an `ETag`, and may be a 304. */
  hasEtag?: boolean
  /** Whether it supports `Range`. */
  ranges?: boolean
  /** Whether it may be a redirect to the object store. */
  redirects?: boolean
}

/** The declaration of a route that answers with JSON. */
export interface JsonRoute<Shape extends z.ZodType<object>> extends Declaration {
  gives: Shape
  /** Default: 200. */
  status?: number
  /** The header `Cache-Control`; not sent when absent. */
  cacheControl?: string
  /** Default: true. */
  checksMediaTypes?: boolean
  handle: (request: RestRequest) => Promise<z.output<Shape>>
}

/** Makes a route that answers with JSON. */
export function jsonRoute<Shape extends z.ZodType<object>>({
  gives,
  status = 200,
  cacheControl,
  checksMediaTypes = true,
  handle,
  ...declaration
}: JsonRoute<Shape>): Route {
  // An answer that needs no token does not depend on the client.
  const isPublic = declaration.method === 'GET' && declaration.token === undefined
  return {
    ...declaration,
    checksMediaTypes,
    errors: 'json',
    variesByEncoding: true,
    success: { status, types: ['application/json'], shape: gives, hasEtag: isPublic },
    async handle(ctx) {
      await sendJson(ctx, await handle(ctx), { status, cacheControl, hasEtag: isPublic })
      ctx.state.cacheable = isPublic
    },
  }
}
