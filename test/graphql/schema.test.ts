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
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql'
import { expect, test } from 'vitest'
import { createSchema } from '../../src/graphql/schema.js'

interface Described {
  description?: string | null | undefined
  deprecationReason?: string | null | undefined
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

function directiveParts(directive: GraphQLDirective): [name: string, part: Described][] {
  return [[`@${directive.name}`, directive], ...directive.args.map((arg) => named(`@${directive.name}`, arg))]
}

/** The parts of a schema that are not introspection's or the language's own. */
function ownParts(schema: GraphQLSchema): [name: string, part: Described][] {
  const types = Object.values(schema.getTypeMap())
  const ownTypes = types.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
  const ownDirectives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive))
  return [...ownTypes.flatMap(partsOf), ...ownDirectives.flatMap(directiveParts)]
}

/** The deprecated parts whose reason does not say in `code` what to use instead. */
function withoutReason(schema: GraphQLSchema): string[] {
  const deprecated = ownParts(schema).filter(([, part]) => typeof part.deprecationReason === 'string')
  return deprecated.filter(([, part]) => !/`.+`/.test(part.deprecationReason ?? '')).map(([name]) => name)
}

test('every type, field, argument, value and directive of the schema has a description', () => {
  const parts = ownParts(createSchema())
  expect(parts.length).toBeGreaterThan(500)
  expect(parts.filter(([, { description }]) => !description?.trim()).map(([name]) => name)).toEqual([])
})

test('the schema itself has a description, with which the documentation in GraphiQL begins', async () => {
  const introspection = await graphql({ schema: createSchema(), source: '{ __schema { description } }' })
  expect(introspection.data?.__schema).toEqual({ description: expect.stringMatching(/^An application registry/) })
})

test('every deprecation says what to use instead', () => {
  const bad = buildSchema(`
    type Query { old: Int @deprecated, older: Int @deprecated(reason: "Bad."), right(x: Int @deprecated): Int }
    type Good { fine: Int @deprecated(reason: "Use \`right\`.") }
  `)
  expect(withoutReason(bad)).toEqual(['Query.old', 'Query.older', 'Query.right.x'])
  expect(withoutReason(createSchema())).toEqual([])
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

test.each([
  ['MaintenanceMessageInput', 'locale', '35 characters'],
  ['MaintenanceMessageInput', 'short', '1 000 characters'],
  ['MaintenanceMessageInput', 'long', '10 000 characters'],
  ['ActivateMaintenanceInput', 'messages', 'at most 100'],
  ['ActivateMaintenancesInput', 'messages', 'at most 100'],
  ['ActivateMaintenancesInput', 'slugs', 'at most 100'],
  ['DeactivateMaintenancesInput', 'slugs', 'at most 100'],
  ['OverwriteAppInput', 'name', '200 characters'],
  ['UploadInput', 'fileName', '255 characters'],
  ['PutWellKnownFileInput', 'name', '255 bytes'],
  ['PutWellKnownFileInput', 'contentType', '255 characters'],
  ['CreateInstanceInput', 'context', 'at most 64'],
  ['CreateCliTokenInput', 'scope', '8 000 characters'],
  ['SetRemoteSecretInput', 'name', '100 letters'],
  ['SetRemoteSecretInput', 'value', '8 KiB'],
  ['InstallAppInput', 'app', '128'],
  ['InstallAppInput', 'source', '2 048 characters'],
])('the description of %s.%s contains its limit: %s', (name, field, limit) => {
  const type = createSchema().getType(name)
  expect(isInputObjectType(type) && type.getFields()[field]?.description).toContain(limit)
})
