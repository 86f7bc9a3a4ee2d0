import type { Catalogue } from '../catalogue/catalogue.js'
import { Refresher } from '../catalogue/refresher.js'
import type { AppRecord } from '../records.js'
import { TextIndex, type ScoreOf } from '../search/text-index.js'
import type { RealSpace } from '../spaces.js'
import type { AppIndex } from './app-index.js'
import { displayedOf, emptySummary, summarize, type AppSummary, type LatestVersions } from './app-summary.js'
import { inBatches } from './in-batches.js'
import { searchTextsOf } from './search-texts.js'
import type { SharedValues } from './shared-values.js'

// Indexing an application takes up to a millisecond.
const appsPerTurn = 20

/** The index of a real space. */
export class RealIndex implements AppIndex {
  readonly #catalogue: Catalogue
  readonly #space: RealSpace
  readonly #shared: SharedValues
  readonly #texts = new TextIndex()
  readonly #summaries = new Map<string, AppSummary>()
  readonly #refresher: Refresher

  constructor(catalogue: Catalogue, space: RealSpace, shared: SharedValues) {
    this.#catalogue = catalogue
    this.#space = space
    this.#shared = shared
    this.#refresher = new Refresher(catalogue.changesOf(space), (changed) => this.#update(changed))
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh()
  }

  summaryOf(slug: string): AppSummary {
    return this.#summaries.get(slug) ?? emptySummary
  }

  search(words: readonly string[], options?: { namesOnly?: boolean }): ScoreOf {
    return this.#texts.search(words, options)
  }

  async #update(changed: ReadonlySet<string> | undefined): Promise<void> {
    const source = this.#catalogue.of(this.#space)
    const apps = await source.apps()
    await inBatches(changed ?? [...this.#summaries.keys(), ...apps.keys()], async (slugs) => {
      const versions = await source.versionsOfMany(slugs)
      await inBatches(
        slugs.entries(),
        (entries) => entries.forEach(([i, slug]) => this.#set(slug, apps.get(slug), versions[i]?.latest)),
        appsPerTurn,
      )
    })
  }

  #set(slug: string, app: AppRecord | undefined, latest: LatestVersions | undefined): void {
    if (app && latest) {
      this.#summaries.set(slug, summarize(latest, this.#shared))
      this.#texts.set(slug, searchTextsOf(app, displayedOf(latest)))
    } else {
      this.#summaries.delete(slug)
      this.#texts.delete(slug)
    }
  }
}
