import type { ParameterizedContext } from 'koa'
import type { z } from 'zod'
import type { Context } from '../graphql/context.js'
import type { Mutation as MutationFields } from '../graphql/generated/resolvers.js'
import type { Space } from '../registry/spaces.js'
import { sendJson } from './json.js'
import type { Link } from './links/link.js'
import type { Parameter } from './parameters.js'

/** What a route works with, beside the request. */
export interface RestState {
  /** The space of the path; for universal links that of the host. */
  space: Space
  /** The whole path in segments, decoded. */
  segments: readonly string[]
  /** What the parameters of the path stand for, decoded. */
  params: Readonly<Record<string, string>>
  /** What operations run in. */
  operation: Context
  /** The answer is the same for everybody until the space changes, so it may be kept. */
  shared?: boolean
}

/** A request to a route. */
export type RestRequest = ParameterizedContext<RestState>

/** What a route says about itself: the router and the OpenAPI document go by it. */
export interface Declaration {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The mutation of the schema that it is for, so that refusals are logged that come before it. */
  changes?: keyof MutationFields
  /** Path behind the root; `:name` stands for one segment, `*name` for all that remain, at least one. GET serves HEAD too. */
  path: string
  /** One line on what it is for. */
  summary: string
  /** Who may use it; everybody when absent. */
  token?: 'editor' | 'master'
  /** The parameters of the query that count; all others are ignored. */
  query?: readonly Parameter[]
  /** The JSON object that it takes. */
  body?: z.ZodObject
  /** The statuses of its refusals, beside those of the headers and of the body. */
  refuses?: readonly number[]
}

/** One route. */
export interface Route extends Declaration {
  /** Whether it insists on JSON in the headers of requests. */
  insists: boolean
  /** What its errors look like: the JSON envelope, or bare text. */
  errors: 'json' | 'text'
  /** Whether its answers differ by the accepted encodings. */
  varies: boolean
  /** What it gives when all goes well. */
  success: Success
  handle: (request: RestRequest) => Promise<void> | void
  /** Where a link leads, for a route that does nothing but lead there; `undefined` when that is not allowed. */
  resolveLink?: (link: Link) => string | undefined
}

/** The answer of a route when all goes well. */
export interface Success {
  status: number
  /** Its media types; none when it has no body. */
  types: readonly string[]
  /** The JSON that it holds. */
  shape?: z.ZodType
  /** Whether clients may revalidate what they keep. */
  revalidated?: boolean
  /** Whether a part of it may be asked for. */
  ranges?: boolean
  /** Whether clients may be led to the store that has it. */
  elsewhere?: boolean
}

/** A route that gives JSON. */
export interface JsonRoute<Shape extends z.ZodType<object>> extends Declaration {
  gives: Shape
  /** Default: 200. */
  status?: number
  /** How long clients may keep the answer; without it they are told nothing. */
  cacheControl?: string
  /** False for a route that takes any headers. */
  insists?: boolean
  handle: (request: RestRequest) => Promise<z.output<Shape>>
}

/** Declares a route that gives JSON. */
export function jsonRoute<Shape extends z.ZodType<object>>({
  gives,
  status = 200,
  cacheControl,
  insists = true,
  handle,
  ...declaration
}: JsonRoute<Shape>): Route {
  // What everybody may read is the same for everybody.
  const shared = declaration.method === 'GET' && declaration.token === undefined
  return {
    ...declaration,
    insists,
    errors: 'json',
    varies: true,
    success: { status, types: ['application/json'], shape: gives, revalidated: shared },
    async handle(ctx) {
      await sendJson(ctx, await handle(ctx), { status, cacheControl, revalidated: shared })
      ctx.state.shared = shared
    },
  }
}
