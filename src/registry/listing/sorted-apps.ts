import { setImmediate as nextTurn } from 'node:timers/promises'
import type { App, AppList } from '../catalogue/app-list.js'
import type { ChangeLog } from '../catalogue/change-log.js'
import { Refresher } from '../catalogue/refresher.js'
import type { AppOrder, SortKey } from './app-sort.js'

/** An application in a sorted list. */
export interface SortedApp {
  app: App
  /** The key that determined the position. The application may have another key since then. */
  key: SortKey
}

// With more changes, sorting everything again is faster.
const maxInsertions = 200
const runLength = 1000

/** The applications of a space in one order, cached. A changed application is moved. The others are not sorted again. */
export class SortedApps {
  readonly #changes: ChangeLog
  readonly #load: () => Promise<AppList>
  readonly #order: AppOrder
  readonly #refresher: Refresher
  // The array of which all changes are in `#entries`. `undefined` if there is none.
  #unsorted: readonly App[] | undefined
  #entries: readonly SortedApp[] = []

  /** @param load loads the list, and the data that the keys of `order` are computed from */
  constructor(changes: ChangeLog, load: () => Promise<AppList>, order: AppOrder) {
    this.#changes = changes
    this.#load = load
    this.#order = order
    this.#refresher = new Refresher(changes, (changed) => this.#update(changed))
  }

  /** The sorted applications. Has all changes from before the call. The array never changes. */
  async get(): Promise<readonly SortedApp[]> {
    await this.#refresher.refresh()
    return this.#entries
  }

  async #update(changed: ReadonlySet<string> | undefined): Promise<void> {
    const { position } = this.#changes
    const list = await this.#load()
    // Only versions have changed: they don't affect this order.
    if (changed && !this.#order.usesIndex && list.all === this.#unsorted) return
    // The list may have changes that came during the load. They are moved by the next update.
    this.#unsorted = this.#changes.position === position ? list.all : undefined
    this.#entries =
      changed && changed.size <= maxInsertions
        ? this.#moved(changed, list)
        : await this.#sorted(list.all.map((app) => this.#keyed(app)))
  }

  #moved(changed: ReadonlySet<string>, list: AppList): readonly SortedApp[] {
    const entries = this.#entries.filter(({ app }) => !changed.has(app.record.slug))
    for (const slug of changed) {
      const app = list.get(slug)
      if (app) this.#insert(entries, this.#keyed(app))
    }
    return entries
  }

  #insert(entries: SortedApp[], entry: SortedApp): void {
    let [low, high] = [0, entries.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = entries[middle]
      if (other && this.#compare(other, entry) < 0) low = middle + 1
      else high = middle
    }
    entries.splice(low, 0, entry)
  }

  // Sorts runs of the list, then merges them. Other events are handled in between: collation is slow.
  async #sorted(entries: readonly SortedApp[]): Promise<readonly SortedApp[]> {
    let runs: SortedApp[][] = []
    for (let start = 0; start < entries.length; start += runLength) {
      runs.push(entries.slice(start, start + runLength).sort((a, b) => this.#compare(a, b)))
      if (runs.length > 1) await nextTurn()
    }
    while (runs.length > 1) {
      const merged: SortedApp[][] = []
      for (let i = 0; i < runs.length; i += 2) {
        merged.push(await this.#merge(runs[i] ?? [], runs[i + 1] ?? []))
      }
      runs = merged
    }
    return runs[0] ?? []
  }

  async #merge(left: readonly SortedApp[], right: readonly SortedApp[]): Promise<SortedApp[]> {
    const merged: SortedApp[] = []
    let [i, j] = [0, 0]
    while (i < left.length || j < right.length) {
      const [a, b] = [left[i], right[j]]
      if (a && (!b || this.#compare(a, b) <= 0)) {
        merged.push(a)
        i++
      } else if (b) {
        merged.push(b)
        j++
      }
      if (merged.length % runLength === 0) await nextTurn()
    }
    return merged
  }

  #keyed(app: App): SortedApp {
    return { app, key: this.#order.keyOf(app) }
  }

  #compare(a: SortedApp, b: SortedApp): number {
    return this.#order.compare(a.key, b.key)
  }
}
