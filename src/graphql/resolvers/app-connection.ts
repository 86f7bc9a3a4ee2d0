import {
  countLabels,
  countSummaries,
  countValues,
  type FacetValue,
  type SummaryFacet,
} from '../../registry/listing/facets.js'
import { listApps, type AppPage } from '../../registry/listing/list-apps.js'
import { suggestApps } from '../../registry/listing/suggest.js'
import { enumName, enums } from '../enums.js'
import type { Resolvers } from '../generated/resolvers.js'
import { pageInfo } from '../page-info.js'

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
    types: ({ all }) => countValues(all.map(({ record }) => enumName(enums.AppType, record.type))),
    editors: ({ all }) => countValues(all.map(({ record }) => record.editor)),
    categories: (page) => countInIndex(page, 'categories'),
    labels: async ({ all, index }) => {
      await index.refresh()
      return countLabels(all, index)
    },
    locales: (page) => countInIndex(page, 'locales'),
    platforms: (page) => countInIndex(page, 'platforms'),
    dataTypes: (page) => countInIndex(page, 'dataTypes'),
    features: (page) => countInIndex(page, 'features'),
  },
}

async function countInIndex({ all, index }: AppPage, facet: SummaryFacet): Promise<FacetValue[]> {
  await index.refresh()
  return countSummaries(all, index, facet)
}
