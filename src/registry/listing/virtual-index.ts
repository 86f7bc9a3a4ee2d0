import type { App, Catalogue } from '../catalogue/catalogue.js'
import { Refresher } from '../catalogue/refresher.js'
import type { VersionRecord } from '../records.js'
import { TextIndex, type ScoreOf } from '../search/text-index.js'
import type { VirtualSpace } from '../spaces.js'
import { channels, type Channel } from '../versions.js'
import type { AppIndex } from './app-index.js'
import { displayedOf, summarize, type AppSummary, type LatestVersions } from './app-summary.js'
import { inBatches } from './in-batches.js'
import { searchTextsOf } from './search-texts.js'
import type { SharedValues } from './shared-values.js'

/**
 * The index of a virtual space. It has only the applications whose versions are overwritten. The index of the source space has
 * the others.
 */
export class VirtualIndex implements AppIndex {
  readonly #catalogue: Catalogue
  readonly #space: VirtualSpace
  readonly #source: AppIndex
  readonly #shared: SharedValues
  readonly #texts = new TextIndex()
  readonly #summaries = new Map<string, AppSummary>()
  readonly #refresher: Refresher

  constructor(catalogue: Catalogue, space: VirtualSpace, source: AppIndex, shared: SharedValues) {
    this.#catalogue = catalogue
    this.#space = space
    this.#source = source
    this.#shared = shared
    this.#refresher = new Refresher(catalogue.changesOf(space), (changed) => this.#update(changed))
  }

  async refresh(): Promise<void> {
    await this.#source.refresh()
    await this.#refresher.refresh()
  }

  summaryOf(slug: string): AppSummary {
    return this.#summaries.get(slug) ?? this.#source.summaryOf(slug)
  }

  search(words: readonly string[], options?: { namesOnly?: boolean }): ScoreOf {
    const [own, source] = [this.#texts.search(words, options), this.#source.search(words, options)]
    return (slug) => (this.#summaries.has(slug) ? own(slug) : source(slug))
  }

  async #update(changed: ReadonlySet<string> | undefined): Promise<void> {
    const overlay = this.#catalogue.overlayOf(this.#space)
    const slugs = changed ?? [...this.#summaries.keys(), ...(await overlay.overwrittenSlugs())]
    const apps = await this.#catalogue.list(this.#space)
    const source = this.#catalogue.of(this.#space.source)
    await inBatches(slugs, async (batch) => {
      const versions = await source.versionsOfMany(batch)
      await Promise.all(batch.map((slug, i) => this.#set(slug, apps.get(slug), versions[i]?.latest)))
    })
  }

  async #set(slug: string, app: App | undefined, inSource: LatestVersions | undefined): Promise<void> {
    const latest = app && inSource && (await this.#overwritten(inSource))
    if (latest) {
      this.#summaries.set(slug, summarize(latest, this.#shared))
      this.#texts.set(slug, searchTextsOf(app.record, displayedOf(latest)))
    } else {
      this.#summaries.delete(slug)
      this.#texts.delete(slug)
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
