import type { AppRecord } from '../records.js'
import { labelOn } from './app-filter.js'
import { compareTexts } from './app-sort.js'
import type { AppSummary } from './app-summary.js'
import { FacetColumn } from './facet-column.js'
import type { Facet, FacetValue } from './facets.js'

/** The values of all facets, for each application of an index. */
export class FacetColumns {
  readonly #columns: Record<Facet, FacetColumn> = {
    types: new FacetColumn(),
    editors: new FacetColumn(),
    labels: new FacetColumn(),
    categories: new FacetColumn(),
    dataTypes: new FacetColumn(),
    platforms: new FacetColumn(),
    locales: new FacetColumn(),
    features: new FacetColumn(),
  }

  /** Adds an application, or replaces its values. */
  set(slot: number, record: AppRecord, summary: AppSummary): void {
    this.#columns.types.set(slot, [record.type])
    this.#columns.editors.set(slot, [record.editor])
    this.#columns.labels.set(slot, [labelOn('stable', record, summary)])
    for (const facet of ['categories', 'dataTypes', 'platforms', 'locales', 'features'] as const) {
      this.#columns[facet].set(slot, summary[facet])
    }
  }

  /** Removes an application, if it is there. */
  delete(slot: number): void {
    for (const column of Object.values(this.#columns)) column.set(slot, [])
  }

  /** Adds the number of applications with each value of a facet. */
  count(facet: Facet, slots: Uint32Array, counts: Map<string, number>): void {
    this.#columns[facet].count(slots, counts)
  }
}

/** The counted values, the most frequent first. Equally frequent values are sorted alphabetically. */
export function sortCounts(counts: ReadonlyMap<string, number>): FacetValue[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareTexts(a.value, b.value))
}
