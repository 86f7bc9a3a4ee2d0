import { STATUS_CODES } from 'node:http'
import type { z } from 'zod'
import type { JsonObject } from '../../json.js'
import type { Route, Success } from '../route.js'
import { refusal, shapes } from '../../wire-format/shapes.js'

/** All responses of a route, by status. */
export function responsesOf(route: Route): JsonObject {
  const { success } = route
  const refusals = refusalStatuses(route).map((status) => [String(status), refusalResponse(route, status)] as const)
  return {
    [String(success.status)]: successResponse(success),
    ...(success.ranges && { '206': { ...successResponse(success), description: 'The requested range' } }),
    ...(success.redirects && { '302': redirect }),
    ...(success.hasEtag && { '304': { description: 'Not changed since the client cached it' } }),
    ...Object.fromEntries(refusals),
  }
}

const redirect: JsonObject = {
  description: 'A temporary URL in the object store, when downloads are redirected there',
  headers: { Location: { $ref: '#/components/headers/Location' } },
}

function refusalStatuses({ method, token, checksMediaTypes, body, success, refuses = [] }: Route): number[] {
  const headerStatuses = checksMediaTypes ? [406, ...(method === 'GET' ? [] : [415])] : []
  const bodyStatuses = body ? [400, 408, 413] : []
  const statuses = [
    ...refuses,
    ...(token ? [401, 429] : []),
    ...headerStatuses,
    ...bodyStatuses,
    ...(success.ranges ? [416] : []),
    500,
  ]
  return [...new Set(statuses)].sort((a, b) => a - b)
}

function successResponse({ status, types, shape, hasEtag }: Success): JsonObject {
  const headers = {
    ...(hasEtag && { ETag: { $ref: '#/components/headers/ETag' } }),
    ...((status === 302 || status === 303) && { Location: { $ref: '#/components/headers/Location' } }),
  }
  const content = types.map((type) => [type, shape ? { schema: schemaReference(shape) } : {}] as const)
  return {
    description: STATUS_CODES[status] ?? 'Done',
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(content.length > 0 && { content: Object.fromEntries(content) }),
  }
}

function refusalResponse({ errors }: Route, status: number): JsonObject {
  const json = { 'application/json': { schema: schemaReference(refusal) } }
  const text = { 'text/plain; charset=UTF-8': { schema: { type: 'string' } } }
  // If the `Content-Length` of a request is over the limit, the refusal is plain text on every route.
  const content = status === 413 ? { ...json, ...text } : errors === 'json' ? json : text
  return { description: STATUS_CODES[status] ?? 'Refused', content }
}

function schemaReference(shape: z.ZodType): JsonObject {
  const id = shapes.get(shape)?.id
  if (id === undefined) throw new Error('A route declares a shape that is not in `shapes`')
  return { $ref: `#/components/schemas/${id}` }
}
