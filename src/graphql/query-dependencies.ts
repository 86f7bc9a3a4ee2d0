import type { Registry } from '../registry/registry.js'
import type { Space } from '../registry/spaces.js'

/**
 * The sources of a query's result, such as spaces, with their revisions. The result is cached until the revision of a source
 * changes.
 */
export class QueryDependencies {
  readonly #sources: { revisionOf: () => number; revision: number }[] = []
  isUncacheable = false

  /**
   * Adds a source. Call this before reading from it. `revisionOf` must return another number after each change of the source.
   */
  add(revisionOf: () => number): void {
    this.#sources.push({ revisionOf, revision: revisionOf() })
  }

  /** Excludes the result from the cache. Call this method if the result depends on the viewer, or on a source without a revision. */
  markUncacheable(): void {
    this.isUncacheable = true
  }

  /** Whether the result may be cached, or served from the cache. It must have sources, and none of them may have changed. */
  get allowCaching(): boolean {
    const unchanged = this.#sources.every(({ revisionOf, revision }) => revisionOf() === revision)
    return !this.isUncacheable && this.#sources.length > 0 && unchanged
  }
}

/** The members of `Context` that the functions below use. */
interface DependencyContext {
  registry: Registry
  dependencies?: QueryDependencies | undefined
}

/** Adds a space to the dependencies, and returns it. Every resolver that returns a space must call this. */
export function dependOnSpace(space: Space, { registry, dependencies }: DependencyContext): Space {
  dependencies?.add(() => registry.catalogue.revisionOf(space))
  return space
}

/** Adds the editors to the dependencies. Call this before reading editors. */
export function dependOnEditors({ registry, dependencies }: DependencyContext): void {
  dependencies?.add(() => registry.editors.revision)
}
