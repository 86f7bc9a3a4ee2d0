import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { ParameterizedContext } from 'koa'
import getRawBody from 'raw-body'
import { z } from 'zod'
import { earlyBodyOf } from '../http-semantics/early-body.js'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../json.js'
import { describeInvalid } from '../registry/describe-invalid.js'
import { RegistryError } from '../registry/errors.js'
import { BodyBudget } from './body-budget.js'
import { checkJson } from './check-json.js'
import type { GraphQLRequest } from './context.js'
import type { PersistedOperations } from './persisted-operations.js'
import { limitExceeded, type GraphQLLimits } from './limits.js'
import type { TimeSlices } from '../http-semantics/time-slices.js'
import { utf8TextOf } from '../utf8.js'

type RequestLimits = Pick<GraphQLLimits, 'bodyBytes' | 'anonymousBodyBytes' | 'jsonValues' | 'jsonDepth' | 'textBytes'>

const megabyte = 1024 * 1024

/** The dependencies of `useRequestReader`. */
export interface RequestParts {
  limits: RequestLimits
  persistedOperations: PersistedOperations | undefined
  /** Whether clients without a valid token may request only persisted operations. */
  persistedOnly: boolean
  slices: TimeSlices
}

/**
 * Reads requests: `POST` with JSON, and `GET` for queries. Bodies with another media type are refused. Browsers send such bodies
 * to other origins without a preflight request, so a page could send mutations in the name of its visitor.
 */
export function useRequestReader(parts: RequestParts): Plugin<object, { ctx: GraphQLRequest }> {
  const budgets = { withToken: new BodyBudget(256 * megabyte), anonymous: new BodyBudget(64 * megabyte) }
  return {
    onRequestParse({ serverContext: { ctx }, setRequestParser }) {
      if (ctx.method === 'POST') setRequestParser(() => readPost(ctx, parts, budgets))
      if (ctx.method === 'GET') setRequestParser(() => readGet(ctx, parts))
    },
  }
}

const objectSchema = z.custom<JsonObject>(isJsonObject, 'it must be an object')

// The members of a request (GraphQL over HTTP, 5.1).
const paramsSchema = z.strictObject({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: objectSchema.nullish(),
  extensions: objectSchema.nullish(),
})

// The id of a persisted operation, in the format of Apollo's automatic persisted queries.
const persistedSchema = z.looseObject({
  persistedQuery: z.looseObject({ version: z.literal(1), sha256Hash: z.string() }),
})

async function readPost(
  ctx: GraphQLRequest,
  parts: RequestParts,
  budgets: Record<'withToken' | 'anonymous', BodyBudget>,
): Promise<GraphQLParams> {
  const { limits, slices } = parts
  checkMediaType(ctx)
  const { registry, viewer } = ctx.state.context
  const isGenuine = registry.access.isGenuine(viewer)
  const limit = isGenuine ? limits.bodyBytes : Math.min(limits.bodyBytes, limits.anonymousBodyBytes)
  const budget = isGenuine ? budgets.withToken : budgets.anonymous
  // If many requests arrive at once, each waits for a time slice before its body is read. So other work is not blocked.
  await admit(ctx, slices)
  const text = await readBody(ctx, limit, limits, budget)
  await admit(ctx, slices, text.length)
  return checkParams(parse(text, 'The body of the request', limits), parts, await isTrusted(ctx, parts))
}

async function readGet(ctx: GraphQLRequest, parts: RequestParts): Promise<GraphQLParams> {
  const { limits, slices } = parts
  await admit(ctx, slices)
  const text = (name: string) => [ctx.query[name] ?? []].flat()[0]
  const json = (name: string) => {
    const value = text(name)
    return value === undefined || value === '' ? undefined : parse(value, `The parameter "${name}"`, limits)
  }
  const { variables, extensions } = { variables: json('variables'), extensions: json('extensions') }
  const params = { query: text('query'), operationName: text('operationName'), variables, extensions }
  return checkParams(params, parts, await isTrusted(ctx, parts))
}

// Whether the client may send operations that are not persisted. Unlike `isGenuine`, this excludes revoked tokens.
async function isTrusted(ctx: GraphQLRequest, { persistedOnly }: RequestParts): Promise<boolean> {
  const { registry, viewer } = ctx.state.context
  return !persistedOnly || (await registry.access.grantOf(viewer)) !== undefined
}

