import type { Facet, FacetValue } from '../../registry/listing/facets.js'
import { listApps, type AppPage } from '../../registry/listing/list-apps.js'
import { suggestApps } from '../../registry/listing/suggest.js'
import { enums } from '../enums.js'
import type { Resolvers } from '../generated/resolvers.js'
import { pageInfo } from '../page-info.js'

const typeNames = new Map<string, string>(Object.entries(enums.AppType).map(([name, value]) => [value, name]))

/** The resolvers of lists of applications, with search and facets. */
export const appConnection: Pick<Resolvers, 'AppConnection' | 'AppFacets'> & {
  Space: Pick<Resolvers['Space'], 'apps' | 'suggest'>
} = {
  Space: {
    apps: (parent, request, { registry }) => listApps(registry.listings, parent, request),
    suggest: (parent, request, { registry }) => suggestApps(registry.listings, parent, request),
  },
  AppConnection: {
    edges: ({ edges }) => edges,
    nodes: ({ edges }) => edges.map(({ node }) => node),
    pageInfo,
    totalCount: ({ totalCount }) => totalCount,
    facets: (page) => page,
  },
  AppFacets: {
    types: async (page) => {
      const counts = await countFacet(page, 'types')
      return counts.map(({ value, count }) => ({ value: typeNames.get(value) ?? value, count }))
    },
    editors: (page) => countFacet(page, 'editors'),
    categories: (page) => countFacet(page, 'categories'),
    labels: (page) => countFacet(page, 'labels'),
    locales: (page) => countFacet(page, 'locales'),
    platforms: (page) => countFacet(page, 'platforms'),
    dataTypes: (page) => countFacet(page, 'dataTypes'),
    features: (page) => countFacet(page, 'features'),
  },
}

async function countFacet({ slots, index }: AppPage, facet: Facet): Promise<FacetValue[]> {
  await index.refresh()
  return index.count(facet, slots)
}
