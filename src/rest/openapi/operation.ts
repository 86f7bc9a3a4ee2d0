import { z } from 'zod'
import type { JsonObject } from '../../json.js'
import { channels } from '../../registry/versions.js'
import type { Route } from '../route.js'
import { responsesOf } from './responses.js'

/** Converts the path of a route to OpenAPI notation: `/:app/*path` becomes `/{app}/{path}`. */
export function openApiPath(path: string): string {
  return path.replace(/[:*](\w+)/g, '{$1}')
}

/**
 * Describes a route as an OpenAPI operation.
 * @param path in OpenAPI notation
 */
export function operationOf(route: Route, path: string): JsonObject {
  const { method, summary, token, query = [], body, success } = route
  const pretty = success.shape || route.errors === 'json' ? [{ $ref: '#/components/parameters/pretty' }] : []
  return {
    operationId: operationId(method, path),
    summary,
    security: token ? [{ [`${token}Token`]: [] }] : [],
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => pathParameter(name)),
      ...query.map(({ name, summary: description, values, required = false }) => ({
        name,
        in: 'query',
        description,
        required,
        schema: { type: 'string', ...(values && { enum: [...values] }) },
      })),
      ...pretty,
    ],
    ...(body && { requestBody: requestBodyOf(body) }),
    responses: responsesOf(route),
  }
}

const parameterDescriptions: Record<string, string> = {
  app: 'The slug of an application.',
  channel: 'A channel.',
  editor: 'The name of an editor (case-insensitive).',
  path: 'The rest of the path. It may contain slashes.',
  tarball: 'The file name of the archive.',
  version: 'The number of a version.',
}

function pathParameter(name: string): JsonObject {
  const schema = { type: 'string', ...(name === 'channel' && { enum: [...channels] }) }
  return { name, in: 'path', required: true, description: parameterDescriptions[name] ?? name, schema }
}

function operationId(method: string, path: string): string {
  const words = path.split(/\W+/).filter((word) => word !== '')
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('')
}

function requestBodyOf(body: z.ZodObject): JsonObject {
  const { $schema, ...generated } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })
  const schema = z.record(z.string(), z.json()).parse(generated)
  return { content: { 'application/json': { schema } } }
}
