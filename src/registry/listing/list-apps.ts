import type { App } from '../catalogue/catalogue.js'
import { encodeCursor, pageOf, type ListOrder, type Page, type PageRequest } from '../cursors.js'
import { queryWords } from '../search/words.js'
import type { Space } from '../spaces.js'
import { conditionsOf, needsIndex, type AppFilter } from './app-filter.js'
import type { AppIndex } from './app-index.js'
import {
  nameOrder,
  recordOrder,
  relevanceKey,
  relevanceOrder,
  updatedOrder,
  type AppOrder,
  type AppSort,
  type SortKey,
} from './app-sort.js'
import type { ListingService } from './listing-service.js'
import { rankByScore } from './relevance.js'
import type { SortedApps } from './sorted-apps.js'

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
  /** The slots of all applications that match, on all pages. */
  slots: Uint32Array
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
  const { keyOf } = sorted
  const scores = words.length > 0 ? index.search(words) : undefined
  const matching = scores ? sorted.slots.filter((slot) => (scores[slot] ?? 0) > 0) : sorted.slots
  const slots = select(matching, filter, sorted, index)
  if (!scores || sort.by !== 'relevance') return { ...pageOfApps(slots, { ...order, keyOf }, sorted, request), index }
  const relevance = { ...relevanceOrder, keyOf: (slot: number) => relevanceKey(scores[slot] ?? 0, sorted.at(slot).app) }
  return { ...pageOfApps(rankByScore(slots, scores), relevance, sorted, request), index }
}

// Relevance depends on the search, and is sorted for each request.
function cachedOrder(sort: AppSort, index: AppIndex): AppOrder {
  if (sort.by === 'name') return nameOrder(sort, index)
  if (sort.by === 'updatedAt') return updatedOrder(sort, index)
  if (sort.by === 'relevance') return recordOrder('slug', 'ASCENDING')
  return recordOrder(sort.by, sort.direction)
}

function select(slots: Uint32Array, filter: AppFilter, sorted: SortedApps, index: AppIndex): Uint32Array {
  const conditions = conditionsOf(filter)
  if (conditions.length === 0) return slots
  return slots.filter((slot) => {
    const [{ app }, summary] = [sorted.at(slot), index.summaryOf(slot)]
    return conditions.every((condition) => condition(app, summary))
  })
}

function pageOfApps(
  slots: Uint32Array,
  order: ListOrder<number, SortKey>,
  sorted: SortedApps,
  request: PageRequest,
): Omit<AppPage, 'index'> {
  const page = pageOf(slots, order, request)
  return { ...page, edges: page.edges.map(({ node }) => edgeOfApp(sorted.at(node).app, order.keyOf(node))), slots }
}

// The cursor is computed on demand: few clients ask for it.
function edgeOfApp(node: App, key: SortKey): Page<App>['edges'][number] {
  return {
    node,
    get cursor() {
      return encodeCursor({ key })
    },
  }
}
