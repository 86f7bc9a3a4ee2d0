import { readdirSync, readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { getDirectiveValues, GraphQLSpecifiedByDirective, isScalarType, type GraphQLSchema } from 'graphql'
import { z } from 'zod'
import { enforceAllow } from './allow-directive.js'
import { auditMutations, recordMutations } from './audit-mutations.js'
import { resolvers } from './resolvers/index.js'

// This relative path leads to the same folder from `src/graphql/` and from `dist/graphql/`.
const folder = new URL('../../schema/', import.meta.url)

/** Makes `schema/*.graphql` executable: adds the resolvers, enforces `@allow`, and logs mutations. */
export function createSchema(): GraphQLSchema {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'))
  const typeDefs = files.map((name) => readFileSync(new URL(name, folder), 'utf8'))
  return describeScalars(auditMutations(enforceAllow(recordMutations(makeExecutableSchema({ typeDefs, resolvers })))))
}

const specifiedBy = z.object({ url: z.string() })

// Gives scalars the descriptions of the schema files again. The resolvers of scalars have replaced them.
function describeScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isScalarType(type) || !type.astNode) continue
    type.description = type.astNode.description?.value
    type.specifiedByURL = specifiedBy.safeParse(getDirectiveValues(GraphQLSpecifiedByDirective, type.astNode)).data?.url
  }
  return schema
}
