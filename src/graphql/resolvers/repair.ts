import type { Resolvers } from '../generated/resolvers.js'

/** The resolver that reports what interrupted changes left inconsistent, and repairs it if `fix` is true. */
export const repair: { Mutation: Pick<Resolvers['Mutation'], 'repair'> } = {
  Mutation: {
    repair: (_parent, { input }, { registry, progress }) => registry.repair(input.fix, progress),
  },
}
