import { defaultFieldResolver, getDirectiveValues, isObjectType, type GraphQLSchema } from 'graphql'
import type { Viewer } from '../registry/access.js'
import { RegistryError } from '../registry/errors.js'
import type { Context } from './context.js'

/**
 * Makes `@allow(token: …)` hold: the one place that reads the directive. A field that has it is resolved only for a
 * viewer with a genuine token (EDITOR), or with a master token (MASTER). Its description says so, since clients can't
 * ask for directives.
 */
export function enforceAllow(schema: GraphQLSchema): GraphQLSchema {
  const directive = schema.getDirective('allow')
  if (!directive) throw new Error('The schema declares no @allow directive')
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const allow = field.astNode && getDirectiveValues(directive, field.astNode)
      if (!allow) continue
      const needs = allow.token === 'MASTER' ? 'Needs a master token.' : 'Needs a token.'
      field.description = field.description ? `${field.description} ${needs}` : needs
      const resolve = field.resolve ?? defaultFieldResolver
      const refused = new WeakMap<Viewer, unknown>()
      field.resolve = async (parent, args, context: Context, info): Promise<unknown> => {
        const { registry, viewer } = context
        if (refused.has(viewer)) throw refused.get(viewer)
        try {
          if (allow.token === 'MASTER') await registry.access.requireMaster(viewer)
          else registry.access.requireGenuine(viewer)
        } catch (error) {
          // A list may ask for the field thousands of times: a token is refused, and that is logged, once a request.
          if (error instanceof RegistryError) refused.set(viewer, error)
          throw error
        }
        const value: unknown = await resolve(parent, args, context, info)
        return value
      }
    }
  }
  return schema
}
