import { checkPageSize } from '../cursors.js'
import type { App } from '../catalogue/catalogue.js'
import { recordOrder } from './app-sort.js'
import type { ListingService } from './listing-service.js'

// How an application is related to another one. The best relation is sorted first.
interface Relation {
  app: App
  sharedCategories: number
  isSameEditor: boolean
  isSameType: boolean
}

/**
 * The applications of the same space that share a category or the editor with an application, best first: those with the most
 * shared categories, then those of the same editor, then those of the same type, then by slug.
 * @throws RegistryError INVALID_INPUT for a negative number
 */
export async function relatedApps(listings: ListingService, app: App, first: number): Promise<App[]> {
  const size = checkPageSize(first)
  const index = listings.indexOf(app.space)
  await index.refresh()
  const sorted = await listings.sorted(app.space, recordOrder('slug', 'ASCENDING'))
  const own = index.slots.of(app.record.slug)
  const ownCategories = new Set(index.summaryOf(own).categories)
  return Array.from(sorted.slots)
    .filter((slot) => slot !== own)
    .map((slot) => relationOf(app, ownCategories, sorted.at(slot).app, index.summaryOf(slot).categories))
    .filter(({ sharedCategories, isSameEditor }) => sharedCategories > 0 || isSameEditor)
    .sort(compareRelations)
    .slice(0, size)
    .map(({ app: related }) => related)
}

function relationOf(app: App, ownCategories: ReadonlySet<string>, other: App, categories: readonly string[]): Relation {
  return {
    app: other,
    sharedCategories: categories.filter((category) => ownCategories.has(category)).length,
    isSameEditor: other.record.editor.toLowerCase() === app.record.editor.toLowerCase(),
    isSameType: other.record.type === app.record.type,
  }
}

function compareRelations(a: Relation, b: Relation): number {
  return (
    b.sharedCategories - a.sharedCategories ||
    Number(b.isSameEditor) - Number(a.isSameEditor) ||
    Number(b.isSameType) - Number(a.isSameType) ||
    (a.app.record.slug < b.app.record.slug ? -1 : 1)
  )
}
