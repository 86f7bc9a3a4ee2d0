import { FolderError } from '../folders/errors.js'
import { InstanceError } from '../instances/errors.js'
import { isJsonObject, jsonOf, type JsonObject } from '../json.js'
import type { StackRequest } from './context.js'

/** The number of entries on a page when the request has no limit. */
export const defaultPageSize = 100
/** The maximum number of entries on a page. */
export const maxPageSize = 1000

/** The first value of a query parameter. */
export function firstOf(parameter: string | string[] | undefined): string | undefined {
  return Array.isArray(parameter) ? parameter[0] : parameter
}

/** The first value of a query parameter, unless it is empty. */
export function parameterIn(ctx: StackRequest, name: string): string | undefined {
  const first = firstOf(ctx.query[name])
  return first === '' ? undefined : first
}

/** Whether a query parameter has a value that Go parses as true, as in cozy-stack. */
export function isTrueIn(ctx: StackRequest, name: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(parameterIn(ctx, name) ?? '')
}

/**
 * The JSON object in a query parameter. `undefined` when the parameter is absent, empty or `null`.
 * @throws InstanceError INVALID_PARAMETERS
 */
export function objectIn(ctx: StackRequest, name: string): JsonObject | undefined {
  const text = parameterIn(ctx, name)
  const value = text === undefined ? undefined : jsonOf(text)
  if (text === undefined || value === null) return undefined
  if (isJsonObject(value)) return value
  throw new InstanceError('INVALID_PARAMETERS', `${name} is not a JSON object`)
}

/** The page size in the parameter `limit`, at most 1000. As in cozy-stack, a value that is not a number is ignored. */
export function limitIn(ctx: StackRequest): number {
  const text = parameterIn(ctx, 'limit') ?? ''
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return limit === 0 ? defaultPageSize : Math.min(limit, maxPageSize)
}

/**
 * The page size in the parameter `page[limit]` of JSON:API, at most 1000. An empty parameter is ignored.
 * @throws FolderError INVALID_QUERY
 */
export function pageLimitIn(ctx: StackRequest): number {
  const text = parameterIn(ctx, 'page[limit]')
  if (text === undefined) return defaultPageSize
  if (!/^\d+$/.test(text)) throw new FolderError('INVALID_QUERY', 'page limit is not a number')
  // As in cozy-stack, a page has one entry at least.
  return Math.min(Math.max(Number(text), 1), maxPageSize)
}
