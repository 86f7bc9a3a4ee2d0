import type { AppSummary } from './app-summary.js'
import type { ScoreOf } from '../search/text-index.js'

/** The summaries and the search index of one space. After a change, only the changed applications are read again. */
export interface AppIndex {
  /** Waits until the index has all changes from before the call. The first call reads all applications. */
  refresh: () => Promise<void>
  /** The summary of an application; an empty one for an unknown application. */
  summaryOf: (slug: string) => AppSummary
  /**
   * Finds the applications that match all words.
   * @param words from `queryWords`
   * @param options `namesOnly`: whether other texts than the names are ignored
   */
  search: (words: readonly string[], options?: { namesOnly?: boolean }) => ScoreOf
}
