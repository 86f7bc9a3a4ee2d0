import { z } from 'zod'
import { manifestCategories } from '../manifests/categories.js'
import type { AppType } from '../records.js'
import type { Space } from '../spaces.js'
import { pageOf, type ListOrder, type Page, type PageRequest } from '../cursors.js'
import type { App, Catalogue } from './catalogue.js'

/** Conditions on applications, joined by AND. `undefined` and `null` mean no condition. */
export interface AppFilter {
  type?: AppType | null | undefined
  editor?: string | null | undefined
  slugs?: readonly string[] | null | undefined
  exceptSlugs?: readonly string[] | null | undefined
  category?: string | null | undefined
  inMaintenance?: boolean | null | undefined
  deprecated?: boolean | null | undefined
}

/** The fields that a list of applications can be sorted by. */
export type AppSortField = 'slug' | 'type' | 'editor' | 'createdAt'

/** The order of a list. */
export interface AppSort {
  by: AppSortField
  direction: 'ASCENDING' | 'DESCENDING'
}

/** A page of applications. */
export interface AppPage extends Page<App> {
  /** All applications that match, on all pages. */
  all: readonly App[]
  /** All applications of the space. */
  unfiltered: readonly App[]
}

/** One value of a property, and the number of applications that have this value. */
export interface FacetValue {
  value: string
  count: number
}

// Applications with the same first field are sorted by the next fields. The indexes of the reference registry have this order.
const sortFields: Record<AppSortField, readonly AppSortField[]> = {
  slug: ['slug', 'editor', 'type'],
  type: ['type', 'slug', 'editor'],
  editor: ['editor', 'slug', 'type'],
  createdAt: ['createdAt', 'slug', 'editor', 'type'],
}

// Sorts strings like CouchDB, which the reference registry uses. This registry may use another database.
const collator = new Intl.Collator('en')

/**
 * Lists the applications of a space.
 * @throws RegistryError INVALID_INPUT for a bad page request
 */
export async function listApps(
  catalogue: Catalogue,
  space: Space,
  request: PageRequest & { filter?: AppFilter | null | undefined; sort?: AppSort | null | undefined },
): Promise<AppPage> {
  const sort = request.sort ?? { by: 'slug', direction: 'ASCENDING' }
  const unfiltered = await catalogue.apps(space)
  const sorted = sortedBy(sort, unfiltered)
  const { category, ...filter } = request.filter ?? {}
  const selected = select(sorted, filter)
  const all = await inCategory(category, selected, () => categoriesByApp(catalogue, unfiltered))
  const order = orderOf(sort)
  return { ...pageOf(all, order, request), all, unfiltered }
}

// Sorted lists are cached: collation is the most expensive part of listing.
const sortedLists = new WeakMap<readonly App[], Map<string, readonly App[]>>()

// Sorts a list. The list must not change afterwards: each list is sorted once for each order.
function sortedBy(sort: AppSort, apps: readonly App[]): readonly App[] {
  const known = sortedLists.get(apps) ?? new Map<string, readonly App[]>()
  sortedLists.set(apps, known)
  const cacheKey = `${sort.by} ${sort.direction}`
  const { keyOf, compare } = orderOf(sort)
  const sorted = known.get(cacheKey) ?? [...apps].sort((a, b) => compare(keyOf(a), keyOf(b)))
  known.set(cacheKey, sorted)
  return sorted
}

function select(apps: readonly App[], filter: Omit<AppFilter, 'category'>): App[] {
  const [slugs, exceptSlugs] = [filter.slugs && new Set(filter.slugs), new Set(filter.exceptSlugs)]
  return apps.filter(
    ({ record }) =>
      (filter.type ?? record.type) === record.type &&
      (filter.editor ?? record.editor) === record.editor &&
      (slugs?.has(record.slug) ?? true) &&
      !exceptSlugs.has(record.slug) &&
      (filter.inMaintenance ?? record.maintenance !== undefined) === (record.maintenance !== undefined) &&
      (filter.deprecated ?? record.deprecated !== undefined) === (record.deprecated !== undefined),
  )
}

async function inCategory(
  category: string | null | undefined,
  apps: App[],
  load: () => Promise<CategoriesByApp>,
): Promise<App[]> {
  if (category === undefined || category === null) return apps
  const categories = await load()
  return apps.filter((app) => categories.get(app)?.includes(category))
}

function orderOf({ by, direction }: AppSort): ListOrder<App, string[]> {
  const fields = sortFields[by]
  const sign = direction === 'DESCENDING' ? -1 : 1
  return {
    key: z.array(z.string()).length(fields.length),
    keyOf: ({ record }) => fields.map((field) => record[field]),
    compare: (a, b) => sign * compareTexts(a, b),
  }
}

function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (const [i, text] of a.entries()) {
    const difference = collator.compare(text, b[i] ?? '')
    if (difference !== 0) return difference
  }
  return 0
}

/** The categories of an application, from the manifest of its displayed version. */
export async function categoriesOf(catalogue: Catalogue, app: App): Promise<string[]> {
  return manifestCategories((await catalogue.displayedVersion(app))?.record.manifest ?? null)
}

type CategoriesByApp = ReadonlyMap<App, readonly string[]>

const categoriesOfLists = new WeakMap<readonly App[], Promise<CategoriesByApp>>()

/** The categories of each application of a list. The list must not change afterwards: its categories are loaded once. */
export async function categoriesByApp(catalogue: Catalogue, list: readonly App[]): Promise<CategoriesByApp> {
  const loading = categoriesOfLists.get(list) ?? loadCategories(catalogue, list)
  categoriesOfLists.set(list, loading)
  try {
    return await loading
  } catch (error) {
    categoriesOfLists.delete(list)
    throw error
  }
}

async function loadCategories(catalogue: Catalogue, list: readonly App[]): Promise<CategoriesByApp> {
  return new Map(await Promise.all(list.map(async (app) => [app, await categoriesOf(catalogue, app)] as const)))
}

/** Counts equal values. Returns the most frequent value first. Equally frequent values are sorted alphabetically. */
export function countValues(values: Iterable<string>): FacetValue[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || collator.compare(a.value, b.value))
}
