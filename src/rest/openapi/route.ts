import type { JsonObject } from '../../json.js'
import { jsonRoute, type Route } from '../route.js'
import { openApi } from '../../wire-format/shapes.js'
import { openApiDocument, type DocumentParts } from './document.js'

/** The route of the OpenAPI document. The document describes all routes, including this one. */
export function openApiRoute(parts: DocumentParts): Route {
  let document: JsonObject | undefined
  const route: Route = jsonRoute({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document',
    shape: openApi,
    cacheControl: 'max-age=300',
    checksMediaTypes: false,
    handle: async () => (document ??= openApiDocument({ ...parts, otherRoutes: [route, ...parts.otherRoutes] })),
  })
  return route
}
