import { readFile } from 'node:fs/promises'
import {
  buildSchema,
  graphql,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from 'graphql'
import { expect, test } from 'vitest'
import { createSchema } from '../../src/graphql/schema.js'

interface Described {
  description?: string | null | undefined
}

function partsOf(type: GraphQLNamedType): [name: string, part: Described][] {
  const itself: [string, Described] = [type.name, type]
  if (isEnumType(type)) return [itself, ...type.getValues().map((value) => named(type.name, value))]
  if (isInputObjectType(type))
    return [itself, ...Object.values(type.getFields()).map((field) => named(type.name, field))]
  if (!isObjectType(type) && !isInterfaceType(type)) return [itself]
  const fields = Object.values(type.getFields()).flatMap((field) => [
    named(type.name, field),
    ...field.args.map((argument) => named(`${type.name}.${field.name}`, argument)),
  ])
  return [itself, ...fields]
}

function named(parent: string, part: Described & { name: string }): [string, Described] {
  return [`${parent}.${part.name}`, part]
}

test('every type, field, argument and value of the schema has a description', () => {
  const types = Object.values(createSchema().getTypeMap())
  const own = types.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
  const parts = own.flatMap(partsOf)
  expect(parts.length).toBeGreaterThan(500)
  expect(parts.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([])
})

test('introspection shows the description and the specifiedByURL of scalars', async () => {
  const introspection = await graphql({
    schema: createSchema(),
    source: '{ __schema { types { name description specifiedByURL } } }',
  })
  const file = new URL('../../schema/scalars.graphql', import.meta.url)
  const types = buildSchema(await readFile(file, 'utf8')).getTypeMap()
  const scalars = Object.values(types)
    .filter(isScalarType)
    .filter((type) => !isSpecifiedScalarType(type))
  expect(scalars.length).toBe(6)
  for (const { name, description, specifiedByURL } of scalars) {
    expect(introspection.data?.__schema).toMatchObject({
      types: expect.arrayContaining([{ name, description, specifiedByURL: specifiedByURL ?? null }]),
    })
  }
})
