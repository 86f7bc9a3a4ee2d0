import type { Resolvers } from '../generated/resolvers.js'
import { dependOnSpace } from '../query-dependencies.js'

/** The resolvers of this registry and its status. */
export const registry: Pick<Resolvers, 'Registry'> & { Query: Pick<Resolvers['Query'], 'registry'> } = {
  Query: { registry: () => ({}) },
  Registry: {
    url: (_parent, _args, { baseUrl }) => baseUrl,
    version: (_parent, _args, context) => context.registry.version,
    spaces: (_parent, _args, context) => context.registry.spaces.all.map((space) => dependOnSpace(space, context)),
    status: (_parent, _args, { registry, dependencies }) => {
      dependencies?.markUncacheable()
      return registry.status()
    },
  },
}
