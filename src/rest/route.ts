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
  /** The space of a path below the root of a space. Not set for other routes. */
  space: Space
  /** The decoded segments of the whole path. */
  segments: readonly string[]
  /** The parameters in the path, decoded. */
  params: Readonly<Record<string, string>>
  /** The context that operations run in. */
  context: Context
  /** The JSON object in the body, once it has been read. */
  body?: unknown
  /** Whether the answer may be cached: it is the same for all clients until the space changes. */
  cacheable?: boolean
}

/** A request to a route. */
export type RestRequest = ParameterizedContext<RestState>

/** The declaration of a route, for the router and the OpenAPI document. */
export interface Declaration {
  /** A route of GET also serves HEAD. */
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /**
   * The mutation that the route runs. If a request is refused before the mutation runs, the refusal is logged with this name.
   */
  mutation?: keyof MutationFields
  /** The path, without the root of the space. `:name` is one segment. `*name` is one or more segments at the end. */
  path: string
  /** The purpose of the route, in one line. */
  summary: string
  /** The kind of token that a request needs. Without this member, a request needs no token. */
  token?: 'editor' | 'master'
  /** The query parameters. Other parameters are ignored. */
  query?: readonly Parameter[]
  /** The JSON object in the body. */
  body?: z.ZodObject
  /** HTTP statuses of refusals, for the OpenAPI document. Statuses that follow from other members, such as 401, are added there. */
  refuses?: readonly number[]
}

/** One route. */
export interface Route extends Declaration {
  /** Whether `Accept` must allow JSON, and `Content-Type` must be JSON. */
  checksMediaTypes: boolean
  /** The format of errors: a JSON object, or plain text. */
  errors: 'json' | 'text'
  /** Whether the answers have `Vary: Accept-Encoding`. */
  variesByEncoding: boolean
  /** The answer on success. */
  success: Success
  handle: (request: RestRequest) => Promise<void> | void
  /** Only for routes of universal links: resolves the target of the redirect. `undefined` when the target is not trusted. */
  resolveLink?: (link: Link) => string | undefined
}

/** The answer of a route on success. */
export interface Success {
  status: number
  /** The media types of the body. Empty when the answer has no body. */
  types: readonly string[]
  /** The shape of the JSON in the body. */
  shape?: z.ZodType
  /** Whether the answer has an `ETag`, and may be a 304. */
  hasEtag?: boolean
  /** Whether the route supports `Range`. */
  ranges?: boolean
  /** Whether the answer may be a redirect to the object store. */
  redirects?: boolean
}

/** The declaration of a route that answers with JSON. */
export interface JsonRoute<Shape extends z.ZodType<object>> extends Declaration {
  /** The shape of the JSON in the answer. */
  shape: Shape
  /** The status of the answer; default: 200. */
  status?: number
  /** The value of `Cache-Control`. When absent, the header is not sent. */
  cacheControl?: string
  /** Default: true. */
  checksMediaTypes?: boolean
  handle: (request: RestRequest) => Promise<z.output<Shape>>
}

/** Makes a route that answers with JSON. */
export function jsonRoute<Shape extends z.ZodType<object>>({
  shape,
  status = 200,
  cacheControl,
  checksMediaTypes = true,
  handle,
  ...declaration
}: JsonRoute<Shape>): Route {
  // The answer to a GET request that needs no token is the same for all clients.
  const isPublic = declaration.method === 'GET' && declaration.token === undefined
  return {
    ...declaration,
    checksMediaTypes,
    errors: 'json',
    variesByEncoding: true,
    success: { status, types: ['application/json'], shape, hasEtag: isPublic },
    async handle(ctx) {
      await sendJson(ctx, await handle(ctx), { status, cacheControl, hasEtag: isPublic })
      ctx.state.cacheable = isPublic
    },
  }
}
