import { getNamedType, isCompositeType, isInterfaceType, isObjectType, isUnionType, type GraphQLSchema } from 'graphql'

/**
 * A selection set with all scalar fields of an object type and of its embedded objects, recursively. It leaves out:
 * - fields with required arguments
 * - fields of other entities: their type is a union, a connection, or a type with an interface (such as `Node`)
 */
export function everyField(schema: GraphQLSchema, typeName: string): string {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`)
  const selections = Object.values(type.getFields()).flatMap(({ name, type: fieldType, args }) => {
    const inner = getNamedType(fieldType)
    if (!isCompositeType(inner)) return [name]
    const isEntity = isInterfaceType(inner) || isUnionType(inner) || inner.getInterfaces().length > 0
    const needsArguments = args.some(
      ({ defaultValue, type: argument }) => defaultValue === undefined && String(argument).endsWith('!'),
    )
    if (isEntity || needsArguments || inner.name.endsWith('Connection')) return []
    return [`${name} ${everyField(schema, inner.name)}`]
  })
  return `{ ${selections.join(' ')} }`
}
