import { LRUCache } from 'lru-cache'
import type { AppList } from '../catalogue/app-list.js'
import type { Catalogue } from '../catalogue/catalogue.js'
import type { RealSpace, Space } from '../spaces.js'
import type { AppIndex } from './app-index.js'
import type { AppOrder } from './app-sort.js'
import { RealIndex } from './real-index.js'
import { SharedValues } from './shared-values.js'
import { SortedApps, type SortedApp } from './sorted-apps.js'
import { VirtualIndex } from './virtual-index.js'

// An order keeps all applications of its space.
const maxCachedOrders = 24

/** The indexes and the sorted lists of all spaces. They are created when they are first needed. */
export class ListingService {
  readonly #catalogue: Catalogue
  readonly #shared = new SharedValues()
  readonly #real = new Map<string, RealIndex>()
  readonly #virtual = new Map<string, VirtualIndex>()
  readonly #orders = new LRUCache<string, SortedApps>({ max: maxCachedOrders })

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  /** The index of a space. Call its `refresh` before reading from it. */
  indexOf(space: Space): AppIndex {
    if (space.kind === 'REAL') return this.#realIndexOf(space)
    const { source, name } = space
    const index =
      this.#virtual.get(name) ?? new VirtualIndex(this.#catalogue, space, this.#realIndexOf(source), this.#shared)
    this.#virtual.set(name, index)
    return index
  }

  /**
   * The applications of a space, sorted. The array never changes.
   * @param order an order with keys that depend only on the application, its index and the name of the order
   */
  sorted(space: Space, order: AppOrder): Promise<readonly SortedApp[]> {
    const key = JSON.stringify([space.name, order.name])
    const sorted =
      this.#orders.get(key) ??
      new SortedApps(this.#catalogue.changesOf(space), () => this.#load(space, order.usesIndex), order)
    this.#orders.set(key, sorted)
    return sorted.get()
  }

  async #load(space: Space, usesIndex: boolean): Promise<AppList> {
    if (usesIndex) await this.indexOf(space).refresh()
    return this.#catalogue.list(space)
  }

  #realIndexOf(space: RealSpace): RealIndex {
    const index = this.#real.get(space.name) ?? new RealIndex(this.#catalogue, space, this.#shared)
    this.#real.set(space.name, index)
    return index
  }
}
