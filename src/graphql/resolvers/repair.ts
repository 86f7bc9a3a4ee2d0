import type { Resolvers } from '../generated/resolvers.js'

/** Repair of inconsistencies that interrupted changes have left. */
export const repair: { Mutation: Pick<Resolvers['Mutation'], 'repair'> } = {
  Mutation: {
    repair: (_parent, { input }, { registry, progress }) => registry.repair(input.fix, progress),
  },
}
