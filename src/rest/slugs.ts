import type { CompileOperation } from '../graphql/compile-operation.js'
import { ListSlugsDocument } from './generated/operations.js'
import { jsonRoute, type Route } from './route.js'
import { slugs } from '../wire-format/shapes.js'

/** The route that lists the slugs of a space. */
export function slugRoutes(compile: CompileOperation): Route[] {
  const listSlugs = compile(ListSlugsDocument)
  return [
    jsonRoute({
      method: 'GET',
      path: '/slugs',
      summary: 'Lists the slugs of all applications',
      shape: slugs,
      async handle(ctx) {
        const { space } = await listSlugs({ space: ctx.state.space.name }, ctx.state.context)
        return [...(space?.slugs ?? [])]
      },
    }),
  ]
}
