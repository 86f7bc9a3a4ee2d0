import type { Documents, StoredDocument } from '../documents/documents.js'
import type { JsonObject } from '../json.js'
import { KeyedMutex } from '../keyed-mutex.js'
import type { App, Catalogue } from './catalogue/catalogue.js'
import { RegistryError } from './errors.js'
import { appNotFound } from './not-found.js'
import { checkPlainText } from './plain-text.js'
import { readApp, type AppRecord } from './records.js'
import { updateDocument } from './retry-on-conflict.js'
import { shortened } from './shortened.js'
import { checkSlug } from './slugs.js'
import type { RealSpace } from './spaces.js'

const longestMessage = 1000
// The maximum number of slugs that a message about a cycle names.
const maxNames = 20

/** The dependencies of `Deprecations`. */
export interface DeprecationsParts {
  documents: Documents
  catalogue: Catalogue
  /** Milliseconds since 1970. */
  clock: () => number
}

/** Deprecates applications, and ends deprecations. */
export class Deprecations {
  readonly #parts: DeprecationsParts
  // Serialises the deprecations of a space: two of them could make a cycle of successors.
  readonly #mutex = new KeyedMutex()

  constructor(parts: DeprecationsParts) {
    this.#parts = parts
  }

  /**
   * Deprecates an application, or replaces its deprecation.
   * @param successor the slug of an application in the same space
   * @param by the name of an editor, or `operator`
   * @throws RegistryError INVALID_SLUG, INVALID_INPUT, APP_NOT_FOUND
   */
  async deprecate(
    space: RealSpace,
    slug: string,
    { message, successor }: { message: string; successor: string | undefined },
    by: string,
  ): Promise<App> {
    const text = checkPlainText('message', message, longestMessage)
    return this.#mutex.run(space.name, async () => {
      if (successor !== undefined) await this.#checkSuccessor(space, slug, successor)
      const at = new Date(this.#parts.clock()).toISOString()
      const deprecated = { message: text, ...(successor !== undefined && { successor }), at, by }
      return this.#change(space, slug, (document) => ({ ...document, deprecated }))
    })
  }

  /**
   * Ends the deprecation of an application. Does nothing if the application is not deprecated.
   * @throws RegistryError INVALID_SLUG, APP_NOT_FOUND
   */
  end(space: RealSpace, slug: string): Promise<App> {
    return this.#change(space, slug, ({ deprecated, ...rest }) => (deprecated === undefined ? undefined : rest))
  }

  async #checkSuccessor(space: RealSpace, slug: string, successor: string): Promise<void> {
    const apps = await this.#parts.catalogue.of(space).apps()
    if (!apps.has(successor)) {
      throw new RegistryError(
        'INVALID_INPUT',
        `The successor "${shortened(successor)}" is no application of this space: look at its spelling`,
      )
    }
    if (successor === slug) {
      throw new RegistryError(
        'INVALID_INPUT',
        `"${slug}" can't be its own successor: name another application, or none`,
      )
    }
    const chain = successorsOf(apps, successor, slug)
    if (chain.at(-1) !== slug) return
    const names = chain.length > maxNames ? [...chain.slice(0, maxNames), '…', slug] : chain
    throw new RegistryError(
      'INVALID_INPUT',
      `"${successor}" can't be the successor of "${slug}": ${[slug, ...names].join(' → ')} would be a cycle`,
    )
  }

  // `change` returns `undefined` to keep the document.
  async #change(
    space: RealSpace,
    slug: string,
    change: (document: StoredDocument) => JsonObject | undefined,
  ): Promise<App> {
    const { documents, catalogue } = this.#parts
    let current: StoredDocument | undefined
    const stored = await updateDocument(documents, space.databases.apps, checkSlug(slug), (document) => {
      current = document
      const changed = document && change(document)
      return document && changed && { ...changed, _id: document._id, _rev: document._rev }
    })
    if (!current) throw appNotFound(space, slug)
    if (stored) catalogue.of(space).appChanged()
    return { space, record: readApp(stored ?? current) }
  }
}

// An application and its successors, up to `last`. Stored successors may make a cycle: each application is returned once.
function successorsOf(apps: ReadonlyMap<string, AppRecord>, first: string, last: string): string[] {
  const slugs = new Set<string>()
  for (let next: string | undefined = first; next !== undefined && !slugs.has(next);) {
    slugs.add(next)
    next = next === last ? undefined : apps.get(next)?.deprecated?.successor
  }
  return [...slugs]
}