async function admit({ res }: ParameterizedContext, slices: TimeSlices, bodyBytes = 0): Promise<void> {
  await slices.admit(bodyBytes).catch(throwUnavailable)
  if (res.closed) throw badRequest(400, 'The client has left')
}

function checkMediaType(ctx: ParameterizedContext): void {
  const encoding = ctx.get('Content-Encoding') || 'identity'
  if (encoding !== 'identity')
    throw badRequest(415, `The body has the Content-Encoding "${encoding}": send it uncompressed`)
  const charset = ctx.request.charset || 'utf-8'
  if (ctx.request.type === 'application/json' && /^utf-?8$/i.test(charset)) return
  const given = ctx.get('Content-Type')
  const found = given === '' ? 'has no media type' : `has the media type "${given.slice(0, 100)}"`
  throw badRequest(415, `The body ${found}: send the query as application/json, in UTF-8`)
}

async function readBody(
  ctx: ParameterizedContext,
  limit: number,
  { bodyBytes }: RequestLimits,
  budget: BodyBudget,
): Promise<string> {
  const length = ctx.get('Content-Length') || null
  const tooLarge = (): GraphQLError => {
    const name = limit === bodyBytes ? 'bodyBytes' : 'anonymousBodyBytes'
    const subject = name === 'bodyBytes' ? 'The body of the request has' : 'The body of a request without a token has'
    const found = Number(length) || limit + 1
    return limitExceeded(name, subject, 'bytes', { found, orMore: length === null, limit, status: 413 })
  }
  if (Number(length) > limit) throw tooLarge()
  const read = () => budget.track(ctx.req, () => getRawBody(ctx.req, { limit, length }))
  const bytes =
    earlyBodyOf(ctx.req) ??
    (await read().catch((error: unknown) => {
      if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') throw tooLarge()
      throw badRequest(400, 'The body of the request is incomplete')
    }))
  const text = utf8TextOf(bytes)
  if (text !== undefined) return text
  throw badRequest(400, 'The body of the request is not UTF-8: send the text in this encoding')
}

function parse(text: string, subject: string, limits: RequestLimits): Json {
  checkJson(text, limits)
  try {
    return parseJson(text)
  } catch (error) {
    throw badRequest(400, `${subject} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function checkParams(params: Json, parts: RequestParts, isTrustedClient: boolean): GraphQLParams {
  if (Array.isArray(params)) throw badRequest(400, 'The request is a list: send one operation at a time')
  const complete = withPersistedText(params, parts)
  const checked = paramsSchema.safeParse(complete)
  if (!checked.success) throw badRequest(400, `The request is invalid: ${describeInvalid(checked.error, complete)}`)
  const { query, operationName, variables, extensions } = checked.data
  const { textBytes } = parts.limits
  const found = Buffer.byteLength(query)
  if (found > textBytes) {
    throw limitExceeded('textBytes', 'The text of the query has', 'bytes', { found, limit: textBytes })
  }
  if (!isTrustedClient && !parts.persistedOperations?.hasText(query)) {
    throw refusal(
      403,
      'PERSISTED_ONLY',
      'Without a token, only the persisted operations of this registry can be requested (graphql.persisted_only)',
    )
  }
  return {
    query,
    ...(operationName && { operationName }),
    ...(variables && { variables }),
    ...(extensions && { extensions }),
  }
}

// Adds the text of the operation to a request that has only its id.
function withPersistedText(params: Json, { persistedOperations }: RequestParts): Json {
  if (!isJsonObject(params) || params.query !== undefined) return params
  const { data } = persistedSchema.safeParse(params.extensions)
  if (!data) return params
  const query = persistedOperations?.find(data.persistedQuery.sha256Hash)
  // Apollo's clients know this message, and then send the text of the operation.
  if (query === undefined) throw refusal(200, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
  return { ...params, query }
}

// Rethrows BUSY as an error with the status 503. Rethrows any other error unchanged.
function throwUnavailable(error: unknown): never {
  if (!(error instanceof RegistryError && error.code === 'BUSY')) throw error
  const { code, message, details } = error
  const http = { status: 503, spec: false, headers: { 'Retry-After': String(details.retryAfter) } }
  throw new GraphQLError(message, { extensions: { code, http } })
}

function badRequest(status: number, message: string): GraphQLError {
  return refusal(status, 'BAD_REQUEST', message)
}

function refusal(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, spec: false } } })
}
