import { defaultFieldResolver, getNamedType, isLeafType, isObjectType, type GraphQLSchema } from 'graphql'
import type { Context } from './context.js'

// The fields that `guardResolvers` has changed. Schemas share the introspection types. The fields of these types must not be
// changed twice.
const guarded = new WeakSet<object>()

/** Makes every field resolve through the `OperationRun` of the context, which enforces limits. Commands have no `OperationRun`. */
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
