import type { Resolvers } from '../generated/resolvers.js'

/** Repair of what interrupted work left behind. */
export const repair: { Mutation: Pick<Resolvers['Mutation'], 'repair'> } = {
  Mutation: {
    repair: (_parent, { input }, { registry, progress }) => registry.repair(input.fix, progress),
  },
}
