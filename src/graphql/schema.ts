import { readdirSync, readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { isScalarType, type GraphQLSchema } from 'graphql'
import { enforceAllow } from './allow-directive.js'
import { auditMutations } from './audit-mutations.js'
import { resolvers } from './resolvers/index.js'

// The path is the same from src/ and from dist/.
const folder = new URL('../../schema/', import.meta.url)

/** The executable schema of `schema/*.graphql`: with resolvers, `@allow` enforced, and mutations logged. */
export function createSchema(): GraphQLSchema {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'))
  const typeDefs = files.map((name) => readFileSync(new URL(name, folder), 'utf8'))
  return describeScalars(auditMutations(enforceAllow(makeExecutableSchema({ typeDefs, resolvers }))))
}

// Restores the descriptions of the schema files, which those of the scalar resolvers replace.
function describeScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    const description = type.astNode?.description?.value
    if (isScalarType(type) && description !== undefined) type.description = description
  }
  return schema
}
