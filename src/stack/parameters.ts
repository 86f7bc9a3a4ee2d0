import { FolderError } from '../folders/errors.js'
import { InstanceError } from '../instances/errors.js'
import { isJsonObject, jsonOf, type JsonObject } from '../json.js'
import type { StackRequest } from './context.js'

/** How many entries a page has when the request gives no limit. */
export const defaultPage = 100
/** The most entries of a page. */
export const longestPage = 1000

/** The first value of a query parameter. */
export function firstOf(parameter: string | string[] | undefined): string | undefined {
  return Array.isArray(parameter) ? parameter[0] : parameter
}

/** The first value of a query parameter, unless it is empty. */
export function parameterIn(ctx: StackRequest, name: string): string | undefined {
  const first = firstOf(ctx.query[name])
  return first === '' ? undefined : first
}

/** Whether a query parameter has a value that Go reads as true. */
export function isTrueIn(ctx: StackRequest, name: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(parameterIn(ctx, name) ?? '')
}

/**
 * The JSON object that a query parameter has; `undefined` when it is absent or `null`.
 * @throws InstanceError INVALID_PARAMETERS
 */
export function objectIn(ctx: StackRequest, name: string): JsonObject | undefined {
  const text = parameterIn(ctx, name)
  const value = text === undefined ? undefined : jsonOf(text)
  if (text === undefined || value === null) return undefined
  if (isJsonObject(value)) return value
  throw new InstanceError('INVALID_PARAMETERS', `${name} is not a JSON object`)
}

/** The size of a page by the parameter `limit`, and at most 1000. As in cozy-stack, other texts than numbers are ignored. */
export function limitIn(ctx: StackRequest): number {
  const text = parameterIn(ctx, 'limit') ?? ''
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return limit === 0 ? defaultPage : Math.min(limit, longestPage)
}

/**
 * The size of a page by the parameter `page[limit]` of JSON:API, and at most 1000. Like an absent one, an empty one is ignored.
 * @throws FolderError INVALID_QUERY
 */
export function pageLimitIn(ctx: StackRequest): number {
  const text = parameterIn(ctx, 'page[limit]')
  if (text === undefined) return defaultPage
  if (!/^\d+$/.test(text)) throw new FolderError('INVALID_QUERY', 'page limit is not a number')
  // As in cozy-stack, a page has one entry at least.
  return Math.min(Math.max(Number(text), 1), longestPage)
}
