import type { Registry } from '../registry/registry.js'
import type { Space } from '../registry/spaces.js'

/** The sources of a query's result, with their revisions. The result is cached until one of them changes. */
export class QueryDependencies {
  readonly #sources: { revisionOf: () => number; revision: number }[] = []
  isUncacheable = false

  /** Call before reading from a source; its revision must differ after each change. */
  add(revisionOf: () => number): void {
    this.#sources.push({ revisionOf, revision: revisionOf() })
  }

  /** Call when the result must not be cached: it depends on the viewer, or on a source without a revision. */
  markUncacheable(): void {
    this.isUncacheable = true
  }

  /** Whether no source has changed, so that a cached result is still valid. */
  get areCurrent(): boolean {
    const unchanged = this.#sources.every(({ revisionOf, revision }) => revisionOf() === revision)
    return !this.isUncacheable && this.#sources.length > 0 && unchanged
  }
}

/** The part of `Context` that is used here. */
interface Reader {
  registry: Registry
  dependencies?: QueryDependencies | undefined
}

/** Adds a space to the dependencies, and returns it. Every resolver that returns a space must call this. */
export function dependOnSpace(space: Space, { registry, dependencies }: Reader): Space {
  dependencies?.add(() => registry.catalogue.revisionOf(space))
  return space
}

/** Adds the editors to the dependencies. Call before they are read. */
export function dependOnEditors({ registry, dependencies }: Reader): void {
  dependencies?.add(() => registry.editors.revision)
}
