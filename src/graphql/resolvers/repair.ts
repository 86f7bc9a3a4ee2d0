import type { Resolvers } from '../generated/resolvers.js'

/** Repair of leftovers of interrupted work. */
export const repair: { Mutation: Pick<Resolvers['Mutation'], 'repair'> } = {
  Mutation: {
    repair: (_parent, { input }, { registry, progress }) => registry.repair(input.fix, progress),
  },
}
