import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { z } from 'zod'
import type { Json } from '../../src/json.js'
import type { Declaration } from '../../src/rest/route.js'
import { RouteMatcher } from '../../src/rest/route-matcher.js'
import { joinSegments, rawSegmentsOf } from '../../src/rest/routing.js'
import type { Answer } from './http.js'

/** Checks an answer against the OpenAPI document. Returns the problem, or `undefined`. */
export type OpenApiCheck = (method: string, path: string, answer: Answer) => string | undefined

const server = z.object({ variables: z.object({ space: z.object({ enum: z.array(z.string()) }) }).optional() })
const operation = z.object({
  servers: z.array(server).optional(),
  responses: z.record(
    z.string(),
    z.object({
      headers: z.record(z.string(), z.unknown()).optional(),
      content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()).optional() })).optional(),
    }),
  ),
})
type Operation = z.infer<typeof operation>

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const openApi = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) })

/** A route in the OpenAPI document. */
interface DocumentedRoute extends Pick<Declaration, 'method' | 'path'> {
  operation: Operation
  /** The spaces, other than the default one, that have the route. */
  spaces: readonly string[]
}

/** Creates a check from the OpenAPI document of a gateway. It accepts all answers to undocumented paths and methods. */
export function openApiCheck(document: Json): OpenApiCheck {
  const described = describedIn(openApi.parse(document).paths)
  const names = new Set(described.flatMap(({ spaces }) => spaces))
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: base, ...z.record(z.string(), z.unknown()).parse(document) })
  return (method, path, answer) => {
    const segments = rawSegmentsOf(`/${path.replace(/\?.*$/, '').replace(/^\/+|\/$/g, '')}`)
    const [space = ''] = segments[1] === 'registry' && names.has(segments[0] ?? '') ? segments.splice(0, 1) : []
    const isBelowRegistry = segments[0] === 'registry'
    const matcher = new RouteMatcher(
      described.filter((candidate) =>
        isBelowRegistry
          ? candidate.path.startsWith('/registry') && (space === '' || candidate.spaces.includes(space))
          : !candidate.path.startsWith('/registry'),
      ),
    )
    const found = matcher.find(method, joinSegments(segments))
    const problem = found && problemOf(ajv, found.route.operation, answer)
    return problem && `${found.route.method} ${found.route.path}: ${problem}`
  }
}

const base = 'https://document.example/'

function describedIn(paths: z.infer<typeof openApi>['paths']): DocumentedRoute[] {
  return Object.entries(paths).flatMap(([template, operations]) => {
    // `{path}` and `{editor}` may contain slashes. `RouteMatcher` writes such a parameter as `*path`, and others as `:app`.
    const path = template.replace(/\{(path|editor)\}/g, '*$1').replace(/\{(\w+)\}/g, ':$1')
    return methods.flatMap((method) => {
      const described = operations[method.toLowerCase()]
      const spaces = described?.servers?.flatMap(({ variables }) => variables?.space.enum ?? []) ?? []
      return described ? [{ method, path, operation: described, spaces }] : []
    })
  })
}

function problemOf(ajv: Ajv2020, { responses }: Operation, answer: Answer): string | undefined {
  const response = responses[answer.status]
  if (!response) return `the status ${answer.status} is not documented`
  const missing = Object.keys(response.headers ?? {}).find((name) => !(name.toLowerCase() in answer.headers))
  if (missing !== undefined) return `the answer lacks the documented header ${missing}`
  if (answer.bytes.length === 0) return undefined
  const type = answer.headers['content-type'] ?? ''
  const media = response.content?.[type] ?? response.content?.['*/*']
  if (!media) return `the type ${type} is not documented for status ${answer.status}`
  const reference = media.schema?.$ref
  if (typeof reference !== 'string' || answer.headers['content-encoding'] !== undefined) return undefined
  const validate = ajv.compile({ $ref: base + reference })
  return validate(answer.json()) ? undefined : ajv.errorsText(validate.errors)
}
