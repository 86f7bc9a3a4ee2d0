import getRawBody from 'raw-body'
import type { z } from 'zod'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../json.js'
import { HttpError } from './errors.js'
import type { RestRequest } from './route.js'

/** The most bytes that a request may carry. */
export const bodyLimit = 100_000

/**
 * Reads the JSON object that a request carries. Members are found without regard to case, those of the schema alone count,
 * and `null` is as absent. A request with `Content-Length: 0` has no members.
 * @throws HttpError 400 naming the member that is wrong, 413
 */
export async function readBody<T>(ctx: RestRequest, schema: z.ZodType<T> & { shape: object }): Promise<T> {
  const body = ctx.get('Content-Length') === '0' ? {} : parse(await readText(ctx))
  if (!isJsonObject(body)) {
    throw new HttpError(400, `Unmarshal type error: expected=object, got=${kindOf(body)}, field=, offset=0`)
  }
  const result = schema.safeParse(knownMembers(body, Object.keys(schema.shape)))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const expected = issue?.code === 'invalid_type' ? issue.expected : 'another value'
  throw new HttpError(400, `Unmarshal type error: expected=${expected}, field=${issue?.path.join('.') ?? ''}`)
}

async function readText(ctx: RestRequest): Promise<string> {
  try {
    return await getRawBody(ctx.req, { limit: bodyLimit, encoding: 'utf8', length: ctx.get('Content-Length') || null })
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') {
      throw new HttpError(413, 'Request Entity Too Large')
    }
    throw new HttpError(400, 'unexpected EOF')
  }
}

function parse(text: string): Json {
  if (text.trim() === '') throw new HttpError(400, 'EOF')
  try {
    return parseJson(text)
  } catch (error) {
    throw new HttpError(400, `Syntax error: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function knownMembers(body: JsonObject, names: string[]): JsonObject {
  const members: JsonObject = {}
  for (const [name, value] of Object.entries(body)) {
    const known = names.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
    if (known !== undefined) members[known] = value
  }
  return members
}

function kindOf(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
