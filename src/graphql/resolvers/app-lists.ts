import { appsBySlugs, appsOfEditor } from '../../registry/listing/app-lists.js'
import { relatedApps } from '../../registry/listing/related-apps.js'
import type { Resolvers } from '../generated/resolvers.js'
import { dependOnSpace } from '../query-dependencies.js'

/** The resolvers of lists of applications outside the lists of spaces. */
export const appLists: {
  Query: Pick<Resolvers['Query'], 'apps'>
  Editor: Pick<Resolvers['Editor'], 'apps'>
  App: Pick<Resolvers['App'], 'related'>
} = {
  Query: {
    apps: async (_parent, { slugs, space }, context) => {
      const { spaces, catalogue } = context.registry
      const apps = await appsBySlugs(catalogue, dependOnSpace(spaces.get(space), context), slugs)
      return apps.map((app) => app ?? null)
    },
  },
  Editor: {
    apps: ({ name }, { space, ...page }, context) => {
      const found = dependOnSpace(context.registry.spaces.get(space), context)
      return appsOfEditor(context.registry, found, name, page)
    },
  },
  App: {
    related: (parent, { first }, { registry }) => relatedApps(registry.listings, parent, first),
  },
}
