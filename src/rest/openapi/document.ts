import { z } from 'zod'
import type { JsonObject } from '../../json.js'
import type { Route } from '../route.js'
import { shapes } from '../../wire-format/shapes.js'
import { operationOf, openApiPath } from './operation.js'

/** The content of the OpenAPI document. */
export interface DocumentParts {
  /** Groups of routes below `/registry`. `spaces` has the names of the spaces with these routes, except the default space. */
  spaceRoutes: readonly { routes: readonly Route[]; spaces: readonly string[] }[]
  /** The routes that belong to no space. */
  otherRoutes: readonly Route[]
  /** The version of this software. */
  version: string
}

const description = `The REST interface of an application registry. Every path with GET also supports HEAD. An additional slash
at the start or the end of a path is ignored. Unknown query parameters are ignored. Only the first value of a repeated query
parameter is used.

The paths below \`/registry\` are those of the default space. Other spaces have them below \`/<space>/registry\`.`

/** The OpenAPI 3.1 document of these routes. */
export function openApiDocument({ spaceRoutes, otherRoutes, version }: DocumentParts): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Application registry',
      version,
      description,
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [{ url: '/' }],
    security: [],
    paths: pathsOf([
      ...spaceRoutes.flatMap(({ routes, spaces }) => routes.map((route) => ({ route, root: '/registry', spaces }))),
      ...otherRoutes.map((route) => ({ route, root: '', spaces: [] })),
    ]),
    components: {
      schemas: schemas(),
      headers: {
        ETag: { description: 'Changes whenever the body does.', schema: { type: 'string' } },
        Location: { description: 'The target of the redirect.', schema: { type: 'string' } },
      },
      parameters: {
        pretty: {
          name: 'pretty',
          in: 'query',
          description: 'Indents the JSON of the answer. The parameter needs no value.',
          schema: { type: 'string' },
          allowEmptyValue: true,
        },
      },
      securitySchemes: {
        editorToken: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Token <base64>`: an editor token that is valid for the application, or a master token.',
        },
        masterToken: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Token <base64>`: a master token of any editor.',
        },
      },
    },
  }
}

interface PlacedRoute {
  route: Route
  root: string
  spaces: readonly string[]
}

function pathsOf(placedRoutes: readonly PlacedRoute[]): JsonObject {
  const paths: Record<string, JsonObject> = {}
  for (const { route, root, spaces } of placedRoutes) {
    const path = openApiPath(root !== '' && route.path === '/' ? root : root + route.path)
    const operation = { ...operationOf(route, path), ...serversOf(spaces) }
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation }
  }
  return paths
}

function serversOf(spaces: readonly string[]): JsonObject {
  const [first] = spaces
  if (first === undefined) return {}
  const named = { url: '/{space}', variables: { space: { default: first, enum: [...spaces] } } }
  return { servers: [{ url: '/' }, named] }
}

function schemas(): JsonObject {
  const generated = z.toJSONSchema(shapes, { uri: (id) => `#/components/schemas/${id}`, unrepresentable: 'any' })
  const named = Object.entries(generated.schemas).map(([id, { $schema, $id, ...schema }]) => [id, schema] as const)
  return z.record(z.string(), z.json()).parse(Object.fromEntries(named))
}
