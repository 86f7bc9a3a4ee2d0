import type { Resolvers } from '../generated/resolvers.js'

/** The resolver that repairs inconsistencies. Interrupted changes leave them. */
export const repair: { Mutation: Pick<Resolvers['Mutation'], 'repair'> } = {
  Mutation: {
    repair: (_parent, { input }, { registry, progress }) => registry.repair(input.fix, progress),
  },
}
