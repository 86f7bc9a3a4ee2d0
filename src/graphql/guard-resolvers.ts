import { defaultFieldResolver, getNamedType, isLeafType, isObjectType, type GraphQLSchema } from 'graphql'
import type { Context } from './context.js'

// The guarded fields. All schemas share the types of introspection. Their fields must not be guarded twice.
const guarded = new WeakSet<object>()

/** Resolves every field by `Context.run`, if the context has one. Thus the limits of the operation apply. */
export function guardResolvers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      if (guarded.has(field)) continue
      guarded.add(field)
      const resolve = field.resolve ?? defaultFieldResolver
      const isLeaf = isLeafType(getNamedType(field.type))
      field.resolve = (parent, args, context: Context | undefined, info): unknown => {
        const resolver = (): unknown => resolve(parent, args, context, info)
        return context?.run ? context.run.resolve(resolver, isLeaf) : resolver()
      }
    }
  }
  return schema
}
