import type { App, Catalogue } from '../catalogue/catalogue.js'
import { Refresher } from '../catalogue/refresher.js'
import type { VersionRecord } from '../records.js'
import { TextIndex } from '../search/text-index.js'
import type { VirtualSpace } from '../spaces.js'
import { channels, type Channel } from '../versions.js'
import type { AppIndex } from './app-index.js'
import type { AppSlots } from './app-slots.js'
import { displayedOf, summarize, type AppSummary, type LatestVersions } from './app-summary.js'
import { FacetColumns, sortCounts } from './facet-columns.js'
import type { Facet, FacetValue } from './facets.js'
import { inBatches } from './in-batches.js'
import type { RealIndex } from './real-index.js'
import { searchTextsOf } from './search-texts.js'
import type { SharedValues } from './shared-values.js'

/**
 * The index of a virtual space. It has only the applications whose versions are overwritten. The index of the source space has
 * the others.
 */
export class VirtualIndex implements AppIndex {
  readonly #catalogue: Catalogue
  readonly #space: VirtualSpace
  readonly #source: RealIndex
  readonly #shared: SharedValues
  readonly #texts = new TextIndex()
  readonly #slugs = new Set<string>()
  readonly #facets = new FacetColumns()
  /** The summaries by slot. */
  readonly #summaries = new Map<number, AppSummary>()
  readonly #refresher: Refresher

  constructor(catalogue: Catalogue, space: VirtualSpace, source: RealIndex, shared: SharedValues) {
    this.#catalogue = catalogue
    this.#space = space
    this.#source = source
    this.#shared = shared
    this.#refresher = new Refresher(catalogue.changesOf(space), (changed) => this.#update(changed))
  }

  get slots(): AppSlots {
    return this.#source.slots
  }

  async refresh(): Promise<void> {
    await this.#source.refresh()
    await this.#refresher.refresh()
  }

  summaryOf(slot: number): AppSummary {
    return this.#summaries.get(slot) ?? this.#source.summaryOf(slot)
  }

  search(words: readonly string[], options?: { namesOnly?: boolean }): Uint16Array {
    const [own, scores] = [this.#texts.search(words, options), this.#source.search(words, options)]
    for (const slot of this.#summaries.keys()) scores[slot] = own[slot] ?? 0
    return scores
  }

  count(facet: Facet, slots: Uint32Array): FacetValue[] {
    const isOwn = (slot: number): boolean => this.#summaries.has(slot)
    const counts = this.#source.addCounts(
      facet,
      slots.filter((slot) => !isOwn(slot)),
      new Map(),
    )
    this.#facets.count(facet, slots.filter(isOwn), counts)
    return sortCounts(counts)
  }

  async #update(changed: ReadonlySet<string> | undefined): Promise<void> {
    const overlay = this.#catalogue.overlayOf(this.#space)
    const slugs = changed ?? [...this.#slugs, ...(await overlay.overwrittenSlugs())]
    const apps = await this.#catalogue.list(this.#space)
    const source = this.#catalogue.of(this.#space.source)
    await inBatches(slugs, async (batch) => {
      const versions = await source.versionsOfMany(batch)
      await Promise.all(batch.map((slug, i) => this.#set(slug, apps.get(slug), versions[i]?.latest)))
    })
  }

  async #set(slug: string, app: App | undefined, inSource: LatestVersions | undefined): Promise<void> {
    const latest = app && inSource && (await this.#overwritten(inSource))
    const slot = this.slots.of(slug)
    if (latest) {
      const summary = summarize(latest, this.#shared)
      this.#slugs.add(slug)
      this.#summaries.set(slot, summary)
      this.#facets.set(slot, app.record, summary)
      this.#texts.set(slot, searchTextsOf(app.record, displayedOf(latest)))
    } else if (this.#slugs.delete(slug)) {
      this.#summaries.delete(slot)
      this.#facets.delete(slot)
      this.#texts.delete(slot)
    }
  }

  // The versions as the space shows them. `undefined` if it overwrites none of them.
  async #overwritten(inSource: LatestVersions): Promise<LatestVersions | undefined> {
    const shown: Record<Channel, VersionRecord | undefined> = { ...inSource }
    for (const channel of channels) {
      const record = inSource[channel]
      if (record) shown[channel] = (await this.#catalogue.asShown(this.#space, record)).record
    }
    return channels.some((channel) => shown[channel] !== inSource[channel]) ? shown : undefined
  }
}
