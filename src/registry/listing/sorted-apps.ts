import { setImmediate as nextTurn } from 'node:timers/promises'
import type { App, AppList } from '../catalogue/app-list.js'
import type { ChangeLog } from '../catalogue/change-log.js'
import { Refresher } from '../catalogue/refresher.js'
import type { AppSlots } from './app-slots.js'
import type { AppOrder, SortKey } from './app-sort.js'

/** An application in a sorted list. */
export interface SortedApp {
  app: App
  slot: number
  /** The key that determined the position. The application may have another key since then. */
  key: SortKey
}

// With more changes, sorting everything again is faster.
const maxInsertions = 200
const runLength = 1000

/** The data that a sorted list follows. */
export interface SortedAppsSource {
  changes: ChangeLog
  /** Loads the list, and the data that the keys of `order` are computed from. */
  load: () => Promise<AppList>
  order: AppOrder
  slots: AppSlots
  /** Runs a sort of all applications, perhaps after others. */
  runFullSort: (sort: () => Promise<SortedApp[]>) => Promise<SortedApp[]>
}

/** The applications of a space in one order, cached. A changed application is moved. The others are not sorted again. */
export class SortedApps {
  readonly #source: SortedAppsSource
  readonly #refresher: Refresher
  // The array of which all changes are in `#entries`. `undefined` if there is none.
  #unsorted: readonly App[] | undefined
  #sortedSlots = new Uint32Array()
  /** The applications by slot. */
  #entries: (SortedApp | undefined)[] = []

  constructor(source: SortedAppsSource) {
    this.#source = source
    this.#refresher = new Refresher(source.changes, (changed) => this.#update(changed))
  }

  /** Waits until the list has all changes from before the call. */
  refresh(): Promise<void> {
    return this.#refresher.refresh()
  }

  /** The slots of the sorted applications. The array never changes: after a change, this is another array. */
  get slots(): Uint32Array {
    return this.#sortedSlots
  }

  /** An application of `slots`. Call it in the same turn of the event loop. */
  at(slot: number): SortedApp {
    const entry = this.#entries[slot]
    if (!entry) throw new Error(`Slot ${String(slot)} is not in the sorted list`)
    return entry
  }

  /** The key of an application of `slots`. */
  readonly keyOf = (slot: number): SortKey => this.at(slot).key

  async #update(changed: ReadonlySet<string> | undefined): Promise<void> {
    const { changes, load, order, runFullSort } = this.#source
    const { position } = changes
    const list = await load()
    // Only versions have changed: they don't affect this order.
    if (changed && !order.usesIndex && list.all === this.#unsorted) return
    // The list may have changes that came during the load. They are moved by the next update.
    this.#unsorted = changes.position === position ? list.all : undefined
    if (changed && changed.size <= maxInsertions) this.#move(changed, list)
    else this.#replace(await runFullSort(() => this.#sorted(list.all.map((app) => this.#keyed(app)))))
  }

  #replace(sorted: readonly SortedApp[]): void {
    const entries: (SortedApp | undefined)[] = []
    for (const entry of [...sorted].sort((a, b) => a.slot - b.slot)) entries[entry.slot] = entry
    this.#entries = entries
    this.#sortedSlots = Uint32Array.from(sorted, ({ slot }) => slot)
  }

  #move(changed: ReadonlySet<string>, list: AppList): void {
    const moved = [...changed].map((slug) => this.#change(list.get(slug), this.#source.slots.of(slug)))
    const gone = new Set(moved.filter((slot) => slot !== undefined))
    if (gone.size === 0) return
    const kept = this.#sortedSlots.filter((slot) => !gone.has(slot))
    const slots = new Uint32Array(kept.length + gone.size)
    slots.set(kept)
    let { length } = kept
    for (const slot of gone) {
      const entry = this.#entries[slot]
      if (!entry) continue
      const index = this.#indexFor(entry, slots.subarray(0, length))
      slots.copyWithin(index + 1, index, length++)
      slots[index] = slot
    }
    this.#sortedSlots = slots.slice(0, length)
  }

  // Replaces the entry of an application. Returns its slot if its position changes.
  #change(app: App | undefined, slot: number): number | undefined {
    const [before, after] = [this.#entries[slot], app && this.#keyed(app)]
    if (before || after) this.#entries[slot] = after
    const stays = before && after ? this.#source.order.compare(before.key, after.key) === 0 : before === after
    return stays ? undefined : slot
  }

  #indexFor(entry: SortedApp, slots: Uint32Array): number {
    let [low, high] = [0, slots.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.#entries[slots[middle] ?? 0]
      if (other && this.#compare(other, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  // Sorts runs of the list, then merges them. Other events are handled in between: collation is slow.
  async #sorted(entries: readonly SortedApp[]): Promise<SortedApp[]> {
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
    const slot = this.#source.slots.of(app.record.slug)
    return { app, slot, key: this.#source.order.keyOf(app, slot) }
  }

  #compare(a: SortedApp, b: SortedApp): number {
    return this.#source.order.compare(a.key, b.key)
  }
}
