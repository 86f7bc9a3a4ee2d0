import type { ParameterizedContext } from 'koa'
import { z } from 'zod'
import { hasBody } from '../http-semantics/has-body.js'
import { BodyError, readText } from '../http-semantics/read-text.js'
import { isJsonObject, parseJson, type Json } from '../json.js'
import { HttpError } from './errors.js'
import type { RestState } from './route.js'

// In bytes.
const bodyLimit = 100_000

// In milliseconds.
const defaultBodyTimeout = 30_000

/** Whether the `Content-Length` of a request is over the limit. */
export function isTooLarge(ctx: ParameterizedContext): boolean {
  return Number(ctx.get('Content-Length')) > bodyLimit
}

/** The refusal of a body over the limit. Closes the connection: the rest of the body is not read. */
export function tooLarge(): HttpError {
  return new HttpError(413, 'Request Entity Too Large', {
    headers: { Connection: 'close' },
    detail: `The body may have ${bodyLimit} bytes at most`,
  })
}

type BodyState = Pick<RestState, 'body'>

/**
 * Returns a function that reads the JSON object in the body of a request. The body is read at the first call. Names of members
 * are case-insensitive. Members that the schema does not have are dropped. Without a body, the object is empty. Sets
 * `ctx.state.body`.
 * @param timeout in milliseconds
 * @returns a function that rejects with an HttpError: 400 with the name of an invalid member, 408, 413
 */
export function bodyReader<T>(
  ctx: ParameterizedContext<BodyState>,
  schema: z.ZodType<T>,
  timeout = defaultBodyTimeout,
): () => Promise<T> {
  let body: Promise<T> | undefined
  return () => (body ??= readBody(ctx, schema, timeout))
}

async function readBody<T>(ctx: ParameterizedContext<BodyState>, schema: z.ZodType<T>, timeout: number): Promise<T> {
  const body = hasBody(ctx.req) ? parse(await readBodyText(ctx, timeout)) : {}
  if (!isJsonObject(body)) throw wrongType('object', kindOf(body), '')
  const known = knownMembers(body, schema)
  const result = schema.safeParse(known)
  if (result.success) {
    ctx.state.body = result.data
    return result.data
  }
  const [issue] = result.error.issues
  const expected = issue?.code === 'invalid_type' ? jsonType(issue.expected) : 'another value'
  const path = issue?.path ?? []
  throw wrongType(expected, kindOf(valueAt(known, path)), path.join('.'))
}

async function readBodyText({ req }: ParameterizedContext<BodyState>, timeout: number): Promise<string> {
  try {
    return await readText(req, { limit: bodyLimit, timeout })
  } catch (error) {
    throw error instanceof BodyError ? httpErrorOf(error, timeout) : error
  }
}

function httpErrorOf({ reason }: BodyError, timeout: number): HttpError {
  if (reason === 'TOO_LARGE') return tooLarge()
  if (reason === 'INCOMPLETE') {
    return new HttpError(400, 'unexpected EOF', { detail: 'The body is shorter than its "Content-Length"' })
  }
  if (reason === 'NOT_UTF8') return new HttpError(400, 'Syntax error: error=the body is not UTF-8')
  return new HttpError(408, 'Request Timeout', {
    headers: { Connection: 'close' },
    detail: `The body must arrive within ${timeout / 1000} seconds`,
  })
}

function parse(text: string): Json {
  if (text.trim() === '') throw new HttpError(400, 'EOF', { detail: 'The body is blank: send a JSON object' })
  try {
    return parseJson(text)
  } catch (error) {
    // The parser's message quotes the body. Only the position in the message is used.
    const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
    const place = position === undefined ? '' : `offset=${position}, `
    throw new HttpError(400, `Syntax error: ${place}error=the body is no valid JSON`)
  }
}

// Keeps only the members that the schema has, at every depth, and replaces their names by those of the schema, which may differ
// in case.
function knownMembers(value: Json, schema: z.core.$ZodType): Json {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return knownMembers(value, schema.unwrap())
  if (!isJsonObject(value) || !(schema instanceof z.ZodObject || schema instanceof z.ZodRecord)) return value
  const members = Object.entries(value).flatMap(([name, member]) => {
    const [known, inner] = memberOf(schema, name) ?? []
    return known !== undefined && inner && member !== undefined ? [[known, knownMembers(member, inner)] as const] : []
  })
  return Object.fromEntries(members)
}

function memberOf(schema: z.ZodObject | z.ZodRecord, name: string): [string, z.core.$ZodType] | undefined {
  if (schema instanceof z.ZodRecord) {
    // Zod would silently drop a member with this name from a record.
    if (name === '__proto__') throw new HttpError(400, 'The name "__proto__" can not be used')
    return [name, schema.valueType]
  }
  const shape: Record<string, z.core.$ZodType> = schema.shape
  return Object.entries(shape).find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())
}

function valueAt(value: Json, path: readonly PropertyKey[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, name) => {
    if (Array.isArray(inner)) return inner[Number(name)]
    return isJsonObject(inner) ? inner[String(name)] : undefined
  }, value)
}

// The JSON type for a type name of Zod: a `record` is an object.
function jsonType(expected: string): string {
  return expected === 'record' ? 'object' : expected
}

function wrongType(expected: string, got: string, field: string): HttpError {
  const where = field === '' ? 'The body' : `"${field}"`
  return new HttpError(400, `Unmarshal type error: expected=${expected}, got=${got}, field=${field}`, {
    detail: `${where} must be of the JSON type ${expected}, and is ${got}`,
  })
}

// The type of a JSON value, as error messages name it.
function kindOf(value: Json | undefined): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
