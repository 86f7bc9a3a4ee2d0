import { readdirSync, readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { getDirectiveValues, GraphQLSpecifiedByDirective, isScalarType, type GraphQLSchema } from 'graphql'
import { z } from 'zod'
import { enforceAllow } from './allow-directive.js'
import { auditMutations } from './audit-mutations.js'
import { resolvers } from './resolvers/index.js'

// The path is the same from src/ and from dist/.
const folder = new URL('../../schema/', import.meta.url)

/** Makes `schema/*.graphql` executable: adds the resolvers, enforces `@allow`, and logs mutations. */
export function createSchema(): GraphQLSchema {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'))
  const typeDefs = files.map((name) => readFileSync(new URL(name, folder), 'utf8'))
  return describeScalars(auditMutations(enforceAllow(makeExecutableSchema({ typeDefs, resolvers }))))
}

const specifiedBy = z.object({ url: z.string() })

// Restores the descriptions of scalars in the schema files: the resolvers of scalars replace them.
function describeScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isScalarType(type) || !type.astNode) continue
    type.description = type.astNode.description?.value
    type.specifiedByURL = specifiedBy.safeParse(getDirectiveValues(GraphQLSpecifiedByDirective, type.astNode)).data?.url
  }
  return schema
}
