import { defaultFieldResolver, getNamedType, isLeafType, isObjectType, type GraphQLSchema } from 'graphql'
import type { Context } from './context.js'

/** Lets every field be resolved through the run of its operation (`Context.run`), where there is one. */
export function guardResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const resolve = field.resolve ?? defaultFieldResolver
      const isLeaf = isLeafType(getNamedType(field.type))
      field.resolve = (parent, args, context: Context, info): unknown => {
        const resolver = (): unknown => resolve(parent, args, context, info)
        return context.run ? context.run.resolve(resolver, isLeaf) : resolver()
      }
    }
  }
  return schema
}
