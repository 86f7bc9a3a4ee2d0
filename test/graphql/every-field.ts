import { getNamedType, isCompositeType, isInterfaceType, isObjectType, isUnionType, type GraphQLSchema } from 'graphql'

/**
 * A selection of everything that can be read of a type of the schema, down to the last scalar. Things that have an identity
 * of their own (nodes) and pages of them are not followed.
 */
export function everyField(schema: GraphQLSchema, typeName: string): string {
  const type = schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`)
  const selections = Object.values(type.getFields()).flatMap(({ name, type: fieldType, args }) => {
    const inner = getNamedType(fieldType)
    if (!isCompositeType(inner)) return [name]
    const leadsAway = isInterfaceType(inner) || isUnionType(inner) || inner.getInterfaces().length > 0
    const needsArguments = args.some(
      ({ defaultValue, type: argument }) => defaultValue === undefined && String(argument).endsWith('!'),
    )
    if (leadsAway || needsArguments || inner.name.endsWith('Connection')) return []
    return [`${name} ${everyField(schema, inner.name)}`]
  })
  return `{ ${selections.join(' ')} }`
}
