import type { AppSlots } from './app-slots.js'
import type { AppSummary } from './app-summary.js'
import type { Facet, FacetValue } from './facets.js'

/** The summaries and the search index of one space. After a change, only the changed applications are read again. */
export interface AppIndex {
  /** The numbers of the applications. A virtual space has those of its source. */
  readonly slots: AppSlots
  /** Waits until the index has all changes from before the call. The first call reads all applications. */
  refresh: () => Promise<void>
  /** The summary of an application; an empty one for an unknown application. */
  summaryOf: (slot: number) => AppSummary
  /**
   * Finds the applications that match all words. Returns the score of each application by its slot: 0 if it does not match. The
   * array may be too short for applications that don't match.
   * @param words from `queryWords`
   * @param options `namesOnly`: whether other texts than the names are ignored
   */
  search: (words: readonly string[], options?: { namesOnly?: boolean }) => Uint16Array
  /** Counts the values of a facet in these applications. Returns the most frequent value first. */
  count: (facet: Facet, slots: Uint32Array) => FacetValue[]
}
