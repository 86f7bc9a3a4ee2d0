import type { App } from '../catalogue/catalogue.js'
import { labelOn } from './app-filter.js'
import type { AppIndex } from './app-index.js'
import { compareTexts } from './app-sort.js'
import type { AppSummary } from './app-summary.js'

/** One value of a property, and the number of applications that have this value. */
export interface FacetValue {
  value: string
  count: number
}

/** The properties from the versions of an application that can be counted. */
export type SummaryFacet = 'categories' | 'dataTypes' | 'platforms' | 'locales' | 'features'

/** Counts equal values. Returns the most frequent value first. Equally frequent values are sorted alphabetically. */
export function countValues(values: Iterable<string>): FacetValue[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareTexts(a.value, b.value))
}

/** Counts the values of one property of applications. */
export function countSummaries(apps: readonly App[], index: AppIndex, facet: SummaryFacet): FacetValue[] {
  return countValues(valuesOf(apps, index, (summary) => summary[facet]))
}

/** Counts the labels for the newest stable version. */
export function countLabels(apps: readonly App[], index: AppIndex): FacetValue[] {
  return countValues(valuesOf(apps, index, (summary, app) => [labelOn('stable', app, summary)]))
}

function* valuesOf(
  apps: readonly App[],
  index: AppIndex,
  values: (summary: AppSummary, app: App) => readonly string[],
): Iterable<string> {
  for (const app of apps) yield* values(index.summaryOf(app.record.slug), app)
}
