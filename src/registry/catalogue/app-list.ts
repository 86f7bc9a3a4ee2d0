import type { AppRecord } from '../records.js'
import { shows, type Space } from '../spaces.js'
import type { Overlay } from '../virtual/overlay.js'
import { shownApp } from '../virtual/shown.js'
import type { ChangeLog } from './change-log.js'
import { Refresher } from './refresher.js'
import type { SpaceCatalogue } from './space-catalogue.js'

/** An application as one space shows it. */
export interface App {
  space: Space
  record: AppRecord
}

/** The applications that one space shows, cached. After a change, only the changed applications are updated. */
export class AppList {
  readonly #space: Space
  readonly #source: SpaceCatalogue
  readonly #overlay: Overlay | undefined
  readonly #refresher: Refresher
  #bySlug = new Map<string, App>()
  #all: readonly App[] | undefined

  /**
   * @param source the catalogue of the real space that has the applications
   * @param overlay the overwrites of a virtual space
   * @param changes the changes of the space
   */
  constructor(space: Space, source: SpaceCatalogue, overlay: Overlay | undefined, changes: ChangeLog) {
    this.#space = space
    this.#source = source
    this.#overlay = overlay
    this.#refresher = new Refresher(changes, (slugs) => this.#update(slugs))
  }

  /** Waits until the list has all changes from before the call. */
  refresh(): Promise<void> {
    return this.#refresher.refresh()
  }

  /** The applications, in no particular order. The same array object until an application changes. */
  get all(): readonly App[] {
    this.#all ??= [...this.#bySlug.values()]
    return this.#all
  }

  /** An application. `undefined` if it does not exist, or if the space hides it. */
  get(slug: string): App | undefined {
    return this.#bySlug.get(slug)
  }

  async #update(changed: ReadonlySet<string> | undefined): Promise<void> {
    const records = await this.#source.apps()
    const overwrites = await this.#overlay?.overwrites()
    if (!changed) {
      this.#bySlug = new Map()
      this.#all = undefined
    }
    for (const slug of changed ?? records.keys()) {
      const record = records.get(slug)
      this.#set(slug, record && shows(this.#space, slug) ? shownApp(record, overwrites?.get(slug)) : undefined)
    }
  }

  // A change of versions does not change the record. Then the array stays the same, too.
  #set(slug: string, record: AppRecord | undefined): void {
    if (this.#bySlug.get(slug)?.record === record) return
    if (record) this.#bySlug.set(slug, { space: this.#space, record })
    else this.#bySlug.delete(slug)
    this.#all = undefined
  }
}
