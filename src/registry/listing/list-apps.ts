import type { App } from '../catalogue/catalogue.js'
import { pageOf, type Page, type PageRequest } from '../cursors.js'
import { queryWords } from '../search/words.js'
import type { Space } from '../spaces.js'
import { needsIndex, recordCondition, summaryCondition, type AppFilter } from './app-filter.js'
import type { AppIndex } from './app-index.js'
import { nameOrder, recordOrder, relevanceOrder, updatedOrder, type AppOrder, type AppSort } from './app-sort.js'
import type { ListingService } from './listing-service.js'
import { rankByScore } from './relevance.js'
import type { SortedApp } from './sorted-apps.js'

/** The applications to list. */
export interface AppListRequest extends PageRequest {
  /** The words that the texts of the applications must have. */
  search?: string | null | undefined
  filter?: AppFilter | null | undefined
  /** Default: by relevance with `search`, else by slug. */
  sort?: AppSort | null | undefined
}

/** A page of applications. */
export interface AppPage extends Page<App> {
  /** All applications that match, on all pages. */
  all: readonly App[]
  /** The index of the space. Call its `refresh` before reading from it. */
  index: AppIndex
}

/**
 * Lists the applications of a space.
 * @throws RegistryError INVALID_INPUT for a bad page request, search text or language
 */
export async function listApps(listings: ListingService, space: Space, request: AppListRequest): Promise<AppPage> {
  const words = queryWords('search', request.search ?? '')
  const sort = request.sort ?? { by: words.length > 0 ? 'relevance' : 'slug', direction: 'ASCENDING' }
  const index = listings.indexOf(space)
  const order = cachedOrder(sort, index)
  const filter = request.filter ?? {}
  if (words.length > 0 || needsIndex(filter)) await index.refresh()
  const sorted = await listings.sorted(space, order)
  // From here on, nothing else runs. So the scores and the summaries belong to the same state of the index.
  if (words.length === 0) return { ...pageOfApps(select(sorted, filter, index), order, request), index }
  const scoreOf = index.search(words)
  const matching = sorted.filter(({ app }) => scoreOf(app.record.slug) > 0)
  const listed = select(matching, filter, index)
  if (sort.by !== 'relevance') return { ...pageOfApps(listed, order, request), index }
  return { ...pageOfApps(rankByScore(listed, scoreOf), relevanceOrder, request), index }
}

// Relevance depends on the search, and is sorted for each request.
function cachedOrder(sort: AppSort, index: AppIndex): AppOrder {
  if (sort.by === 'name') return nameOrder(sort, index)
  if (sort.by === 'updatedAt') return updatedOrder(sort, index)
  if (sort.by === 'relevance') return recordOrder('slug', 'ASCENDING')
  return recordOrder(sort.by, sort.direction)
}

function select(sorted: readonly SortedApp[], filter: AppFilter, index: AppIndex): readonly SortedApp[] {
  const meetsRecord = recordCondition(filter)
  const meetsSummary = needsIndex(filter) ? summaryCondition(filter, index) : () => true
  return sorted.filter(({ app }) => meetsRecord(app) && meetsSummary(app))
}

function pageOfApps(
  listed: readonly SortedApp[],
  { key, compare }: Pick<AppOrder, 'key' | 'compare'>,
  request: PageRequest,
) {
  const page = pageOf(listed, { key, compare, keyOf: (entry: SortedApp) => entry.key }, request)
  return { ...page, edges: page.edges.map(edgeOfApp), all: listed.map(({ app }) => app) }
}

// The cursor is computed on demand: few clients ask for it.
function edgeOfApp(edge: { readonly cursor: string; readonly node: SortedApp }): Page<App>['edges'][number] {
  return {
    node: edge.node.app,
    get cursor() {
      return edge.cursor
    },
  }
}
