import { defaultFieldResolver, getDirectiveValues, isObjectType, type GraphQLSchema } from 'graphql'
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
      field.resolve = async (parent, args, context: Context, info): Promise<unknown> => {
        const { access } = context.registry
        if (allow.token === 'MASTER') await access.requireMaster(context.viewer)
        else access.requireGenuine(context.viewer)
        const value: unknown = await resolve(parent, args, context, info)
        return value
      }
    }
  }
  return schema
}
