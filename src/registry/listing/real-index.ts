import type { Catalogue } from '../catalogue/catalogue.js'
import { Refresher } from '../catalogue/refresher.js'
import type { AppRecord } from '../records.js'
import { TextIndex } from '../search/text-index.js'
import type { RealSpace } from '../spaces.js'
import type { AppIndex } from './app-index.js'
import type { AppSlots } from './app-slots.js'
import { displayedOf, emptySummary, summarize, type AppSummary, type LatestVersions } from './app-summary.js'
import { FacetColumns, sortCounts } from './facet-columns.js'
import type { Facet, FacetValue } from './facets.js'
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
  readonly #facets = new FacetColumns()
  /** The summaries by slot. */
  readonly #summaries: (AppSummary | undefined)[] = []
  readonly #refresher: Refresher
  readonly slots: AppSlots

  constructor(catalogue: Catalogue, space: RealSpace, slots: AppSlots, shared: SharedValues) {
    this.slots = slots
    this.#catalogue = catalogue
    this.#space = space
    this.#shared = shared
    this.#refresher = new Refresher(catalogue.changesOf(space), (changed) => this.#update(changed))
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh()
  }

  summaryOf(slot: number): AppSummary {
    return this.#summaries[slot] ?? emptySummary
  }

  search(words: readonly string[], options?: { namesOnly?: boolean }): Uint16Array {
    return this.#texts.search(words, options)
  }

  count(facet: Facet, slots: Uint32Array): FacetValue[] {
    return sortCounts(this.addCounts(facet, slots, new Map()))
  }

  /** Adds the number of applications with each value of a facet. Returns `counts`. */
  addCounts(facet: Facet, slots: Uint32Array, counts: Map<string, number>): Map<string, number> {
    this.#facets.count(facet, slots, counts)
    return counts
  }

  async #update(changed: ReadonlySet<string> | undefined): Promise<void> {
    const source = this.#catalogue.of(this.#space)
    const apps = await source.apps()
    await inBatches(changed ?? [...this.slots.slugs(), ...apps.keys()], async (slugs) => {
      const versions = await source.versionsOfMany(slugs)
      await inBatches(
        slugs.entries(),
        (entries) => entries.forEach(([i, slug]) => this.#set(slug, apps.get(slug), versions[i]?.latest)),
        appsPerTurn,
      )
    })
  }

  #set(slug: string, app: AppRecord | undefined, latest: LatestVersions | undefined): void {
    const slot = this.slots.of(slug)
    if (app && latest) {
      const summary = summarize(latest, this.#shared)
      this.#summaries[slot] = summary
      this.#facets.set(slot, app, summary)
      this.#texts.set(slot, searchTextsOf(app, displayedOf(latest)))
    } else {
      this.#summaries[slot] = undefined
      this.#facets.delete(slot)
      this.#texts.delete(slot)
    }
  }
}
