import { LRUCache } from 'lru-cache'
import { KeyedMutex } from '../../keyed-mutex.js'
import type { AppList } from '../catalogue/app-list.js'
import type { Catalogue } from '../catalogue/catalogue.js'
import type { RealSpace, Space } from '../spaces.js'
import type { AppIndex } from './app-index.js'
import { AppSlots } from './app-slots.js'
import type { AppOrder } from './app-sort.js'
import { RealIndex } from './real-index.js'
import { SharedValues } from './shared-values.js'
import { SortedApps } from './sorted-apps.js'
import { VirtualIndex } from './virtual-index.js'

// An order keeps all applications of its space.
const maxCachedOrders = 24

/** The indexes and the sorted lists of all spaces. They are created when they are first needed. */
export class ListingService {
  readonly #catalogue: Catalogue
  readonly #shared = new SharedValues()
  readonly #real = new Map<string, RealIndex>()
  readonly #virtual = new Map<string, VirtualIndex>()
  /** Sorts of all applications of a space run one after another. Else many orders at once would need much memory. */
  readonly #fullSorts = new KeyedMutex()
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
   * The applications of a space, sorted. Has all changes from before the call.
   * @param order an order with keys that depend only on the application, its index and the name of the order
   */
  async sorted(space: Space, order: AppOrder): Promise<SortedApps> {
    const key = JSON.stringify([space.name, order.name])
    const sorted =
      this.#orders.get(key) ??
      new SortedApps({
        changes: this.#catalogue.changesOf(space),
        load: () => this.#load(space, order.usesIndex),
        order,
        slots: this.indexOf(space).slots,
        runFullSort: (sort) => this.#fullSorts.run(space.name, sort),
      })
    this.#orders.set(key, sorted)
    await sorted.refresh()
    return sorted
  }

  async #load(space: Space, usesIndex: boolean): Promise<AppList> {
    if (usesIndex) await this.indexOf(space).refresh()
    return this.#catalogue.list(space)
  }

  #realIndexOf(space: RealSpace): RealIndex {
    const index = this.#real.get(space.name) ?? new RealIndex(this.#catalogue, space, new AppSlots(), this.#shared)
    this.#real.set(space.name, index)
    return index
  }
}
